// What the tests of mutation share: a flow and its cases as they would be written, and what came of each mistake.

import type { Document } from "../../../engine/formats/format.ts";
import { read } from "../../../engine/formats/index.ts";
import type { TestsOfFlow } from "../../../engine/mutate/baseline.ts";
import { type MutateOptions, type Mutation, mutate } from "../../../engine/mutate/mutate.ts";

export interface Written {
  readonly document: Document;
  readonly tests: TestsOfFlow;
}

/** A flow and its cases, read from their texts. */
export function written(flow: unknown, cases: readonly unknown[]): Written {
  const document = read(JSON.stringify(flow, null, 2), "flow.json");
  const tests = read(JSON.stringify({ flow: "./flow.json", cases }, null, 2), "a.flowtest.json");
  return { document, tests: { file: "a.flowtest.json", document: tests } };
}

export function mutation(flow: unknown, cases: readonly unknown[], options?: MutateOptions): Mutation {
  const { document, tests } = written(flow, cases);
  return mutate(document.flow!, [tests], options);
}

/** A line for each: `killed by books: "tx" goes to "a" instead of "b"`. */
export function told({ judged }: Mutation): string[] {
  return judged.map(
    ({ mutant, verdict, by, words }) =>
      `${verdict}${by === undefined ? "" : ` by ${by}`}: ${mutant.what}${verdict === "unmet" ? ` (${words})` : ""}`,
  );
}
