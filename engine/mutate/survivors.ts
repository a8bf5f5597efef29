import type { Place } from "../flow/problem.ts";
import type { TestsOfFlow } from "./baseline.ts";
import type { Judged, Mutation } from "./mutate.ts";

/** Mistakes that nobody noticed, as a person reads of them: those that no case comes to are one where they are in one place. */
export interface Survivor {
  readonly place: Place;
  /** The file of tests in which the place is; undefined for the flow's document. */
  readonly tests?: TestsOfFlow;
  readonly message: string;
  readonly judged: readonly [Judged, ...Judged[]];
}

/** What survived, in the order of the flow; what is in mocks comes last. */
export function survivors({ judged }: Mutation): Survivor[] {
  const unmet = new Map<string, Judged[]>();
  const found: Survivor[] = [];
  for (const one of judged) {
    const { mutant, verdict, tests } = one;
    const { place } = mutant;
    if (verdict === "survived") found.push({ place, tests, message: survives(one), judged: [one] });
    if (verdict !== "unmet") continue;
    const key = `${one.words}\n${JSON.stringify(place)}`;
    const others = unmet.get(key);
    if (others) {
      others.push(one);
      continue;
    }
    const all: [Judged, ...Judged[]] = [one];
    unmet.set(key, all);
    found.push({ place, tests, message: `No case ${one.words}`, judged: all });
  }
  return found;
}

/** One mistake that nobody noticed, in a sentence of its own. */
export function survives({ mutant, verdict, words }: Judged): string {
  return `No case notices if ${mutant.what}${verdict === "unmet" ? `: no case ${words}` : ""}`;
}
