// Our own messages between client and server, beyond what the Language Server Protocol has. All that client/ may
// import from here. Positions are LSP ranges; a file is always named by its URI.

import type { Position, Range } from "vscode-languageserver-types";

/** Sent along with `initialize`. */
export interface InitializationOptions {
  /**
   * The client answers `Read` requests for files that are not open, and tells of every JSON file that changes
   * (`workspace/didChangeWatchedFiles`) without being asked to. Otherwise the server asks it to, where it can.
   */
  readonly reads?: boolean;
  /** The editor itself reports JSON syntax errors, so the server does not. */
  readonly editorChecksJson?: boolean;
}

/** Server to client: the text of a file that is not open. */
export const Read = "flowproof/read";
export interface ReadParams {
  readonly uri: string;
  /** A file of more bytes than this is not wanted: `null` is the answer for it. */
  readonly most?: number;
}
/** `null`: there is no such file, or it cannot be read. */
export type ReadResult = { readonly text: string } | null;

/** Client to server: the JSON files of the workspace, all of them, when the client knows them and again after folders change. */
export const Files = "flowproof/files";
export interface FilesParams {
  readonly uris: readonly string[];
}

/** Server to client: what tests a file holds now; without cases when it holds none any more. */
export const Tests = "flowproof/tests";
export interface TestsParams {
  readonly uri: string;
  readonly cases: readonly TestCase[];
}
export interface TestCase {
  /** Stays the same as long as the case keeps its name. */
  readonly id: string;
  readonly name: string;
  /** The case's name in the file. */
  readonly range: Range;
  /** Where the case ends. */
  readonly end: Position;
  /** All of the case as it is written; of one of several rows that is the whole table. */
  readonly written: Range;
  readonly tags: readonly string[];
  /** Why it cannot run here. */
  readonly skip?: string;
}

/** Client to server: answered with nothing once every test that there is now has been told of. */
export const TestsTold = "flowproof/testsTold";

/** Server to client: what a document was recognised as; `label` undefined when it is none of our business. */
export const Status = "flowproof/status";
export interface StatusParams {
  readonly uri: string;
  /** Such as "Yappr flow · 14 nodes · 3 tests". */
  readonly label?: string;
}

/** Client to server, a request that lasts as long as the run; cancel it to stop. */
export const Run = "flowproof/run";
export interface RunParams {
  /** Chosen by the client; results carry it. */
  readonly run: string;
  /** Files to run, all their cases or those named. */
  readonly files: readonly { readonly uri: string; readonly ids?: readonly string[] }[];
  /** Draws another order than the written one: the same number, the same order. A further round has the next number. */
  readonly seed?: number;
  /** Runs everything again, so many times at most, until a round in which something does not pass; default once. */
  readonly rounds?: number;
  /** `failed`: no traces of cases that passed. */
  readonly traces?: "all" | "failed";
  /** Also measures what the cases cover; details are there to be asked for until `CoverageOver`. */
  readonly coverage?: boolean;
}
/** The counts are those of the last round. */
export interface RunResult {
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  readonly cancelled: boolean;
  /** How many rounds there were. */
  readonly rounds: number;
  /** Where it was asked for, of each file whose flows the cases walk, as it was when the run began. */
  readonly coverage?: readonly CoveredFile[];
}

/**
 * Server to client, while a run lasts: cases that have come to a verdict, in batches. Of further rounds only what has not
 * passed.
 */
export const Results = "flowproof/results";
export interface ResultsParams {
  readonly run: string;
  readonly results: readonly CaseVerdict[];
}
export interface CaseVerdict {
  readonly uri: string;
  readonly id: string;
  readonly status: "passed" | "failed" | "errored" | "skipped";
  /** Milliseconds. */
  readonly duration: number;
  /** Why it did not pass. */
  readonly message?: string;
  readonly failures: readonly {
    readonly message: string;
    readonly expected: string;
    readonly actual: string;
    readonly range: Range;
  }[];
  readonly trace: readonly TraceLine[];
  /** The first choice on its way that hangs by a thread, in words, and how many more do. */
  readonly fragile?: string;
}
/** One line of the readable trace, with the node it is about. */
export interface TraceLine {
  readonly text: string;
  readonly at?: { readonly uri: string; readonly range: Range };
}

/** What the cases of a run cover of the flows in a file. What no case can come to is left out of the counts. */
export interface CoveredFile {
  readonly uri: string;
  readonly nodes: CoveredCount;
  readonly transitions: CoveredCount;
  /** Of each condition both answers count. */
  readonly conditions: CoveredCount;
  /** The cases that walked them; empty where they are too many to be chosen from. */
  readonly tests: RunTarget;
  /** What no case can come to, and why: the first of it. */
  readonly outOfReach: readonly TraceLine[];
}
export interface CoveredCount {
  readonly covered: number;
  readonly total: number;
}

/**
 * Client to server: what was covered of a file, place by place, in the version that was run, by all cases or by one. `null`
 * where nobody knows any more: only the last few runs are kept.
 */
