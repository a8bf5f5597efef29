import { pathText } from "../../flow/paths.ts";
import { drive } from "../../flowtest/drive.ts";
import type { Case } from "../../flowtest/model.ts";
import type { TestRule } from "../rule.ts";

/**
 * ## What it finds
 * A case in which the caller never does anything, although the walk comes to a node that waits for them and the case
 * wants it to end. A case that expects something of the beginning alone, such as the greeting, is fine.
 * ## Why it matters
 * The walk stops at the first question, so the case cannot pass. Often a transcript holds the agent's lines only.
 * ## Example
 * `"transcript": [{ "role": "agent", "text": "How can I help you?" }]`
 * ## Instead
 * `"transcript": [{ "role": "user", "text": "I want to book a table" }]`
 */
export const transcriptNoUser: TestRule = {
  id: "transcript-no-user",
  severity: "warning",
  checkTests({ cases }, report, { flow: given, skills }) {
    for (const one of cases) {
      const flow = one.flow ?? given;
      if (!flow || one.skip !== undefined || one.turns.length > 0 || !wantsAnEnd(one)) continue;
      const { state, stuck } = drive(flow, one, { skills });
      if (stuck !== undefined || state.wants.kind !== "nothing" || state.wants.outcome !== "transcript_exhausted")
        continue;
      const ids = new Set([...state.trace].filter(({ kind }) => kind === "enter").map(({ step_id }) => step_id));
      const walked = [...ids].flatMap((id) => flow.byId.get(id) ?? []);
      const where = walked.length > 1 ? ` (${pathText(walked)})` : "";
      report(
        one.turnsPlace ?? one.place,
        `No turn of the caller: the walk waits for one at "${state.node}"${where}, so this case cannot end`,
      );
    }
  },
};

/** Whether the case fails when the walk stops half way: it expects an end, or nothing, which means an end. */
function wantsAnEnd({ expect, isSetup }: Case): boolean {
  if (!expect) return !isSetup;
  const { outcome, endedAt } = expect;
  if (outcome) return outcome.value !== "transcript_exhausted";
  return typeof endedAt?.value === "string";
}
