import { removeTransition } from "../removeTransition.ts";
import type { NodeRule } from "../rule.ts";

/**
 * ## What it finds
 * A second `always` on a node; and, as a hint, on a node that chooses without the caller (`logic`, `extract`, `function`)
 * an `always` with other transitions behind it.
 * ## Why it matters
 * Only the first `always` of a node is ever taken (vendor contract). Where it stands makes no difference: on a silent node
 * it is tried last wherever it stands, and a node that speaks takes it when it has spoken. One in the middle reads as if
 * what follows were never tried.
 * ## Example
 * `always` to `billing`, then an equation, then `always` to `bye`.
 * ## Instead
 * One `always`, behind the equations.
 */
export const alwaysNotLast: NodeRule = {
  id: "always-not-last",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  checkNode(node, report, { format }) {
    if (format !== "voicetest-graph" || node.transitions.length < 2) return;
    const { transitions } = node;
    const at = transitions.findIndex(({ handle }) => handle === "always");
    const first = transitions[at];
    if (!first) return;
    const others = transitions.slice(at + 1);
    const related = [{ place: first.handlePlace ?? first.place, message: "This one is taken" }];
    const taken = first.target ? ` to "${first.target.id}"` : "";
    for (const other of others) {
      if (other.handle !== "always") continue;
      const remove = removeTransition(other);
      report(
        other.handlePlace ?? other.place,
        `Node "${node.id}" goes on by the "always"${taken} before this one, which is never taken`,
        { related, fixes: [{ ...remove, safe: other.target?.id === first.target?.id }] },
      );
    }
    const isSilent = node.kind === "logic" || node.kind === "extract" || node.kind === "tool";
    if (!isSilent || !("path" in first.place) || others.length === 0) return;
    // Of two the one in front would become the one that is never taken.
    if (others.some(({ handle }) => handle === "always")) return;
    report(
      first.handlePlace ?? first.place,
      `"always" is tried last, and the transitions behind it before; put it last so that it reads as it works`,
      {
        severity: "hint",
        fixes: [{ title: "Move it last", safe: true, changes: [{ do: "move", path: first.place.path }] }],
      },
    );
  },
};
