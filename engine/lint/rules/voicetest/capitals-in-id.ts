import type { Flow, FlowNode } from "../../../flow/flow.ts";
import type { Fix } from "../../../flow/problem.ts";
import { pyStrip } from "../../../simulate/voicetest/pyText.ts";
import type { Change } from "../../../text/edit.ts";
import { list, own } from "../../../text/value.ts";
import type { FlowRule } from "../../rule.ts";

/**
 * ## What it finds
 * A node whose id has capitals, or blanks at its ends, and that a model has to name: a global node; and, where a global
 * node has ways back, every conversation that it can be entered from.
 * ## Why it matters
 * voicetest looks up the node that a model names in lower case (vendor contract). So such a global node is never entered
 * from a conversation, and from a global node a call never comes back to such a conversation. Transitions that name
 * them are found all the same.
 * ## Example
 * `"Human": { "id": "Human", "global_node_setting": { … }, … }`
 * ## Instead
 * `"human": { "id": "human", … }`
 */
export const capitalsInId: FlowRule = {
  id: "voicetest/capitals-in-id",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  check(flow, report) {
    if (flow.format !== "voicetest-graph" || !flow.nodes.some(({ global }) => global)) return;
    const leadingBack = flow.nodes.filter((node) => node.global && hasWaysBack(node));
    for (const node of flow.nodes) {
      const named = pyStrip(node.id.toLowerCase());
      if (named === node.id) continue;
      const looked = `voicetest looks for "${named}", which is ${flow.byId.has(named) ? "another" : "no"} node`;
      const fixes = flow.byId.has(named) || named === "" ? [] : [renaming(flow, node, named)];
      if (node.global)
        report(node.idPlace, `Global node "${node.id}" is entered by transitions alone: ${looked}`, { fixes });
      else if (node.waits) {
        const globals = leadingBack.filter((each) => !leadsTo(each, node));
        if (globals.length > 0)
          report(node.idPlace, `No way back from a global node leads to "${node.id}": ${looked}`, {
            related: globals.slice(0, MOST_SHOWN).map(({ id, idPlace }) => ({
              place: idPlace,
              message: `"${id}" can be entered from it, and has ways back`,
            })),
            fixes,
          });
      }
    }
  },
};

const MOST_SHOWN = 5;

function hasWaysBack(node: FlowNode): boolean {
  return list(own(own(node.value, "global_node_setting"), "go_back_conditions")).length > 0;
}

/** Whether a model that names the other node takes a transition there, for which case does not matter. */
function leadsTo({ transitions }: FlowNode, { id }: FlowNode): boolean {
  return transitions.some(({ handle, target }) => handle === "choice" && target?.id.toLowerCase() === id.toLowerCase());
}

/** Another id for a node, wherever the graph names it; the key last, because the paths of what is inside lead by it. */
function renaming(flow: Flow, node: FlowNode, id: string): Fix {
  return {
    title: `Rename to "${id}" in the whole graph`,
    get changes() {
      const changes: Change[] = [];
      const write = (path: readonly (string | number)[]): void => void changes.push({ do: "set", path, value: id });
      if (flow.entry?.id === node.id && "path" in flow.entry.place) write(flow.entry.place.path);
      for (const { transitions } of flow.nodes)
        for (const { target } of transitions)
          if (target?.id === node.id && "path" in target.place) write(target.place.path);
      if (own(node.value, "id") === node.id) write([...node.path, "id"]);
      changes.push({ do: "rename", path: node.path, key: id });
      return changes;
    },
  };
}
