// What lives here: what a flow test is, how it is driven, what it expects and what came of it. Files are read elsewhere.

import type { Flow } from "../flow/flow.ts";
import type { Place } from "../flow/problem.ts";
import type { Skill, Turn, WalkOptions } from "../simulate/state.ts";
import type { Path } from "../text/json.ts";

/** A file of cases, whatever the format it was written in. */
export interface FlowTest {
  /** The flow the cases walk: written inline, or a path relative to the file; neither when something else says so. */
  readonly flow?: { readonly inline: Flow } | { readonly file: string; readonly place: Place };
  /** The catalogue of skills: written inline, or a path relative to the file. */
  readonly skills?: { readonly inline: readonly Skill[] } | { readonly file: string; readonly place: Place };
  readonly cases: readonly Case[];
  /** The flows that are written into cases, for a format that has such. */
  readonly caseFlows?: readonly Flow[];
  /** The cases that are written once for several rows, for a format that has such. */
  readonly tables?: readonly Table[];
}

/** A case that is run once for each of its rows. */
export interface Table {
  /** Path of the case's object. */
  readonly path: Path;
  readonly rows: readonly Row[];
  /** The names in single braces anywhere in the case, or in what it has from elsewhere: columns, if a row has them. */
  readonly placeholders: ReadonlySet<string>;
}

/** One flow test. */
export interface Case {
  readonly name: string;
  /** Where the name is written, or the case where it has none. */
  readonly place: Place;
  /** Path of the case's object. */
  readonly path: Path;
  readonly tags: readonly string[];
  /** Why it cannot run here, such as a test that needs a model; undefined for a case that can. */
  readonly skip?: string;
  /** The flow it walks in place of the file's, where one is written into the case. */
  readonly flow?: Flow;
  readonly startAt?: { readonly id: string; readonly place: Place };
  readonly variables: Readonly<Record<string, unknown>>;
  readonly turns: readonly Turn[];
  /** Where the turns are written, all of them. */
  readonly turnsPlace?: Place;
  /** Where each of the turns is written. */
  readonly turnPlaces?: readonly Place[];
  /** Mocks by node id or tool name: an entry, or entries used call by call, the last repeating. */
  readonly mocks: ReadonlyMap<string, Mock>;
  /** Where they are written, or would be. */
  readonly mocksPath?: Path;
  /** Tools that ask the caller first. */
  readonly confirm: readonly string[];
  /** Where each of them is written. */
  readonly confirmPlaces?: readonly Place[];
  readonly options: WalkOptions;
  readonly expect?: Expectations;
  /** What is played before it: it begins where that ends. */
  readonly setup?: Setups;
  /** Whether others begin where it ends: without expectations it passes when they can. */
  readonly isSetup?: boolean;
  /** The row it was made of, for a case that is written once for several. */
  readonly row?: Row;
}

/** The cases that are played before a case, in order, each from where the one before it ended; or why there are none. */
export type Setups =
  | { readonly cases: readonly Case[]; readonly place: Place }
  | { readonly why: string; readonly place: Place; readonly suggestion?: string };

/** A row of a table: what `{column}` stands for in the case it makes. */
export interface Row {
  readonly path: Path;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Mock {
  /** As written; anything that is neither a result nor an error counts as no mock. */
  readonly entries: readonly unknown[];
  /** Whether they are written as a list; a mock that is not is its only entry. */
  readonly listed?: boolean;
  readonly place: Place;
}

/** What a case expects; each member with the place where it is written. */
export interface Expectations {
  readonly place: Place;
  readonly outcome?: Expected<string>;
  readonly endedAt?: Expected<string | null>;
  /** The exact ids of the nodes entered, in order. */
  readonly path?: Expected<readonly string[]>;
  readonly visits?: Expected<readonly string[]>;
  readonly notVisits?: Expected<readonly string[]>;
  /** Node id to its decision, or to a list of them, one a visit. */
  readonly decisions?: Expected<Readonly<Record<string, string | readonly string[]>>>;
  /** A subset, compared deeply. */
  readonly variables?: Expected<Readonly<Record<string, unknown>>>;
  readonly results?: Expected<Readonly<Record<string, unknown>>>;
  /** Parts of lines said, in order; `/…/` is a regular expression. */
  readonly says?: Expected<readonly string[]>;
  readonly notSays?: Expected<readonly string[]>;
  /** Calls made, in order, with a subset of their arguments. */
  readonly calls?: Expected<readonly { readonly tool: string; readonly args?: Readonly<Record<string, unknown>> }[]>;
  readonly callCount?: Expected<number>;
  /** Entries that occur in this order, each compared on the members it names. */
  readonly trace?: Expected<readonly Readonly<Record<string, unknown>>[]>;
  /** The whole trace is the one that is kept beside the file; where that is written. */
  readonly snapshot?: Place;
}

export interface Expected<T> {
  readonly value: T;
  readonly place: Place;
  /** Where each item of a list is written. */
  readonly items?: readonly Place[];
}
