import { nodeTitle } from "../../../flow/flow.ts";
import type { Fix } from "../../../flow/problem.ts";
import type { Path } from "../../../text/json.ts";
import { type Meant, meantAmong } from "../../meant.ts";
import type { FlowRule } from "../../rule.ts";

/**
 * ## What it finds
 * An entry of `post_end_step_ids` that names a node which does not run after a call. One that names no node at all is
 * reported by `unknown-target`.
 * ## Why it matters
 * After the call there is nobody to talk to: only `webhook` and `structured_output` nodes can run then, so this work is
 * never done.
 * ## Example
 * `"post_end_step_ids": ["confirm"]`, where `confirm` is a conversation.
 * ## Instead
 * `"post_end_step_ids": ["send-summary"]`, where `send-summary` is a webhook.
 */
export const postEndTarget: FlowRule = {
  id: "yappr/post-end-target",
  severity: "error",
  formats: ["yappr-flow"],
  fixable: true,
  check(flow, report) {
    let meant: Meant | undefined;
    for (const { also } of flow.nodes)
      for (const { id, place } of also) {
        const node = flow.byId.get(id);
        if (!node || node.kind === "post-call" || node.kind === "unknown" || !("path" in place)) continue;
        const path = place.path;
        meant ??= meantAmong(flow.nodes.filter(({ kind }) => kind === "post-call").map((each) => each.id));
        const right = meant(id);
        report(
          place,
          `${nodeTitle(node)} is of type "${node.type}", and only "webhook" and "structured_output" nodes run after the call${right === undefined ? "" : `; did you mean "${right}"?`}`,
          {
            related: [{ place: { path: [...node.path, "type"] }, message: `The type of "${id}"` }],
            fixes: [...changes(path, right), { title: "Remove this entry", changes: [{ do: "remove", path }] }],
          },
        );
      }
  },
};

/** Not a safe one: the name that is written is a node's, too. */
function changes(path: Path, right: string | undefined): Fix[] {
  return right === undefined ? [] : [{ title: `Change to "${right}"`, changes: [{ do: "set", path, value: right }] }];
}
