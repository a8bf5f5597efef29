import type { Flow } from "../flow/flow.ts";
import { allIds, anything, type Reading } from "../simulate/reading.ts";
import { changedReadings, readingsOf } from "../simulate/readings.ts";
import type { Setup, Skill } from "../simulate/state.ts";
import { equal } from "../text/equal.ts";
import type { Case } from "./model.ts";
import type { CaseResult } from "./run.ts";
import { setupOf } from "./script.ts";
import type { Snapshot } from "./snapshot.ts";

/** What a case is run with. */
export interface Given {
  readonly testCase: Case;
  /** The flow of its file; one that the case brings along stands before it. */
  readonly flow: Flow | undefined;
  readonly skills?: readonly Skill[];
  /** Why there is no flow, where that is known. */
  readonly why?: string;
  /** The trace that is kept of it. */
  readonly snapshot?: Snapshot;
}

/** A case that was run: with what, and what it has read of that. */
export interface Ran extends Given {
  readonly read: readonly Reading[];
}

/** What is to be kept of a case that was run, so that `affected` can say later whether it has to run again. */
export function ran(given: Given, result: Pick<CaseResult, "state" | "flow">): Ran {
  return { ...given, read: readIn(given, result) };
}

function readIn({ testCase, skills, ...given }: Given, { state, flow }: Parameters<typeof ran>[1]): readonly Reading[] {
  const { startAt, setup } = testCase;
  if (setup && "why" in setup) return [];
  if (state && flow) return readingsOf(flow, state, begunWith(testCase, skills));
  const unwalked = testCase.flow ?? given.flow;
  // A walk that should begin at a node which is none never begins; otherwise it broke off for a reason nobody foresaw.
  return unwalked && startAt && !unwalked.byId.has(startAt.id) ? [allIds] : [anything];
}

/** What the walk of a case is begun with, and what is switched on in some part of it. */
function begunWith(testCase: Case, skills: Given["skills"]): Setup {
  const { setup } = testCase;
  if (!setup || "why" in setup) return setupOf(testCase, skills);
  const parts = [...setup.cases, testCase].map((each) => setupOf(each, skills));
  const jumps = parts.some(({ options }) => options?.globals === "fallback");
  return { ...parts[0], options: jumps ? { globals: "fallback" } : {} };
}

/**
 * Whether a case that was run may come to another result now: the case itself says something else, or its flow or its skills
 * differ in something that its walk has read. Where it says no the result is the same, but for the places it names.
 */
export function affected(before: Ran, now: Given): boolean {
  if (!sameCase(before.testCase, now.testCase)) return true;
  if (!equal(before.snapshot, now.snapshot) && now.testCase.expect?.snapshot) return true;
  if (now.testCase.skip !== undefined) return false;
  const was = before.testCase.flow ?? before.flow;
  const is = now.testCase.flow ?? now.flow;
  if (!was || !is) return was !== is || before.why !== now.why;
  const changed = changedBetween({ flow: was, skills: before.skills }, { flow: is, skills: now.skills });
  return changed.size > 0 && before.read.some((each) => changed.has(each));
}

type Ground = Parameters<typeof changedReadings>[0];

/** The cases of a file ask about the same two, one after the other. */
const compared = new WeakMap<Flow, { skills: Ground["skills"]; now: Ground; changed: ReadonlySet<Reading> }>();

function changedBetween(before: Ground, now: Ground): ReadonlySet<Reading> {
  let found = compared.get(before.flow);
  if (!found || found.skills !== before.skills || found.now.flow !== now.flow || found.now.skills !== now.skills) {
    found = { skills: before.skills, now, changed: changedReadings(before, now) };
    compared.set(before.flow, found);
  }
  return found.changed;
}

/** Whether two cases say the same to whoever runs them; where they stand, what they are called and tagged is no matter. */
function sameCase(one: Case, other: Case): boolean {
  return one === other || equal(said(one), said(other));
}

function said(testCase: Case): unknown {
  const { setup } = testCase;
  if (!setup) return partSaid(testCase);
  // What goes wrong in a setup is told with its name.
  const before = "why" in setup ? setup.why : setup.cases.map((each) => [each.name, partSaid(each)]);
  return [partSaid(testCase), before];
}

function partSaid(testCase: Case): unknown {
  const { name, place, path, tags, flow, startAt, turnsPlace, turnPlaces, mocks, mocksPath, ...rest } = testCase;
  const { confirmPlaces, row, setup, expect, ...others } = rest;
  return {
    ...others,
    startAt: startAt?.id,
    mocks: [...mocks].map(([key, { entries }]) => [key, entries]),
    expect: expect && Object.entries(expect).map(([key, of]) => [key, expectation(of)]),
  };
}

/** What is expected, without where it is written. */
function expectation(expected: object | undefined): unknown {
  return expected && "value" in expected ? expected.value : expected !== undefined;
}
