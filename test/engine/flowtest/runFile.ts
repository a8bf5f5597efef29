import assert from "node:assert/strict";
import { type CaseResult, caseIds, runCase } from "../../../engine/flowtest/run.ts";
import type { Document } from "../../../engine/formats/format.ts";
import { read } from "../../../engine/formats/index.ts";

/** A flow test file with these members, as read from its text. */
export function fileOf(members: object): Document {
  const document = read(JSON.stringify(members), "a.flowtest.json");
  assert.equal(document.format?.id, "flowtest");
  return document;
}

/** What comes of every case of a flow test file with these members; its clock stands still. */
export function runFile(members: object): CaseResult[] {
  const { tests, skills } = fileOf(members);
  const flow = tests!.flow && "inline" in tests!.flow ? tests!.flow.inline : undefined;
  const ids = caseIds("a.flowtest.json", tests!.cases);
  return tests!.cases.map((each, i) =>
    runCase(each, flow, { skills, now: () => 0, file: "a.flowtest.json", id: ids[i]! }),
  );
}

/** What comes of one case on a flow, which is written inline under whatever key its format has. */
export function runOne(flow: object, testCase: object): CaseResult {
  return runFile({ flow, cases: [{ name: "it", ...testCase }] })[0]!;
}

/** The trace, a line an entry: `node kind -> decision (reason)`. */
export function entries({ state }: CaseResult): string[] {
  return [...state!.trace].map(
    ({ step_id, kind, decision, reason }) =>
      `${step_id} ${kind}${decision === undefined ? "" : ` -> ${decision}`}${reason === undefined ? "" : ` (${reason})`}`,
  );
}
