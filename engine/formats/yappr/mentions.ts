import type { Document, Mention } from "../format.ts";

/** The names in a request body of the hosted flow test: its mocks are for nodes (vendor contract). */
export function mentionsOf({ tests }: Document): Mention[] {
  return (tests?.cases ?? []).flatMap((one) =>
    Array.from(one.mocks, ([name, { place }]): Mention => ({ as: "mock", name, how: "mocks", place, case: one })),
  );
}
