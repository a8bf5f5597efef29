import { own } from "../../../text/value.ts";
import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * A start node with `"auto_advance": false`.
 * ## Why it matters
 * A real call then waits for the caller's first reply before it enters the first node. Yappr's flow test says that only
 * conversations take turns, so a local walk goes on at once, and the first turn of a test is heard by the first
 * conversation (Flowproof's choice). The flow is right; its tests show one thing differently.
 * ## Example
 * `"type": "start", "auto_advance": false, "next_step_id": "ask"`
 * ## Instead
 * Leave it, and in tests begin with the turn that answers the first conversation.
 */
export const autoAdvanceNotSimulated: NodeRule = {
  id: "yappr/auto-advance-not-simulated",
  severity: "information",
  formats: ["yappr-flow"],
  checkNode({ kind, value, path }, report) {
    if (kind === "start" && own(value, "auto_advance") === false)
      report(
        { path: [...path, "auto_advance"] },
        "A real call waits here for the caller's first reply; flow tests go on at once (Flowproof's choice)",
      );
  },
};