export const Coverage = "flowproof/coverage";
export interface CoverageParams {
  readonly run: string;
  readonly uri: string;
  readonly test?: { readonly uri: string; readonly id: string };
}
export type CoverageResult = readonly CoveredNode[] | null;
export interface CoveredNode {
  readonly name: string;
  readonly hits: number;
  /** All of it, its transitions included where they stand inside it, and the sign before, so that it is around its parts. */
  readonly range: Range;
  /** What of it belongs to no transition. */
  readonly parts: readonly Range[];
  /** Its transitions, and both answers of each condition. */
  readonly branches: readonly CoveredBranch[];
}
export interface CoveredBranch {
  /** Such as "tx-confirm → check-availability-step" or "age > 17 is false". */
  readonly label: string;
  readonly hits: number;
  readonly range: Range;
}

/** Client to server: the details of a run will not be asked for any more. */
export const CoverageOver = "flowproof/coverageOver";
export type CoverageOverParams = Pick<CoverageParams, "run">;

/** Client to server: run cases now and again whenever a change can affect them, saved or not, until `Unfollow`. */
export const Follow = "flowproof/follow";
export interface FollowParams {
  /** Chosen by the client; what comes of it carries it. */
  readonly follow: string;
  /** Folders, files, or cases of files; everything there is and will be without it. */
  readonly include?: RunTarget;
  readonly exclude?: RunTarget;
}
export const Unfollow = "flowproof/unfollow";
export type UnfollowParams = Pick<FollowParams, "follow">;

/** Server to client: cases run again for a `Follow`, and their `Results` carry `run`. */
export const Rerun = "flowproof/rerun";
export interface RerunParams {
  readonly follow: string;
  readonly run: string;
  readonly files: readonly { readonly uri: string; readonly ids: readonly string[] }[];
}
/** Server to client: no more results come; what has none was stopped by a further change, and will run again. */
export const RerunEnded = "flowproof/rerunEnded";
export type RerunEndedParams = Pick<RerunParams, "run">;

/** In a run of more cases than this only those that do not pass are told with their traces (Flowproof's choice). */
export const mostTraces = 100;

/**
 * Client to server: how a case went, as a document to be read. `last` is its last walk, made now where there was none;
 * `previous` the one before that in which the case, its flow or its skills were others.
 */
export const Trace = "flowproof/trace";
export interface TraceParams extends CaseTarget {
  readonly which: "last" | "previous";
  /** The last walk is made anew when the case, its flow or its skills are others by now. */
  readonly anew?: boolean;
}
/** `null`: there is no such case any more, or no such walk. */
export type TraceResult = {
  readonly name: string;
  readonly text: string;
  readonly links: readonly TraceLink[];
  /** Stretches of lines that fold, from 0, both included. */
  readonly folds: readonly { readonly from: number; readonly to: number }[];
  /** The line to look at first, where the case did not pass. */
  readonly look?: number;
} | null;
export interface TraceLink {
  readonly range: Range;
  readonly about: TraceAbout;
}
/** A node, or one of its transitions by its index; or what stands at a path below the case. */
export type TraceAbout =
  | { readonly in: "flow"; readonly node: string; readonly transition?: number }
  | { readonly in: "case"; readonly path: readonly (string | number)[] };

/** Client to server: where that is written now; `null` when it is not there any more. */
export const TracePlace = "flowproof/tracePlace";
export interface TracePlaceParams extends CaseTarget {
  readonly about: TraceAbout;
}
export type TracePlaceResult = { readonly uri: string; readonly range: Range } | null;

/** The language of a trace: documents and code blocks in cards have it. */
export const traceLanguage = "flowproof-trace";

/**
 * Client to server, a request that lasts as long as the work: which mistakes in a flow its tests do not notice. Cancel it to
 * stop; the answer is of no use then.
 */
export const Mutate = "flowproof/mutate";
export interface MutateParams {
  /** A flow, or tests of one. */
  readonly uri: string;
  /** Chosen by the client; `Mutating` carries it, which is not sent without it. */
  readonly mutate?: string;
}
export interface MutateResult {
  /** Why there is nothing to tell, as a sentence without a full stop. */
  readonly why?: string;
  readonly found?: MutationFacts;
}
/** The code of the diagnostics by which an editor shows what survived. */
export const survivedCode = "survived";
export interface MutationFacts {
  readonly mutants: number;
  readonly survived: number;
  /** Percent; null where no case could notice anything. */
  readonly score: number | null;
  /** Cases of the flow that do not pass, and so notice nothing. */
  readonly unfit: number;
  /** Mutants beyond those that were tried. */
  readonly leftOut: number;
  readonly survivors: readonly { readonly uri: string; readonly range: Range; readonly message: string }[];
  /** The files in which this was found out: it holds until one of them is edited. */
  readonly from: readonly string[];
}

/** Server to client, now and then while a `Mutate` lasts: how many mutants are done. Before they are counted `of` is 0. */
export const Mutating = "flowproof/mutating";
export interface MutatingParams {
  readonly mutate: string;
  readonly done: number;
  readonly of: number;
}

