import {
  debugCommand,
  generateCommand,
  type ReferencesTarget,
  type RunTarget,
  recordCommand,
  referencesCommand,
  runCommand,
  type TalkTarget,
  talkCommand,
  traceCommand,
  type WriteCaseTarget,
  writeCaseCommand,
} from "../server/protocol.ts";
import type { TraceArgument } from "./testing/showTrace.ts";

/** Every command there is. The manifest has the same ones in the same order, with titles and with where each can work. */
export const commandIds = {
  newFlow: "flowproof.newFlow",
  newTest: "flowproof.newTest",
  runFile: "flowproof.runFile",
  runAll: "flowproof.runAll",
  /** What code lenses name; not in the palette. */
  runTests: runCommand,
  debugTests: debugCommand,
  talk: talkCommand,
  record: recordCommand,
  /** On a transition: what a lens and an action name, and of the one at the cursor from the palette. */
  writeCase: writeCaseCommand,
  generateCases: generateCommand,
  mutationScore: "flowproof.mutationScore",
  showTrace: traceCommand,
  compareTrace: "flowproof.compareTrace",
  /** What code lenses name; not in the palette. */
  showReferences: referencesCommand,
  showLog: "flowproof.showLog",
  restartServer: "flowproof.restartServer",
} as const;

/** What each command is called with. */
export interface Commands {
  newFlow(): unknown;
  newTest(): unknown;
  runFile(): unknown;
  runAll(): unknown;
  runTests(target: RunTarget): unknown;
  debugTests(target: RunTarget): unknown;
  /** Without a target, to the flow in the active editor. */
  talk(target?: TalkTarget): unknown;
  record(): unknown;
  /** For a transition, or for the one at the cursor. */
  writeCase(target?: WriteCaseTarget): unknown;
  /** For a flow, or for the one in the active editor. */
  generateCases(target?: { readonly uri?: string }): unknown;
  /** Of a flow, or of the one in the active editor. */
  mutationScore(target?: { readonly uri?: string }): unknown;
  showTrace(argument?: TraceArgument): unknown;
  compareTrace(argument?: TraceArgument): unknown;
  showReferences(target: ReferencesTarget): unknown;
  showLog(): unknown;
  restartServer(): unknown;
}

/** What the manifest's `when` and `enablement` may ask, beyond what VS Code itself knows. */
export const contextKeys = {
  /** There are flow tests. */
  hasTests: "flowproof.hasTests",
  /** The active editor's file holds flow tests. */
  fileHasTests: "flowproof.fileHasTests",
  /** The active editor's document is one that Flowproof understands. */
  recognised: "flowproof.recognised",
} as const;
