import type { Flow, Use } from "../flow/flow.ts";
import type { Place, Problem, Severity } from "../flow/problem.ts";
import type { Case, FlowTest } from "../flowtest/model.ts";
import type { Skill } from "../simulate/state.ts";
import type { JsonTree, Path } from "../text/json.ts";
import { ownAt } from "../text/value.ts";
import type { GraphEdits } from "./graphEdits.ts";
import type { Asked, Wanted } from "./wanted.ts";

export type FormatId =
  | "yappr-flow"
  | "yappr-agent"
  | "yappr-test"
  | "flowyte-playbook"
  | "flowyte-agent"
  | "flowyte-agent-patch"
  | "flowyte-skills"
  | "voicetest-graph"
  | "voicetest-tests"
  | "flowtest"
  | "workspace";

/** A file as its format's parser gets it. */
export interface Source {
  /** The decoded document. */
  readonly value: unknown;
  /** Where the format's own object begins: empty, or below an envelope. */
  readonly path: Path;
  /** The positions, built when first asked for. */
  readonly tree: () => JsonTree;
  /** As the user knows the file: a path or a URI. */
  readonly name?: string;
  /** The version before, when only the inside of one of its nodes or cases has changed since. */
  readonly before?: Parts;
  /** The file's text, to look for something without asking for positions. */
  readonly text?: string;
}

/** The format's own object in its file, below the envelope where there is one. */
export function bodyOf(source: Pick<Source, "value" | "path">): unknown {
  return ownAt(source.value, source.path);
}

/** What a parser finds in a file. Parsing cannot fail: a half-written file gives half an answer. */
export interface Parts {
  readonly flow?: Flow;
  readonly tests?: FlowTest;
  readonly skills?: readonly Skill[];
  readonly settings?: WorkspaceSettings;
  /** Why nothing is made of a file although its format is known: nothing else is said about it then. */
  readonly unsupported?: string;
}

/** What a workspace file says. */
export interface WorkspaceSettings {
  /** Which flow belongs to which test files, as globs and paths from the workspace file; the first that fits counts. */
  readonly tests: readonly { readonly files: string; readonly flow: string }[];
  /** How serious the problems of a rule are, by the rule's id. */
  readonly rules: Severities;
  /** Other severities for some files, or for some nodes of them. The last entry that fits and names a rule counts. */
  readonly overrides: readonly Override[];
}

/** Severities by rule id. */
export type Severities = ReadonlyMap<string, Severity | "off">;

export interface Override {
  /** Globs from the workspace file's folder; one of them has to match. */
  readonly files: readonly string[];
  /** Ids of the nodes it is for; absent means the whole file. */
  readonly nodes?: readonly string[];
  readonly rules: Severities;
}

/**
 * One file format. A new one is a folder, a line in `formats/index.ts` and a fixture folder. Its JSON Schema stands
 * beside it and is found under its id in `schema/`.
 */
export interface Format {
  readonly id: FormatId;
  /** What the editor calls an open document of this format, such as "Yappr flow". */
  readonly title: string;
  /** Every text of this format contains one of these; reading a file that has none of any format's costs one search. */
  readonly marks: readonly string[];
  /** How names of files end that are worth reading without a mark in them, such as a test file just begun. */
  readonly names?: readonly string[];
  /** A format of Flowproof's own, which no hosted system reads: its files may hold comments and trailing commas. */
  readonly comments?: boolean;
  /** A file to begin with, that works as it is. */
  readonly skeleton?: unknown;
  /** Whether the decoded `value` of a file named `name` is of this format. Content decides; a name only helps. */
  detect(value: unknown, name: string): boolean;
  parse(source: Source): Parts;
  /** How its flows are written, for a format of flows. */
  readonly graphEdits?: GraphEdits;
  /**
   * The names that a file of this format writes down outside of flows, in the order of the text; of those that are not
   * sought some may be left out.
   */
  mentions?(document: Document, sought?: Sought): Mention[];
  /** Why the thing called `now` in a flow of this format cannot be called `name`, as a clause; undefined where it can. */
  misnamed?(of: NameKind, name: string, flow: Flow, now: string): string | undefined;
  /** What names belong at a place of a file of this format, or of a flow of this format in a file of another. */
  wanted?(asked: Asked): Wanted | undefined;
}

/** What has a name. A parameter is a tool's, a transition its node's; all others are their flow's. */
export type NameKind = Use["of"] | "transition";

/**
 * A name in a test, a catalogue or a workspace file. Which thing it means may depend on the flow: a `mock` and a `call` name
 * a node or else a tool, a `result` a tool's node by its readable name, a `decision` what a node decided, a `take` what to
 * choose at a turn, a `branch` a transition that the answer of a tool takes.
 */
export interface Mention {
  readonly as:
    | "node"
    | "variable"
    | "tool"
    | "parameter"
    | "mock"
    | "call"
    | "result"
    | "decision"
    | "take"
    | "branch"
    /** No name, but the path of a file. */
    | "file";
  readonly name: string;
  readonly how: "declares" | "begins" | "reads" | "gives" | "mocks" | "calls" | "expects";
  readonly place: Place;
  /** The case it stands in. */
  readonly case?: Case;
  /** The node whose decision it is, or the tool whose parameter. */
  readonly of?: string;
  /** The index of the turn it stands in. */
  readonly turn?: number;
  /** Globs, relative to the file, of the files in whose flows it is meant. */
  readonly files?: readonly string[];
}

/** Which mentions somebody asks for. Most files are many cases, and asking for less than all of them costs less. */
export interface Sought {
  /** Those that stand on this path. */
  readonly on?: Path;
  /** Those of which this is true. */
  readonly called?: (name: string, as: Mention["as"]) => boolean;
}

/** A file as read: what it is, what is in it, and what is wrong with its text. */
export interface Document extends Parts {
  /** As the user knows the file: a path or a URI. */
  readonly name: string;
  readonly text: string;
  /** Undefined for a file that is none of Flowproof's business. */
  readonly format?: Format;
  /** Where the format's object begins; see Source. */
  readonly path: Path;
  readonly value: unknown;
  readonly tree: () => JsonTree;
  /** Whether it is a later version of one read before: then there may be more, and what is found out is worth keeping. */
  readonly edited?: boolean;
  /** What is wrong with the JSON itself. */
  readonly problems: readonly Problem[];
}