/**
 * Client to server, a request that lasts as long as the work: cases that write themselves, as an edit that has still to be
 * carried out. Cancel it to stop; the answer is of no use then.
 */
export const Generate = "flowproof/generate";
export interface GenerateParams {
  /** The flow. */
  readonly uri: string;
  /** One transition alone, by its path or by a position in it; all that can be reached without either. */
  readonly path?: readonly (string | number)[];
  readonly position?: Position;
  /** The file of tests that the cases go into; without it the only one that walks the flow, or a new one. */
  readonly into?: string;
}
export interface GenerateResult {
  /** Why nothing is written, or what is left that no case takes, as a sentence without a full stop. */
  readonly why?: string;
  /** The files of tests to choose from, where several walk the flow and none was named. */
  readonly files?: readonly string[];
  readonly written?: WrittenCases;
}
/** Cases to be written into a file. */
export interface WrittenCases {
  readonly uri: string;
  /** How many. */
  readonly cases: number;
  /** The version of the file that the edits are for, where it is open. */
  readonly version?: number;
  /** The text of a file that is not there yet; else the edits of the one that is. */
  readonly text?: string;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  /** The name of the first of them, once they are there. */
  readonly reveal: Range;
}

/** The command behind the lens and the action on a transition, and the one for a whole flow. */
export const writeCaseCommand = "flowproof.writeCase";
export interface WriteCaseTarget {
  readonly uri: string;
  readonly path: readonly (string | number)[];
}
export const generateCommand = "flowproof.generateCases";

/** Client to server: what new flows can be begun with. */
export const Skeletons = "flowproof/skeletons";
export interface Skeleton {
  /** What the format is called, such as "Yappr flow". */
  readonly title: string;
  readonly text: string;
}

/** Client to server: the text of a first flow test for an open flow, to be written beside it; null when it is none. */
export const FirstTest = "flowproof/firstTest";
export interface FirstTestParams {
  readonly uri: string;
}
export type FirstTestResult = { readonly text: string } | null;

/** The commands behind the lenses that run and debug cases; their one argument is a `RunTarget`. */
export const runCommand = "flowproof.runTests";
export const debugCommand = "flowproof.debugTests";
export type RunTarget = RunParams["files"];

/** The command behind the lens that shows a case's trace; its one argument is a `CaseTarget`. */
export const traceCommand = "flowproof.showTrace";
export interface CaseTarget {
  readonly uri: string;
  /** The case's, as `Tests` tells it. */
  readonly id: string;
}

/** The command that writes what was said in a debug session down as a case. */
export const recordCommand = "flowproof.record";

/** Client to server: a message of the Debug Adapter Protocol for a debug session, or that the session is over. */
export const Debug = "flowproof/debug";
/** Server to client: a message of the protocol from a debug session. */
export const DebugMessage = "flowproof/debugMessage";
export interface DebugParams {
  /** Chosen by the client; the first message for one begins it. */
  readonly session: string;
  /** Null: the session is over. */
  readonly message: object | null;
}

/** What a debug session is launched with, beside what the debug protocol has. */
export interface DebugLaunch {
  /** The file: one of flow tests, or a flow to talk to. */
  readonly uri: string;
  /** The id or the name of a case; needed where a file has several. */
  readonly case?: string;
  /** Talks to the flow, of a file of tests to the one that they walk. */
  readonly talk?: boolean;
  /** Variables bound before the first node, beside those of the case. */
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly stopOnEntry?: boolean;
  /** Stops nowhere. */
  readonly noDebug?: boolean;
}

/** A debug session's own event: what came of its case. The body is a `DebugVerdict`. */
export const verdictEvent = "flowproof.verdict";

/** Debug adapter event: the stop that comes next is one at which the Debug Console is to be typed into. */
export const asksEvent = "flowproof.asks";
export type DebugVerdict = Pick<CaseVerdict, "status" | "message" | "failures">;

/** A debug session's own request: what was said, chosen and mocked so far as a case to be written down. */
export const recordRequest = "flowproof.record";
export interface RecordParams {
  /** The new case's name; without it nothing is written, and the answer proposes one. */
  readonly name?: string;
}
export interface RecordResult {
  /** The name, or the one proposed. */
  readonly name: string;
  /** The file to write it into. */
  readonly uri: string;
  /** The text of a new file. */
  readonly text?: string;
  /** The edits of one that is there. */
  readonly edits?: readonly { readonly range: Range; readonly newText: string }[];
  /** What the person should know: one sentence. */
  readonly note?: string;
}

/** The command behind the lens that begins a conversation with a flow; its one argument is a `TalkTarget`. */
export const talkCommand = "flowproof.talk";
export interface TalkTarget {
  readonly uri: string;
}

/** The command behind the lens on a node; its one argument is a `ReferencesTarget`. */
export const referencesCommand = "flowproof.showReferences";
export interface ReferencesTarget {
  readonly uri: string;
  readonly position: Position;
}
