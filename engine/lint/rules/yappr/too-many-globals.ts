import { nodeTitle } from "../../../flow/flow.ts";
import type { FlowRule } from "../../rule.ts";

const MOST = 3;

/**
 * ## What it finds
 * More than three global nodes in a flow; it is said once, at the fourth.
 * ## Why it matters
 * Every global node is one more thing that each reply of the caller could mean. Yappr recommends at most three: with more
 * of them, calls jump where they should not.
 * ## Example
 * Five nodes with `"is_global": true`.
 * ## Instead
 * Keep the ways out that every caller may need, such as asking for a person, and lead transitions to the other nodes.
 */
export const tooManyGlobals: FlowRule = {
  id: "yappr/too-many-globals",
  severity: "hint",
  formats: ["yappr-flow"],
  check(flow, report) {
    let count = 0;
    for (const { global } of flow.nodes) if (global) count++;
    if (count <= MOST) return;
    const globals = flow.nodes.filter(({ global }) => global);
    report(
      { path: [...globals[MOST]!.path, "is_global"] },
      `${count} nodes are global; Yappr recommends at most ${MOST}, for each one can catch any reply`,
      {
        related: globals.slice(0, MOST).map((node) => ({
          place: { path: [...node.path, "is_global"] },
          message: `${nodeTitle(node)} is global too`,
        })),
      },
    );
  },
};
