import type { Flow } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import type { Case, Mock, Setups } from "../../flowtest/model.ts";
import type { Turn, WalkOptions } from "../../simulate/state.ts";
import type { Path } from "../../text/json.ts";
import { remember } from "../../text/remember.ts";
import { type Json, list, object, text, own as written } from "../../text/value.ts";
import { transcriptTurns } from "../yappr/index.ts";
import type { Made } from "./cases.ts";
import { expectationsOf } from "./expectations.ts";
import { filled, filledKey, placeOf } from "./filled.ts";
import { type Layer, member } from "./layer.ts";

/** What a case is read with besides what is written in it. */
export interface Around {
  readonly name: string;
  /** The flow it walks, if it brings one along. */
  readonly flow?: Flow;
  /** What it has besides what it says itself. */
  readonly defaults?: Layer;
  /** Whether others begin where it ends. */
  readonly isSetup: boolean;
  /** The cases that are called so. */
  find(setup: SetupNamed, name: string): Found;
}

/** The cases to be played before one, and what is written in them, that of the last one first. */
export interface Found {
  readonly setup: Setups;
  readonly layers: readonly Layer[];
}

/** Where a case is written, with its row; the very one for all who ask, because what is read of it hangs on it. */
export const layerOf = remember(
  ({ written: { value, path }, row }: Made): Layer => ({ value, path, ...(row && { row }) }),
);

/**
 * The case that is written in a layer. What has the wrong type counts as not written; the schema reports it. What it says
 * and expects is read when somebody asks: who lists or renames asks for little of it.
 *
 * What a case does not say itself it has from the cases that are played before it, the last one first, and then from the
 * file's defaults: mocks and options one by one, `confirm` as a whole. Variables, tags and where it begins it has from the
 * defaults alone, what it says and expects from nobody (Flowproof's choice).
 */
export function caseOf(own: Layer, around: Around): Case {
  const { value, path, row } = own;
  const { name, flow, defaults, isSetup, find } = around;
  const key = turnsKey(value);
  const given = defaults ? [defaults] : [];
  const named = setupNamed(own, defaults, isSetup);
  const before = named && finding(find, named, name);
  const inside = once(() => {
    const layers = [own, ...(before?.().layers ?? []), ...given];
    return {
      ...turnsOf(own),
      ...confirmOf(layers),
      mocks: mocksOf(layers),
      options: optionsOf(layers),
      // The defaults' were there when the first setup began, and may have changed since.
      variables: variablesOf(before ? [own] : [own, ...given]),
      expect: expectationsOf(own),
    };
  });
  return {
    name,
    place: { path: row ? row.path : text(written(value, "name")) === undefined ? path : [...path, "name"] },
    path,
    tags: [...new Set([own, ...given].flatMap((layer) => texts(member(layer, "tags"))))],
    flow,
    startAt: startOf(own) ?? (named || !defaults ? undefined : startOf(defaults)),
    get variables() {
      return inside().variables;
    },
    get turns() {
      return inside().turns;
    },
    get turnPlaces() {
      return inside().turnPlaces;
    },
    ...(written(value, key) !== undefined && { turnsPlace: { path: [...path, key], part: "key" } }),
    get mocks() {
      return inside().mocks;
    },
    mocksPath: [...path, object(written(value, "mocks")) || !object(written(value, HOSTED)) ? "mocks" : HOSTED],
    get confirm() {
      return inside().confirm;
    },
    get confirmPlaces() {
      return inside().confirmPlaces;
    },
    get options() {
      return inside().options;
    },
    get expect() {
      return inside().expect;
    },
    get setup() {
      return before?.().setup;
    },
    ...(isSetup && { isSetup }),
    ...(row && { row }),
  };
}

/** What is written under `setup`, and where. */
export interface SetupNamed {
  readonly names: readonly string[];
  readonly place: { readonly path: Path };
  /** Where each of the names is written. */
  readonly places: readonly { readonly path: Path }[];
  /** The case says itself at which node it begins, too. */
  readonly startsAt: boolean;
}

/**
 * The cases that one begins after. Those of the defaults do not hold for a case that begins elsewhere, or that others begin
 * after: it may be what the defaults name.
 */
export function setupNamed(own: Layer, defaults: Layer | undefined, isSetup: boolean): SetupNamed | undefined {
  const startsAt = startOf(own) !== undefined;
  const from = written(own.value, "setup") !== undefined ? own : startsAt || isSetup ? undefined : defaults;
  const setup = from && member(from, "setup");
  const raw = from && written(from.value, "setup");
  if (!from || (typeof setup !== "string" && !Array.isArray(setup))) return undefined;
  const path = placeOf(raw, [...from.path, "setup"], from.row);
  if (typeof setup === "string") return { names: [setup], place: { path }, places: [{ path }], startsAt };
  const names: string[] = [];
  const places: { path: Path }[] = [];
  for (const [i, name] of setup.entries()) {
    if (typeof name !== "string") continue;
    names.push(name);
    places.push({ path: placeOf(list(raw)[i], [...path, i], from.row) });
  }
  return names.length > 0 ? { names, place: { path }, places, startsAt } : undefined;
}

