import type { Flow } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
import { remember } from "../../text/remember.ts";
import { own } from "../../text/value.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A node of a voicetest graph whose `id` is another word than the key it stands under.
 * ## Why it matters
 * voicetest finds nodes by their keys alone: transitions that name the `id` lead nowhere, and a reader who looks for the
 * `id` is misled.
 * ## Example
 * `"greet": { "id": "greeting", … }`
 * ## Instead
 * `"greet": { "id": "greet", … }`
 */
export const nodeIdMismatch: FlowRule = {
  id: "node-id-mismatch",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  check(flow, report) {
    if (flow.format !== "voicetest-graph") return;
    for (const node of flow.nodes) {
      const id = own(node.value, "id");
      if (typeof id !== "string" || id === node.id) continue;
      const named = targets(flow);
      const path = [...node.path, "id"];
      // Where transitions name the id and no node has it as its key, the key is what was forgotten when it was renamed.
      const isForgotten = named.has(id) && !flow.byId.has(id);
      const write: Fix = {
        title: `Change to "${node.id}"`,
        safe: !isForgotten,
        changes: [{ do: "set", path, value: node.id }],
      };
      const rename: Fix = {
        title: `Rename the key to "${id}"`,
        changes: [{ do: "rename", path: node.path, key: id }],
      };
      report(
        { path },
        isForgotten
          ? `The id "${id}" differs from the node's key "${node.id}", and only the key counts: what leads to "${id}" leads nowhere`
          : `The id "${id}" differs from the node's key "${node.id}", and only the key counts`,
        {
          related: [{ place: node.idPlace, message: "The key" }],
          fixes: isForgotten && !named.has(node.id) ? [rename, write] : [write],
        },
      );
    }
  },
};

/** The ids that transitions and the entry name. */
const targets = remember((flow: Flow): ReadonlySet<string> => {
  const named = new Set<string>();
  if (flow.entry) named.add(flow.entry.id);
  for (const { transitions } of flow.nodes) for (const { target } of transitions) if (target) named.add(target.id);
  return named;
});
