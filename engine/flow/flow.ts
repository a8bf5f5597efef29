// The one model of a conversation graph that rules, features and reports read, whatever the vendor. A format's folder
// turns its JSON into this; nothing here knows a vendor's keys.

import type { Path, Span } from "../text/json.ts";
import type { Place } from "./problem.ts";

/** The formats a flow can come from. */
export type FlowFormat = "yappr-flow" | "flowyte-playbook" | "voicetest-graph";

/** What a node does, across vendors. */
export type NodeKind =
  | "start" // where a walk begins, says at most an opening line
  | "conversation" // talks with the caller and chooses where to go
  | "collect" // asks for one value
  | "message" // says something and goes on
  | "tool" // calls a tool
  | "logic" // chooses by conditions, without the caller
  | "extract" // reads values out of what was said
  | "end"
  | "transfer"
  | "post-call" // runs after the call has ended
  | "unknown";

/** A value that names a node, and the place where it is written. */
export interface Reference {
  readonly id: string;
  readonly place: Place;
}

/** A directed edge. An edge that leads nowhere has no `target`. */
export interface Transition {
  /** The vendor's id where edges have one, written in their own member `id`; else undefined. */
  readonly id?: string;
  /** Which way out of the node this is: `success`, `error`, `choice`, `always`, `true`, … */
  readonly handle: string;
  /** Where the handle is written, if it is. */
  readonly handlePlace?: Place;
  /** Words for people: the label or the condition. */
  readonly label: string;
  readonly target?: Reference;
  /** Where the target is written, or would be. */
  readonly targetPath?: Path;
  /** The whole transition. */
  readonly place: Place;
  /** Where the node it leaves is named, for formats that list edges apart. */
  readonly sourcePlace?: Place;
  /** Variables that have a value wherever it is taken: its node has bound them, or its condition holds for no others. */
  readonly knows?: readonly string[];
}

/** A name in one of a flow's texts, and what is done with it there. Nodes that transitions name are references instead. */
export interface Use {
  readonly of: "variable" | "snippet" | "tool" | "node" | "parameter";
  readonly name: string;
  /**
   * The front part of `name` that is not the thing's own: of `booking.date`, `booking.`. It need not stand at the place, and
   * where it does it is part of that.
   */
  readonly before?: string;
  /**
   * `binds` gives a variable its value when a walk goes on from here; `declares` says that there is one, without a place
   * in the walk; `reads` needs it. A tool is declared where it is described, and read where it is called; of a parameter,
   * which belongs to the tool of its node, `binds` gives the value. A node that is declared here has its id written twice.
   */
  readonly how: "reads" | "binds" | "declares";
  /** The name alone, without braces and without what is looked up inside its value. */
  readonly place: Place;
  /** The keys and indexes looked up inside the value: of `{area.name}`, `name`. */
  readonly inside?: readonly string[];
  /** A read only if something of that name exists; otherwise it is mere text. */
  readonly perhaps?: boolean;
  /** A read that only asks whether there is a value, so that there may as well be none. */
  readonly asks?: boolean;
  /** A read on the way out of the node, which finds what the node itself has bound. */
  readonly late?: boolean;
}

/** A stretch of a text that looks much like the use of a name and is none: it is said as it is written. */
export interface Near {
  readonly of: "variable" | "snippet";
  /** What stands between its braces, without blanks around it; empty for a brace alone. */
  readonly name: string;
  /**
   * `braces`: another dialect's; `characters`: no name has them; `nested`: a snippet in a snippet, where none is looked
   * for; `stray`: a brace without its partner.
   */
  readonly why: "braces" | "characters" | "nested" | "stray";
  /** All of it, braces included. */
  readonly place: { readonly path: Path; readonly part: Span };
  /** The braces between which a name stands in that text. */
  readonly braces: readonly [open: string, close: string];
}

/** A text for the caller's ears: said as it stands, or told to the model that speaks. */
export interface Prompt {
  readonly path: Path;
  readonly text: string;
  readonly how: "said" | "told";
}