function startOf(layer: Layer): Case["startAt"] {
  const id = member(layer, "start_at");
  if (typeof id !== "string") return undefined;
  const raw = written(layer.value, "start_at");
  return { id, place: { path: placeOf(raw, [...layer.path, "start_at"], layer.row) } };
}

/** A function of its own: only a case that names others may hold on to them. */
function finding(find: Around["find"], named: SetupNamed, name: string): () => Found {
  return once(() => find(named, name));
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
  return Array.isArray(written(value, "turns")) ? "turns" : "transcript";
}

function turnsOf(layer: Layer): Required<Pick<Case, "turns" | "turnPlaces">> {
  const key = turnsKey(layer.value);
  const path = placeOf(written(layer.value, key), [...layer.path, key], layer.row);
  const turns: Turn[] = [];
  const turnPlaces: Place[] = [];
  for (const [i, entry] of list(member(layer, key)).entries()) {
    const turn = turnOf(entry);
    if (!turn) continue;
    turns.push(turn);
    turnPlaces.push({ path: [...path, i] });
  }
  return { turns, turnPlaces };
}

/** One turn; undefined for what the agent says, and for what says nothing at all. */
function turnOf(entry: unknown): Turn | undefined {
  if (typeof entry === "string") return { user: entry };
  const isTranscript = written(entry, "role") !== undefined;
  const [said] = isTranscript ? transcriptTurns([entry]) : [];
  if (isTranscript && !said) return undefined;
  const { user, dtmf, slots, confirm, take } = members(entry);
  const turn = {
    ...said,
    ...(typeof user === "string" && { user }),
    ...(typeof dtmf === "string" && { dtmf }),
    ...(written(entry, "silence") === true && { silence: true }),
    ...(object(slots) && { slots: object(slots) }),
    ...(typeof confirm === "boolean" && { confirm }),
    ...(typeof take === "string" && { take }),
  };
  return Object.keys(turn).length > 0 ? turn : undefined;
}

function members(entry: unknown): Json {
  return Object.fromEntries(["user", "dtmf", "slots", "confirm", "take"].map((key) => [key, written(entry, key)]));
}

/** What the hosted flow test calls them. */
const HOSTED = "mock_tool_results";

/** `mocks`, and what `mock_tool_results` has besides, layer by layer. */
function mocksOf(layers: readonly Layer[]): ReadonlyMap<string, Mock> {
  const mocks = new Map<string, Mock>();
  for (const layer of layers) for (const [key, mock] of mocksIn(layer)) if (!mocks.has(key)) mocks.set(key, mock);
  return mocks;
}

/** The mocks of a layer: the very ones for all cases that share it. */
const mocksIn = remember(({ value, path, row }: Layer): ReadonlyMap<string, Mock> => {
  const mocks = new Map<string, Mock>();
  for (const name of ["mocks", HOSTED]) {
    for (const [key, raw] of Object.entries(object(written(value, name)) ?? {})) {
      const called = row ? filledKey(key, row.values) : key;
      if (mocks.has(called)) continue;
      const entry = row ? filled(raw, row) : raw;
      const listed = Array.isArray(entry);
      const entries: readonly unknown[] = listed ? entry : [entry];
      mocks.set(called, { entries, listed, place: { path: [...path, name, key], part: "key" } });
    }
  }
  return mocks;
});

/** Object.fromEntries makes own properties of every name, `__proto__` included. */
function variablesOf(layers: readonly Layer[]): Json {
  const [only, ...others] = layers
    .map((layer) => object(member(layer, "variables")))
    .filter((each) => each !== undefined);
  if (!only || others.length === 0) return only ?? {};
  return Object.fromEntries([...others.reverse(), only].flatMap((each) => Object.entries<unknown>(each)));
}

/** The list of the first layer that has one. */
function confirmOf(layers: readonly Layer[]): Required<Pick<Case, "confirm" | "confirmPlaces">> {
  const confirm: string[] = [];
  const confirmPlaces: Place[] = [];
  const layer = layers.find((each) => Array.isArray(member(each, "confirm")));
  for (const [i, tool] of list(layer && member(layer, "confirm")).entries()) {
    if (typeof tool !== "string") continue;
    confirm.push(tool);
    confirmPlaces.push({ path: [...layer!.path, "confirm", i] });
  }
  return { confirm, confirmPlaces };
}

function optionsOf(layers: readonly Layer[]): WalkOptions {
  return Object.assign({}, ...layers.map((layer) => optionsIn(member(layer, "options"))).toReversed());
}

function optionsIn(value: unknown): WalkOptions {
  const globals = written(value, "globals");
  const unmocked = written(value, "unmocked");
  const recollect = written(value, "recollect");
  const useSampleReturns = written(value, "useSampleReturns");
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
