// How a walk ended, and the way it took there.

import type { TraceEntry } from "../../simulate/state.ts";
import { own } from "../../text/value.ts";
import { departure } from "../departure.ts";
import type { Walked } from "../drive.ts";
import { outcomeOf } from "../outcome.ts";
import { shown } from "../shown.ts";
import { difference } from "../subset.ts";
import { decidedAt, type Visit, visitsOf } from "../visits.ts";
import type { Check } from "./check.ts";
import { itemPlace, within } from "./place.ts";

export const outcome: Check = function* (walked, { outcome: wanted }) {
  const actual = outcomeOf(walked.state) ?? "";
  if (!wanted || wanted.value === actual) return;
  const message = `The outcome is ${actual || "open"}, expected ${wanted.value}`;
  yield { message, expected: wanted.value, actual, place: wanted.place };
};

export const endedAt: Check = function* ({ state }, { endedAt: wanted }) {
  if (!wanted || wanted.value === state.endedAt) return;
  const ended = state.endedAt === null ? `Did not end (${outcomeOf(state) ?? "open"})` : `Ended at "${state.endedAt}"`;
  const where = state.endedAt === null ? `expected to end at "${wanted.value}"` : `expected "${wanted.value}"`;
  yield {
    message: `${ended}, ${wanted.value === null ? "expected to end nowhere" : where}`,
    expected: wanted.value ?? "nowhere",
    actual: state.endedAt ?? `nowhere (${outcomeOf(state) ?? "open"})`,
    place: wanted.place,
  };
};

/** Every node entered, in order, and no other. */
export const path: Check = function* (walked, { path: wanted }) {
  const message = wanted && departure(walked, wanted.value);
  if (!message) return;
  yield { message, expected: wanted.value.join("\n"), actual: entered(walked).join("\n"), place: wanted.place };
};

export const visits: Check = function* (walked, { visits: wanted }) {
  if (!wanted) return;
  const nodes = new Set(entered(walked));
  const expected = wanted.value.join("\n");
  const actual = wanted.value.filter((id) => nodes.has(id)).join("\n");
  for (const [i, id] of wanted.value.entries())
    if (!nodes.has(id)) yield { message: `Did not visit "${id}"`, expected, actual, place: itemPlace(wanted, i) };
};

export const notVisits: Check = function* (walked, { notVisits: unwanted }) {
  if (!unwanted) return;
  const nodes = entered(walked);
  const forbidden = new Set(unwanted.value);
  const expected = nodes.filter((id) => !forbidden.has(id)).join("\n");
  const actual = nodes.join("\n");
  const visited = new Set(nodes);
  for (const [i, id] of unwanted.value.entries())
    if (visited.has(id))
      yield { message: `Visited "${id}", expected not to`, expected, actual, place: itemPlace(unwanted, i) };
};

/**
 * What was decided when a node was left or the walk stopped there: one decision a visit. A single expected one has to hold
 * at every visit (Flowproof's choice).
 */
export const decisions: Check = function* ({ state }, { decisions: wanted }) {
  if (!wanted) return;
  const made = new Map<string, Visit[]>();
  for (const visit of visitsOf(state)) {
    const before = made.get(visit.node);
    if (before) before.push(visit);
    else made.set(visit.node, [visit]);
  }
  for (const [id, expected] of Object.entries(wanted.value)) {
    const actual = (made.get(id) ?? []).map((visit) => decidedAt(state, visit)?.decision);
    const always = typeof expected === "string";
    const each = always ? (actual.length === 0 ? [expected] : actual.map(() => expected)) : expected;
    if (each.length === actual.length && each.every((decision, i) => decision === actual[i])) continue;
    const aim = `${inOrder(always ? [expected] : expected)}${always && actual.length > 1 ? " at every visit" : ""}`;
    yield {
      message:
        actual.length === 0
          ? `Did not visit "${id}", expected it to decide ${aim}`
          : `"${id}" decided ${inOrder(actual)}, expected ${aim}`,
      expected: each.join("\n"),
      actual: actual.map((decision) => decision ?? "").join("\n"),
      place: within(wanted.place, id),
    };
  }
};

/** Entries in this order, others between them; each compared on the members that are written. */
export const trace: Check = function* ({ state }, { trace: wanted }) {
  if (!wanted) return;
  let at = 0;
  for (const [i, expected] of wanted.value.entries()) {
    while (at < state.trace.length && !fits(state.trace.at(at)!, expected)) at++;
    if (at < state.trace.length) {
      at++;
      continue;
    }
    const before = i === 0 ? "" : ` after ${shown(wanted.value[i - 1])}`;
    yield {
      message: `The trace has no entry ${shown(expected)}${before}`,
      expected: wanted.value.map((entry) => shown(entry, 1000)).join("\n"),
      actual: Array.from(state.trace, (entry) => shown(entry, 1000)).join("\n"),
      place: itemPlace(wanted, i),
    };
    return;
  }
};

function fits(entry: TraceEntry, expected: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(expected).every((key) => difference(expected[key], own(entry, key)) === undefined);
}

function entered({ state }: Walked): string[] {
  return visitsOf(state).map(({ node }) => node);
}

function inOrder(decided: readonly (string | undefined)[]): string {
  const first = decided.slice(0, 5).map((decision) => decision ?? "nothing");
  return [...first, ...(decided.length > 5 ? ["…"] : [])].join(", then ") || "nothing";
}
