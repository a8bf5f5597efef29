import type { Flow } from "../../flow/flow.ts";
import type { Fix, Place } from "../../flow/problem.ts";
import type { Change } from "../../text/edit.ts";
import { unusedNames } from "../../text/unusedNames.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * Two nodes with one id.
 * ## Why it matters
 * A transition to that id can mean either; what the caller gets is left to chance, or one of the nodes is lost.
 * ## Example
 * Two nodes with `"id": "confirm"`.
 * ## Instead
 * Give the second an id of its own and lead the transitions that mean it there.
 */
export const duplicateNodeId: FlowRule = {
  id: "duplicate-node-id",
  severity: "error",
  fixable: true,
  check(flow, report) {
    if (flow.duplicates.length === 0) return;
    const unused = unusedNames(flow.byId.keys());
    for (const { id, place, first } of flow.duplicates)
      report(
        place,
        flow.format === "voicetest-graph"
          ? `A second node has the id "${id}"; only the last of them is kept when the file is read`
          : `A second node has the id "${id}"; transitions to it could mean either`,
        { related: [{ place: first, message: `The first "${id}"` }], fixes: [rename(flow, id, place, unused(id))] },
      );
  },
};

/** Gives the node another id; where ids are keys, that is the last of those with the same, the one a path leads to. */
function rename(flow: Flow, id: string, place: Place, name: string): Fix {
  const title = `Change to "${name}"`;
  if (flow.format !== "voicetest-graph")
    return { title, changes: "path" in place ? [{ do: "set", path: place.path, value: name }] : [] };
  const nodes = [...flow.path, "nodes"];
  const changes: Change[] = [{ do: "rename", path: [...nodes, id], key: name }];
  // What a node says of its own id means nothing, and is kept the same.
  if (flow.byId.get(id)?.value.id === id) changes.push({ do: "set", path: [...nodes, name, "id"], value: name });
  return { title, changes };
}
