// What lives here: names, the things that people give one and use it by: nodes, transitions, variables, snippets, tools.
// Where each is written in a document, and which of them are the same. What is done about them (finding, renaming) stands
// with whoever asks.

import type { Flow, FlowNode } from "../flow/flow.ts";
import type { Place } from "../flow/problem.ts";
import type { Case } from "../flowtest/model.ts";
import type { NameKind } from "../formats/format.ts";

/** What is done with a name where it stands. */
export type Role =
  | "declares" // says that there is one: a node's id, a catalogue's tool
  | "leads" // a transition's target or source, the entry, work after the call
  | "reads" // needs it, or speaks of it
  | "binds" // gives it its value in a walk
  | "gives" // gives it its value from outside: a test's variables and slots
  | "begins" // a test starts there
  | "mocks" // a test answers for it
  | "calls" // a test expects a call of it
  | "expects"; // a test expects it otherwise

/** One place where a named thing is written. */
export interface Name {
  readonly of: NameKind;
  /** What the thing is called: with `scope` and `flow` all there is to know which one it is. */
  readonly name: string;
  readonly role: Role;
  /** The key, the string, or the stretch of a string that is the bare name; `bareSpan` gives its text without quotes. */
  readonly place: Place;
  /** The front part of `name` that does not stand at the place: of Yappr's `booking.date`, `booking.` (else empty). */
  readonly before: string;
  /** The node whose transition it is, or the tool whose parameter. */
  readonly scope?: string;
  /** The flow in which it is meant; undefined where nobody knows, and in catalogues, which serve several. */
  readonly flow?: Flow;
  /** The node in which it stands, or whose transition it is part of. */
  readonly node?: FlowNode;
  /** The case in which it stands. */
  readonly case?: Case;
  /** It is mere text unless something of that name exists, and in the flow nothing does. */
  readonly perhaps?: boolean;
  /** Not its id stands here but its readable name, which is another word. */
  readonly titled?: boolean;
  /** Globs, relative to the file, of the files in whose flows it is meant. */
  readonly files?: readonly string[];
}
