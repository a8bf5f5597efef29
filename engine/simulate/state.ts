// What lives here: walks. A walk is a reducer, `advance(flow, state, answer)`, over immutable states; whoever drives it
// (a flow test, a debugger, a person) answers what the state wants. Nothing here awaits, reads a clock, draws a random
// number, or knows who is driving.

import type { FlowNode, Transition } from "../flow/flow.ts";
import type { Place } from "../flow/problem.ts";
import type { Log } from "./log.ts";

/** One thing a walk did. The shape is the hosted Yappr one (vendor contract); other dialects use it too. */
export interface TraceEntry {
  readonly step_id: string;
  readonly kind: string;
  readonly decision?: string;
  readonly reason?: string;
  readonly data?: unknown;
}

/** What the caller does once: says something, presses keys, or stays silent. */
export interface Turn {
  readonly user?: string;
  readonly dtmf?: string;
  readonly silence?: boolean;
  /** Values the caller gives along with it. */
  readonly slots?: Readonly<Record<string, unknown>>;
  /** The caller's yes or no at a confirmation. */
  readonly confirm?: boolean;
  /** The choice to make at this turn, where a model would choose: an option's id. */
  readonly take?: string;
}

/** One of the ways on among which something has to be chosen. */
export interface Option {
  /** What `take` and the trace call it: a transition's id, or a target's where transitions have none. */
  readonly id: string;
  /** Words for people. */
  readonly label: string;
  /** The texts an utterance is compared with, the label first. */
  readonly texts: readonly string[];
  /** Offered only when no option that is not a fallback fits. */
  readonly fallback?: boolean;
}

/** What a state waits for. */
export type Wants =
  /** The caller's next turn at `node`. */
  | { readonly kind: "turn"; readonly node: string }
  /** One of `options`, or none of them, in the light of `turn`. */
  | { readonly kind: "choice"; readonly node: string; readonly options: readonly Option[]; readonly turn: Turn }
  /** The result of calling `tool` with `args` from `node`; mocks are looked up under `keys`, first hit wins. */
  | {
      readonly kind: "tool";
      readonly node: string;
      readonly tool: string;
      readonly args: Readonly<Record<string, unknown>>;
      readonly keys: readonly string[];
    }
  /** Nothing: the walk is over. */
  | { readonly kind: "nothing"; readonly outcome: Outcome };

export type Answer =
  /** `undefined`: there are no turns left. */
  | { readonly kind: "turn"; readonly turn: Turn | undefined }
  /** The index of an option, or undefined for none, and who says so; the walk words the reason in its trace. */
  | {
      readonly kind: "choice";
      readonly take: number | undefined;
      readonly by: "overlap" | "script" | "person" | "model";
      /** By overlap: how many tokens were shared. */
      readonly score?: number;
    }
  /** `undefined`: nobody can say what the tool would have answered. */
  | { readonly kind: "tool"; readonly answer: ToolAnswer | undefined };

export type ToolAnswer = { readonly result: unknown } | { readonly error: unknown };

/** How a walk ended. Which of them a dialect uses is said in its walk. */
export type Outcome =
  | "ended"
  | "transcript_exhausted"
  | "dead_end"
  | "unmocked_tool"
  | "unmocked_skill"
  | "loop"
  | "invalid"
  | "branch_not_taken"
  | "blocked"
  | "declined"
  | "skill_error"
  | "invalid_condition";

/** What a walk is begun with. */
export interface Setup {
  /** Begin at this node instead of the start. */
  readonly startAt?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly skills?: readonly Skill[];
  /** Tools that ask the caller before they run, beyond what the catalogue says. */
  readonly confirm?: readonly string[];
  readonly options?: WalkOptions;
}

export interface WalkOptions {
  /** Yappr: offer global nodes when no labelled transition fits. */
  readonly globals?: "off" | "fallback";
  /** Yappr: what a tool without a mock does. */
  readonly unmocked?: "stop" | "error" | "success";
  /** Flowyte: ask again when a walk comes back to a collect whose slot is bound. */
  readonly recollect?: boolean;
  /** Flowyte: take a skill's sample return where there is no mock. */
  readonly useSampleReturns?: boolean;
}

