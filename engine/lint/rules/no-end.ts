import type { Flow } from "../../flow/flow.ts";
import { openExits } from "../../flow/openExits.ts";
import { pathText } from "../../flow/paths.ts";
import type { Fix } from "../../flow/problem.ts";
import { graphEdits } from "../../formats/graphEdits.ts";
import { unusedNames } from "../../text/unusedNames.ts";
import type { FlowRule } from "../rule.ts";
import { yapprCode } from "../vendorCode.ts";

/**
 * ## What it finds
 * A flow in which no call comes to an end: it has no end and no transfer, or no path from the start reaches one although
 * every transition leads somewhere. Where a transition that leads nowhere is to blame, that is reported instead
 * (Flowproof's choice). Of a voicetest graph nothing is said: there a call may end by a tool, or when the caller hangs up.
 * ## Why it matters
 * The agent never says goodbye and never hangs up. Yappr refuses to save such a flow (`no_terminal`), so there it is an
 * error; of a Flowyte playbook it is a warning.
 * ## Example
 * A conversation whose transitions lead only to other conversations, and no node of type `end`.
 * ## Instead
 * A node of type `end`, and a transition that leads there.
 */
export const noEnd: FlowRule = {
  id: "no-end",
  severity: "error",
  formats: ["yappr-flow", "flowyte-playbook"],
  fixable: true,
  check(flow, report, { graph }) {
    if (flow.format === "voicetest-graph" || flow.nodes.length === 0 || !graph.isEndless) return;
    const severity = flow.format === "yappr-flow" ? "error" : "warning";
    const code = yapprCode(flow, "no_terminal");
    const nodes = [...flow.path, "nodes"];
    const ends = flow.nodes.filter((node) => node.ends);
    if (ends.length === 0) {
      const types = flow.format === "yappr-flow" ? '"end" or "transfer"' : '"end"';
      report({ path: nodes, part: "key" }, `No call comes to an end: none of the nodes has the type ${types}${code}`, {
        severity,
        fixes: [addEnd(flow)],
      });
      return;
    }
    const start = flow.starts[0];
    if (!start) return; // nothing is reached; that is said once, by other rules
    const trap = graph.traps[0]?.map((index) => flow.nodes[index]!) ?? [];
    const path = trap[0] && graph.pathTo(trap[0]);
    report(
      start.idPlace,
      `No path from the start reaches an end${path ? `: ${pathText(path)} goes round for good` : ""}${code}`,
      {
        severity,
        related: ends.slice(0, MOST_RELATED).map(({ id, idPlace }) => ({
          place: idPlace,
          message: `"${id}" is an end that no path reaches`,
        })),
      },
    );
  },
};

const MOST_RELATED = 5;

/** Adds an end, and leads there the one node from which nothing leads on, if there is just one. */
function addEnd(flow: Flow): Fix {
  const id = unusedNames(flow.byId.keys())("end");
  const stuck = flow.nodes.filter((node) => node.transitions.length === 0 && openExits(node).length > 0);
  const only = stuck.length === 1 ? stuck[0] : undefined;
  return {
    title: only ? `Add the node "${id}", and lead "${only.id}" there` : `Add the node "${id}"`,
    get changes() {
      const { newNode, addNode, connect } = graphEdits(flow.format);
      return [
        ...(only ? connect(flow, only, openExits(only)[0]!.handle, id) : []),
        ...addNode(flow, id, newNode("end", id, flow.nodes.at(-1))),
      ];
    },
  };
}
