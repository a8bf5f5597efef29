import type { Place } from "../../flow/problem.ts";
import { nearest } from "../../text/nearest.ts";
import { own } from "../../text/value.ts";
import { type Found, layerOf, type SetupNamed, setupNamed } from "./case.ts";
import type { Cases, Made } from "./cases.ts";

/** So many cases are played before one at most: more than anybody means, and the end of a list that never ends. */
const MOST = 100;

/**
 * The cases that are played before one, the first one first: those it names, and before them those that the first of them
 * names, and so on. Only the first of several can begin in a place of its own.
 */
export function setupsFor(cases: Cases, { names, places, place, startsAt }: SetupNamed, name: string): Found {
  const wrong = (why: string, at: Place, suggestion?: string): Found => ({
    setup: { why, place: at, ...(suggestion !== undefined && { suggestion }) },
    layers: [],
  });
  if (startsAt) return wrong(`"start_at" and "setup" both say where "${name}" begins; leave one of them out`, place);
  /** From the last one to the first. */
  const found: Made[] = [];
  /** The cases whose setup was looked up, with the place where it is written. */
  const asked = new Map<string, Place>([[name, place]]);
  let next: Pick<SetupNamed, "names" | "places"> | undefined = { names, places };
  while (next) {
    let first: Made | undefined;
    for (let i = next.names.length - 1; i >= 0; i--) {
      const called = next.names[i]!;
      const at = next.places[i]!;
      if (asked.has(called)) return circle(called, asked, wrong);
      const made = cases.called(called)?.made;
      if (!made) {
        const right = nearest(called, cases.calledBy());
        return wrong(`No case is called "${called}"${right ? `; did you mean "${right}"?` : ""}`, at, right);
      }
      const begins = i > 0 ? ownBeginning(made) : undefined;
      if (begins) return wrong(`"${called}" has a "${begins}" of its own, so it can only be the first setup`, at);
      if (found.push(made) > MOST) return wrong(`More than ${MOST} cases are to be played before "${name}"`, place);
      first = made;
    }
    const named: SetupNamed | undefined = first && setupNamed(layerOf(first), undefined, true);
    if (first && named) asked.set(first.name, named.place);
    next = named;
  }
  return {
    setup: { cases: found.toReversed().map((made) => cases.called(made.name)!.case), place },
    layers: found.map(layerOf),
  };
}

function ownBeginning({ written }: Made): string | undefined {
  return ["setup", "start_at"].find((key) => own(written.value, key) !== undefined);
}

/** Told from the case on that comes again, so that all who lead into a circle tell of the same one. */
function circle(name: string, asked: ReadonlyMap<string, Place>, wrong: (why: string, at: Place) => Found): Found {
  const names = [...asked.keys()];
  const round = [...names.slice(names.indexOf(name)), name].map((each) => `"${each}"`);
  const why =
    round.length === 2
      ? `${round[0]} begins where it ends itself`
      : `The setups go round in a circle: ${round.join(" → ")}`;
  return wrong(why, asked.get(name)!);
}