/** A tool of an agent's catalogue. */
export interface Skill {
  readonly tool: string;
  readonly description?: string;
  readonly params: ReadonlyMap<string, SkillParam>;
  /** Whether the catalogue lists parameters for it; where it does not, nothing is known about them. */
  readonly listsParams?: boolean;
  readonly confirm: boolean;
  readonly confirmPrompt?: string;
  /** A sample of what it returns. */
  readonly returns?: unknown;
  readonly hasReturns: boolean;
  /** Where the catalogue names it. */
  readonly place?: Place;
}

/** A parameter of a tool. */
export interface SkillParam {
  readonly required: boolean;
  readonly type?: string;
  readonly description?: string;
  /** Where the catalogue names it. */
  readonly place?: Place;
}

/** One line said to the caller. */
export interface Say {
  readonly node: string;
  readonly text: string;
  /** The text is what a model was told to say, not what it said. */
  readonly instruction?: boolean;
}

/** One tool call made, or attempted without a mock. */
export interface Call {
  readonly node: string;
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly answer?: ToolAnswer;
}

/** A way that a walk took out of a node. */
export interface Taken {
  readonly from: FlowNode;
  /** Undefined for a jump that no transition makes: to a global node, and back from one. */
  readonly transition?: Transition;
  /** Where it led; undefined where that is no node, which ends the walk. */
  readonly to?: FlowNode;
  /** Length of the trace when it was taken; the entry at this index is the arrival. */
  readonly at: number;
}

/** A condition on values that a walk tried. */
export interface Tried {
  readonly node: FlowNode;
  /** The transition whose condition it is; undefined for the one condition of a node that has two ways out. */
  readonly transition?: Transition;
  readonly held: boolean;
  /** Length of the trace when it was tried. */
  readonly at: number;
}

/** A moment of a walk. `Own` is what the dialect's walk keeps for itself. */
export interface State<Own = unknown> {
  /** The node where the walk stands; undefined only for a walk that never began. */
  readonly node: string | undefined;
  readonly wants: Wants;
  readonly trace: Log<TraceEntry>;
  readonly says: Log<Say>;
  readonly calls: Log<Call>;
  /** The ways taken, in order. */
  readonly taken: Log<Taken>;
  /** The conditions tried, in order. */
  readonly tried: Log<Tried>;
  /** Slots and variables by name. */
  readonly variables: ReadonlyMap<string, unknown>;
  /** Tool results by the node's name, where the vendor reports them. */
  readonly results: ReadonlyMap<string, unknown>;
  /** What a person should know about this walk that is no part of its trace. */
  readonly problems: Log<WalkProblem>;
  /** The node at which the walk ended, null when it did not reach an end. */
  readonly endedAt: string | null;
  /** Turns consumed so far. */
  readonly turns: number;
  readonly own: Own;
}

export interface WalkProblem {
  readonly node: string | undefined;
  readonly message: string;
}

/** A dialect's walk. */
export interface Walk<Own = unknown> {
  /** The first state: everything up to the first answer needed is done. */
  begin(flow: import("../flow/flow.ts").Flow, setup: Setup): State<Own>;
  /** The state after `answer`, which has to be of the kind that `state.wants` asks for; throws if it is not. */
  advance(flow: import("../flow/flow.ts").Flow, state: State<Own>, answer: Answer): State<Own>;
  /** The state after arriving at a node in the midst of a walk: what `state` wanted is given up, the rest goes on from it. */
  enter(flow: import("../flow/flow.ts").Flow, state: State<Own>, node: FlowNode): State<Own>;
  /** What the walk keeps for itself, with other tools to confirm and other options; absent where none of them count. */
  resumed?(own: Own, setup: Setup): Own;
}