export interface FlowNode {
  /** How transitions name this node. */
  readonly id: string;
  /** The vendor's word for its type, as written. */
  readonly type: string;
  readonly kind: NodeKind;
  /** A readable name where there is one. */
  readonly name?: string;
  /** Path of the node's object in the document. */
  readonly path: Path;
  /** Its position among the flow's nodes. */
  readonly index: number;
  /** Where the id is written. */
  readonly idPlace: Place;
  /** In the order in which they are tried. */
  readonly transitions: readonly Transition[];
  /** Whether a walk stops here until the caller has said something, at least the first time. */
  readonly waits: boolean;
  /** Whether the conversation is over here. */
  readonly ends: boolean;
  /** Can be entered from any conversation node without a transition. */
  readonly global: boolean;
  /** Other nodes that run because of this one without being walked to, such as work after the call. */
  readonly also: readonly Reference[];
  /** The handles it must connect, and what a missing one means; see the rule `dead-end`. */
  readonly exits: readonly Exit[];
  /** The handles it offers at all; undefined means any. */
  readonly handles?: readonly string[];
  /** Slots and variables that have a value once a walk has gone on from here; where it asks for one it is the first. */
  readonly binds: readonly string[];
  /** The tool it calls, if it calls one. */
  readonly tool?: string;
  /** What it says, or is told to say or do; worked out when asked for. */
  readonly prompts: readonly Prompt[];
  /** The names in its texts, in the order in which they are written; worked out when first asked for. */
  readonly uses: readonly Use[];
  /** What in its texts looks like a name and is none, for dialects in which that can be told; worked out when asked for. */
  readonly near?: readonly Near[];
  /** The node's own JSON, decoded: what the walk of its dialect reads. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** A way out that should be connected. */
export interface Exit {
  readonly handle: string;
  readonly severity: "error" | "warning" | "hint";
  /** What happens when nothing is connected, as a clause: "a walk stops here". */
  readonly consequence: string;
  /** The vendor's code word for it. */
  readonly vendorCode?: string;
  /** Satisfied by any transition, not only by one on `handle`. */
  readonly any?: boolean;
  /** Left open it is a proper end: a walk that takes it is over, and nothing is wrong. */
  readonly ends?: boolean;
}

export interface Flow {
  readonly format: FlowFormat;
  readonly name?: string;
  /** Path of the flow's object in its document; empty when the document is the flow. */
  readonly path: Path;
  readonly nodes: readonly FlowNode[];
  /** The first node of each id. */
  readonly byId: ReadonlyMap<string, FlowNode>;
  /** Where walks begin: every node of a starting type, or what the entry names. */
  readonly starts: readonly FlowNode[];
  /** The entry's reference, where the format names its start instead of typing it. */
  readonly entry?: Reference;
  /** Transitions whose source is no node of the flow, for formats that list edges apart. */
  readonly loose: readonly { readonly source: Reference; readonly transition: Transition }[];
  /** Ids written more than once: all places after the first. */
  readonly duplicates: readonly { readonly id: string; readonly place: Place; readonly first: Place }[];
  /** What every node is told besides its own prompts. */
  readonly prompts: readonly Prompt[];
  /** The names in its texts outside of nodes: in a general prompt, in snippets; worked out when first asked for. */
  readonly uses: readonly Use[];
  /** What in those texts looks like a name and is none. */
  readonly near?: readonly Near[];
  /** Variables that the platform itself gives to every call. */
  readonly given?: ReadonlySet<string>;
  /** Whether whoever starts a call may give variables of any name along, so that one that nothing binds may yet be known. */
  readonly open: boolean;
  /**
   * Versions of a flow whose nodes, transitions and names are the same ones share one of these, whatever else an edit has
   * changed: what is found out about the graph hangs on it.
   */
  readonly shape: object;
  /** Whether it is a later version of one read before; see `perNode`. */
  readonly edited?: boolean;
  /** The flow's own JSON, decoded. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** How messages name a node: its name and id, or only the id. */
export function nodeTitle(node: FlowNode): string {
  return node.name && node.name !== node.id ? `"${node.name}" (${node.id})` : `"${node.id}"`;
}
