import type { Option, State } from "../simulate/state.ts";
import { scoresOf } from "./choices.ts";
import type { PlacedChoice, Walked } from "./drive.ts";
import { shown } from "./shown.ts";
import { decidedAt, type Visit, visitsOf } from "./visits.ts";

/** Where a walk left the path it was expected to take, and what made it: a sentence. Undefined when it took it. */
export function departure(walked: Walked, expected: readonly string[]): string | undefined {
  const visits = visitsOf(walked.state);
  const off = firstOff(visits, expected);
  if (off < 0) {
    const further = visits[expected.length];
    if (!further) return undefined;
    const last = expected.at(-1);
    return last === undefined
      ? `Went to "${further.node}", expected to go nowhere`
      : `Left the expected path at "${last}": it ends there, the walk went on to "${further.node}"`;
  }
  const wanted = expected[off]!;
  const next = visits[off];
  const at = visits[off - 1];
  if (!at) return next ? `Began at "${next.node}", expected "${wanted}"` : `Entered no node, expected "${wanted}"`;
  const choice = choiceDuring(walked, at);
  const where = `${next ? "Left" : "Stopped on"} the expected path at "${at.node}"`;
  if (choice) return `${where}: ${chosen(walked, choice, wanted)}`;
  return next ? `${where}: ${went(walked, at, next, wanted)}` : `${where}: ${stopped(walked)}`;
}

/** The stay during which a walk left that path; undefined where it took it, and where it never was on it. */
export function departedDuring(state: Pick<State, "trace">, expected: readonly string[]): Visit | undefined {
  const visits = visitsOf(state);
  const off = firstOff(visits, expected);
  if (off >= 0) return visits[off - 1];
  return visits.length > expected.length ? visits[expected.length - 1] : undefined;
}

/** Index of the first node that the walk did not enter when it should have; -1 where it entered them all. */
function firstOff(visits: readonly Visit[], expected: readonly string[]): number {
  return expected.findIndex((id, i) => visits[i]?.node !== id);
}

function choiceDuring({ choices }: Walked, { from, to }: Visit): PlacedChoice | undefined {
  return choices.findLast((choice) => choice.trace > from && choice.trace <= to);
}

/** What the words scored for the way taken and for the ways that lead where they should. */
function chosen(walked: Walked, choice: PlacedChoice, wanted: string): string {
  const { options, take } = choice;
  const taken = take === undefined ? undefined : options[take];
  if (choice.by === "script") return `the turn says to take ${taken ? taken.id : "none of the ways on"}`;
  const right = options.filter((option) => option !== taken && leadsTo(walked, choice.node, option, wanted));
  const worthSaying = [...(taken ? [taken] : []), ...right];
  if (worthSaying.length === 0) worthSaying.push(...options.slice(0, 3));
  const scores = scoresOf(choice);
  const points = worthSaying.map((option) => {
    const { score = 0 } = scores.find((each) => each.option === option) ?? {};
    return `${score} for ${option.id}`;
  });
  return `${shown(choice.said)} scored ${points.join(", ")}`;
}

function leadsTo({ flow }: Walked, node: string, option: Option, wanted: string): boolean {
  if (option.id === wanted) return true;
  return !!flow.byId.get(node)?.transitions.some(({ id, target }) => id === option.id && target?.id === wanted);
}

/** The way out that a node took without asking anybody: a tool's answer, a condition. */
function went({ state }: Walked, at: Visit, next: Visit, wanted: string): string {
  const decided = decidedAt(state, at);
  // What is decided is a way out in some dialects, and in others the node it leads to; then the way is the reason.
  const way = decided?.decision === next.node ? decided.reason : decided?.decision;
  return `${way ?? "it"} led to "${next.node}", expected "${wanted}"`;
}

function stopped({ state }: Walked): string {
  if (state.wants.kind !== "nothing") return "the walk could not go on";
  return state.wants.outcome === "transcript_exhausted" ? "no turn was left" : `the outcome is ${state.wants.outcome}`;
}
