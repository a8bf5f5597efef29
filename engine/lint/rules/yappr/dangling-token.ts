import { type Flow, type FlowNode, nodeTitle } from "../../../flow/flow.ts";
import { object, own } from "../../../text/value.ts";
import { didYouMean, meantName, writing } from "../../meantName.ts";
import type { FlowRule, Report } from "../../rule.ts";
import { yapprCode } from "../../vendorCode.ts";
import { argumentName, type Token, tokenAt, tokenText } from "./tokens.ts";

/**
 * ## What it finds
 * A token `{{node.argument}}` in the arguments of an integration whose node is not in the flow, or whose argument that
 * integration does not take out of the conversation (mode `ai_extract`). The arguments of a `tool_call` are declared with
 * its tool, which is not in the file, so any of them is taken for right. A token for a node of another type is only a
 * warning: the vendor speaks of tools and integrations alone.
 * ## Why it matters
 * Yappr refuses to save such a flow (`args_template_dangling_reference`); in one that was saved before, the argument is
 * empty.
 * ## Example
 * `"start_time": "{{chek.start}}"` where the node is called `check`.
 * ## Instead
 * `"start_time": "{{check.start}}"`
 */
export const danglingToken: FlowRule = {
  id: "yappr/dangling-token",
  severity: "error",
  formats: ["yappr-flow"],
  fixable: true,
  check(flow, report, { graph }) {
    for (const [id, { reads }] of graph.names.node) {
      const source = flow.byId.get(id);
      // Whether a tool has the argument is written with the tool.
      if (source?.type === "tool_call") continue;
      for (const spot of reads) {
        const token = tokenAt(flow, spot);
        if (!token) continue;
        if (!source) noNode(flow, token, report);
        else if (source.type !== "integration_call") noTool(source, token, report);
        else if (!graph.names.variable.get(token.argument.name)?.binds.length) noArgument(flow, source, token, report);
      }
    }
  },
};

const CODE = "args_template_dangling_reference";

function noNode(flow: Flow, token: Token, report: Report): void {
  const { name, place } = token.node;
  const meant = meantName(flow, "node", name, [...flow.byId.keys(), "metadata"]);
  report(
    place,
    `${tokenText(token)} takes an argument of "${name}", which is not a node${didYouMean(meant)}${yapprCode(flow, CODE)}`,
    writing(meant, place),
  );
}

function noTool(source: FlowNode, token: Token, report: Report): void {
  report(
    token.node.place,
    `${tokenText(token)} takes an argument of ${nodeTitle(source)}, which is a ${source.type || "node"} and has none`,
    { severity: "warning", related: [{ place: source.idPlace, message: `"${source.id}" is here` }] },
  );
}

function noArgument(flow: Flow, source: FlowNode, token: Token, report: Report): void {
  const name = argumentName(token);
  const written = object(own(source.value, "args_template")) ?? {};
  const related = [{ place: source.idPlace, message: `"${source.id}" is here` }];
  const { place } = token.argument;
  if (Object.hasOwn(written, name)) {
    report(
      place,
      `"${name}" of "${source.id}" is not taken out of the conversation; only an argument in mode ai_extract can be read by ${tokenText(token)}${yapprCode(flow, CODE)}`,
      { related },
    );
    return;
  }
  const extracted = source.uses.filter(({ of, how }) => of === "variable" && how === "binds");
  const names = extracted.map(({ name: full, before = "" }) => full.slice(before.length));
  const meant = meantName(flow, `argument of ${source.id}`, name, names);
  report(
    place,
    `"${source.id}" takes no "${name}" out of the conversation${didYouMean(meant)}${yapprCode(flow, CODE)}`,
    { ...writing(meant, place), related },
  );
}
