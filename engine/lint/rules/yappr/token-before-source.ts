import { pathText } from "../../../flow/paths.ts";
import type { FlowRule } from "../../rule.ts";
import { tokenAt, tokenText } from "./tokens.ts";

/**
 * ## What it finds
 * A token `{{node.argument}}` in the arguments of an integration that no path comes to by way of its node.
 * ## Why it matters
 * The node has not run, so the argument is empty on every call.
 * ## Example
 * `confirm` reads `{{book.date}}`, and every path leads from `confirm` to `book`.
 * ## Instead
 * Take the value out of the conversation here as well (mode `ai_extract`), or change the order.
 */
export const tokenBeforeSource: FlowRule = {
  id: "yappr/token-before-source",
  severity: "warning",
  formats: ["yappr-flow"],
  check(flow, report, { graph }) {
    for (const { spot, name } of graph.bindings.tokens) {
      const token = tokenAt(flow, spot);
      const path = token && graph.pathTo(flow.nodes[spot.node]!);
      if (!path) continue;
      report(
        token.node.place,
        `${tokenText(token)} is empty, because no path goes by "${name}" before: ${pathText(path)}`,
        { related: [{ place: flow.byId.get(name)!.idPlace, message: `"${name}" is here` }] },
      );
    }
  },
};
