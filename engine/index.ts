// The only door of the engine. Text in, facts out: no editor, no protocol, no files, no clock.

export {
  type Completion,
  type CompletionContext,
  complete,
  type Proposal,
  type ProposalKind,
  type Stop,
  schemaAt,
} from "./complete/index.ts";
export { Collector } from "./coverage/collector.ts";
export { type Count, type Coverage, type Covered, sharesOf } from "./coverage/coverage.ts";
export { layoutOf } from "./coverage/layout.ts";
export { answerName } from "./coverage/named.ts";
export { asking, hit, hitProblem, type Terms } from "./debug/breakpoint.ts";
export { type Command, commandOf, commands } from "./debug/command.ts";
export { Playing, type Step } from "./debug/playing.ts";
export { type Stop as DebugStop, stopAt, stopsIn } from "./debug/stops.ts";
export { type Flow, type FlowNode, nodeTitle, type Reference, type Transition, type Use } from "./flow/flow.ts";
export { type Incoming, incoming } from "./flow/incoming.ts";
export { nodeAt } from "./flow/nodeAt.ts";
export type { Fix, Place, Problem, Severity } from "./flow/problem.ts";
export { reachableFrom } from "./flow/reach.ts";
export { transitionAt } from "./flow/transitionAt.ts";
export { affected, type Given, type Ran, ran } from "./flowtest/affected.ts";
export type { Answered } from "./flowtest/answered.ts";
export { fragileAmong, fragileWords, scoresOf } from "./flowtest/choices.ts";
export { filesNamedBy, flowFor, inlineFlow, type Named, type TestContext, testContext } from "./flowtest/context.ts";
export { type TraceDocument, traceDocument } from "./flowtest/document/traceDocument.ts";
export { drive, ownPart } from "./flowtest/drive.ts";
export { type FirstTest, firstTest } from "./flowtest/firstTest.ts";
export type { Case, FlowTest } from "./flowtest/model.ts";
export { type CaseResult, caseIds, hindranceTo, type Kept, runCase, type Verdict, verdictOf } from "./flowtest/run.ts";
export { indexNamed, setupOf } from "./flowtest/script.ts";
export { shown, spread } from "./flowtest/shown.ts";
export { generator, inRandomOrder, seeds } from "./flowtest/shuffle.ts";
export type { Snapshot, Snapshots } from "./flowtest/snapshot.ts";
export { keepsTraces, snapshotFileOf, snapshotsIn, snapshotText } from "./flowtest/snapshotFile.ts";
export { testText } from "./flowtest/testText.ts";
export { describeTrace, type TraceRow, traceLines, traceRows } from "./flowtest/transcript.ts";
export { type Visit, visitsOf } from "./flowtest/visits.ts";
export { writtenCase } from "./flowtest/writtenCase.ts";
export { writtenExpectations } from "./flowtest/writtenExpectations.ts";
export { callsSkills, catalogueBeside, isCatalogueName, type Sampled, sampledIn } from "./formats/flowyte/index.ts";
export type { Document, Format, FormatId, Override, Severities } from "./formats/format.ts";
export { formats, read, reread } from "./formats/index.ts";
export { locate } from "./formats/locate.ts";
export { overridesIn, severitiesIn } from "./formats/workspace/index.ts";
export { appending, refusalToAppend, walksIn } from "./generate/append.ts";
export { type Covering, covering, type Taking, taking } from "./generate/index.ts";
export { ruleFacts, rulePage } from "./lint/describe.ts";
export { fixAll } from "./lint/fixAll.ts";
export { type Ignored, ignoreChanges, ignoreFile } from "./lint/ignore.ts";
export { type LintSettings, lint, reportable, ruleIds, rules } from "./lint/index.ts";
export { severitiesFor } from "./lint/severities.ts";
export type { TestsOfFlow } from "./mutate/baseline.ts";
export { mutation, scoreOf } from "./mutate/mutate.ts";
export { type Survivor, survivors } from "./mutate/survivors.ts";
export {
  bare,
  bareSpan,
  filesIn,
  fixedName,
  flowsIn,
  isWrite,
  mayHold,
  type Name,
  type NameKind,
  nameAt,
  namesIn,
  objection,
  type Role,
  renaming,
  sameThing,
} from "./names/index.ts";
export { descriptionOf } from "./schema/describe.ts";
export { walkAnswer } from "./simulate/answer.ts";
export { explain } from "./simulate/explain.ts";
export { advance, begin } from "./simulate/index.ts";
export type { Answer, Outcome, Skill, State, ToolAnswer, TraceEntry, Turn, Wants } from "./simulate/state.ts";
export { yapprLocal, yapprResponse } from "./simulate/yappr/response.ts";
export { type Change, edits, fixed, type TextEdit } from "./text/edit.ts";
export { matchesGlob } from "./text/glob.ts";
export { isWithin, JsonTree, Kind, none, type Path, type Span } from "./text/json.ts";
export { Lines, type Position } from "./text/lines.ts";
export { remember } from "./text/remember.ts";
export { parseTree } from "./text/scan.ts";
export { ownAt } from "./text/value.ts";
