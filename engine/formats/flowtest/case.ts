import type { Flow } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import type { Case, Mock } from "../../flowtest/model.ts";
import type { Turn, WalkOptions } from "../../simulate/state.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, text } from "../../text/value.ts";
import { transcriptTurns } from "../yappr/index.ts";
import { expectationsOf } from "./expectations.ts";

/**
 * The case written in `value`, which stands at `path`, the `index`th of its file, and walks `flow` if it brings one along.
 * What has the wrong type counts as not written; the schema reports it. A case without a name is called by its number.
 * What it says and expects is read when somebody asks: who lists or renames asks for little of it.
 */
export function caseOf(value: unknown, path: Path, index: number, flow?: Flow): Case {
  const name = text(own(value, "name"));
  const startAt = text(own(value, "start_at"));
  const key = turnsKey(value);
  const inside = once(() => ({
    ...turnsOf(value, path),
    ...confirmOf(value, path),
    mocks: mocksOf(value, path),
    expect: expectationsOf(own(value, "expect"), [...path, "expect"]),
  }));
  return {
    name: name ?? `case ${index + 1}`,
    place: { path: name === undefined ? path : [...path, "name"] },
    path,
    tags: texts(own(value, "tags")),
    flow,
    startAt: startAt === undefined ? undefined : { id: startAt, place: { path: [...path, "start_at"] } },
    variables: object(own(value, "variables")) ?? {},
    get turns() {
      return inside().turns;
    },
    get turnPlaces() {
      return inside().turnPlaces;
    },
    ...(own(value, key) !== undefined && { turnsPlace: { path: [...path, key], part: "key" } }),
    get mocks() {
      return inside().mocks;
    },
    mocksPath: [...path, object(own(value, "mocks")) || !object(own(value, HOSTED)) ? "mocks" : HOSTED],
    get confirm() {
      return inside().confirm;
    },
    get confirmPlaces() {
      return inside().confirmPlaces;
    },
    options: optionsOf(own(value, "options")),
    get expect() {
      return inside().expect;
    },
  };
}

/** Works something out when it is first asked for, and keeps it. */
function once<T>(work: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: work() };
    return found.value;
  };
}

/** Where a case has its turns: `turns`, or `transcript` where there are none; either may hold what the other does. */
export function turnsKey(value: unknown): "turns" | "transcript" {
  return Array.isArray(own(value, "turns")) ? "turns" : "transcript";
}

function turnsOf(value: unknown, path: Path): Required<Pick<Case, "turns" | "turnPlaces">> {
  const key = turnsKey(value);
  const turns: Turn[] = [];
  const turnPlaces: Place[] = [];
  for (const [i, entry] of list(own(value, key)).entries()) {
    const turn = turnOf(entry);
    if (!turn) continue;
    turns.push(turn);
    turnPlaces.push({ path: [...path, key, i] });
  }
  return { turns, turnPlaces };
}

/** One turn; undefined for what the agent says, and for what says nothing at all. */
function turnOf(entry: unknown): Turn | undefined {
  if (typeof entry === "string") return { user: entry };
  const isTranscript = own(entry, "role") !== undefined;
  const [said] = isTranscript ? transcriptTurns([entry]) : [];
  if (isTranscript && !said) return undefined;
  const { user, dtmf, slots, confirm, take } = members(entry);
  const turn = {
    ...said,
    ...(typeof user === "string" && { user }),
    ...(typeof dtmf === "string" && { dtmf }),
    ...(own(entry, "silence") === true && { silence: true }),
    ...(object(slots) && { slots: object(slots) }),
    ...(typeof confirm === "boolean" && { confirm }),
    ...(typeof take === "string" && { take }),
  };
  return Object.keys(turn).length > 0 ? turn : undefined;
}

function members(entry: unknown): Json {
  return Object.fromEntries(["user", "dtmf", "slots", "confirm", "take"].map((key) => [key, own(entry, key)]));
}

/** What the hosted flow test calls them. */
const HOSTED = "mock_tool_results";

/** `mocks`, and what `mock_tool_results` has besides. */
function mocksOf(value: unknown, path: Path): ReadonlyMap<string, Mock> {
  const mocks = new Map<string, Mock>();
  for (const member of ["mocks", HOSTED]) {
    for (const [key, entry] of Object.entries(object(own(value, member)) ?? {})) {
      if (mocks.has(key)) continue;
      const listed = Array.isArray(entry);
      const entries: readonly unknown[] = listed ? entry : [entry];
      mocks.set(key, { entries, listed, place: { path: [...path, member, key], part: "key" } });
    }
  }
  return mocks;
}

function confirmOf(value: unknown, path: Path): Pick<Case, "confirm" | "confirmPlaces"> {
  const confirm: string[] = [];
  const confirmPlaces: Place[] = [];
  for (const [i, tool] of list(own(value, "confirm")).entries()) {
    if (typeof tool !== "string") continue;
    confirm.push(tool);
    confirmPlaces.push({ path: [...path, "confirm", i] });
  }
  return { confirm, confirmPlaces };
}

function optionsOf(value: unknown): WalkOptions {
  const globals = own(value, "globals");
  const unmocked = own(value, "unmocked");
  const recollect = own(value, "recollect");
  const useSampleReturns = own(value, "useSampleReturns");
  return {
    ...((globals === "off" || globals === "fallback") && { globals }),
    ...((unmocked === "stop" || unmocked === "error" || unmocked === "success") && { unmocked }),
    ...(typeof recollect === "boolean" && { recollect }),
    ...(typeof useSampleReturns === "boolean" && { useSampleReturns }),
  };
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((each) => typeof each === "string");
}
