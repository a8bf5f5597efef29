import { caseIds } from "../../flowtest/run.ts";
import type { TestRule } from "../rule.ts";

/**
 * ## What it finds
 * A case whose trace should be the one that is kept beside its file, where none is kept of it yet.
 * ## Why it matters
 * There is nothing to compare with: the case fails, in CI above all, where nobody writes one down.
 * ## Example
 * `"expect": { "trace": "snapshot" }` in a case that was just written.
 * ## Instead
 * Run `flowproof test`, or accept the trace with the light bulb in the editor, and commit the file of snapshots.
 */
export const missingSnapshot: TestRule = {
  id: "missing-snapshot",
  severity: "information",
  checkTests({ cases }, report, { snapshots }) {
    if (!snapshots || !cases.some(({ expect }) => expect?.snapshot)) return;
    const ids = caseIds("", cases);
    for (const [i, { name, expect }] of cases.entries())
      if (expect?.snapshot && !snapshots.has(ids[i]!.slice(1)))
        report(expect.snapshot, `No trace of "${name}" is kept yet`);
  },
};
