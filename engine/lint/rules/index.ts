// Every rule there is: one file and one line each. Rules about one vendor's files alone stand in that vendor's folder, and
// their ids carry its name.

import type { Rule } from "../rule.ts";
import { alwaysNotLast } from "./always-not-last.ts";
import { ambiguousTransitions } from "./ambiguous-transitions.ts";
import { badName } from "./bad-name.ts";
import { brokenSetup } from "./broken-setup.ts";
import { constantCondition } from "./constant-condition.ts";
import { cycleWithoutExit } from "./cycle-without-exit.ts";
import { cycleWithoutTurn } from "./cycle-without-turn.ts";
import { deadEnd } from "./dead-end.ts";
import { duplicateCaseName } from "./duplicate-case-name.ts";
import { duplicateGoBackId } from "./duplicate-go-back-id.ts";
import { duplicateHandle } from "./duplicate-handle.ts";
import { duplicateNodeId } from "./duplicate-node-id.ts";
import { duplicateToolName } from "./duplicate-tool-name.ts";
import { duplicateTransitionId } from "./duplicate-transition-id.ts";
import { emptyCondition } from "./empty-condition.ts";
import { endHasTransitions } from "./end-has-transitions.ts";
import { extractNothing } from "./extract-nothing.ts";
import { flowyteRules } from "./flowyte/index.ts";
import { globalWithoutCondition } from "./global-without-condition.ts";
import { maybeUnbound } from "./maybe-unbound.ts";
import { missingColumn } from "./missing-column.ts";
import { missingSnapshot } from "./missing-snapshot.ts";
import { mockBoth } from "./mock-both.ts";
import { mockNotATool } from "./mock-not-a-tool.ts";
import { mockShape } from "./mock-shape.ts";
import { nearPlaceholder } from "./near-placeholder.ts";
import { nestedSnippet } from "./nested-snippet.ts";
import { noEnd } from "./no-end.ts";
import { noFallback } from "./no-fallback.ts";
import { noPathToEnd } from "./no-path-to-end.ts";
import { noStart } from "./no-start.ts";
import { nodeIdMismatch } from "./node-id-mismatch.ts";
import { numberOperatorOnText } from "./number-operator-on-text.ts";
import { repeatedText } from "./repeated-text.ts";
import { selfTransition } from "./self-transition.ts";
import { severalStarts } from "./several-starts.ts";
import { shadowedTransition } from "./shadowed-transition.ts";
import { transcriptNoUser } from "./transcript-no-user.ts";
import { transitionIntoStart } from "./transition-into-start.ts";
import { turnShape } from "./turn-shape.ts";
import { unconnectedTransition } from "./unconnected-transition.ts";
import { unknownFlowFile } from "./unknown-flow-file.ts";
import { unknownOperator } from "./unknown-operator.ts";
import { unknownSnippet } from "./unknown-snippet.ts";
import { unknownStep } from "./unknown-step.ts";
import { unknownTarget } from "./unknown-target.ts";
import { unknownVariable } from "./unknown-variable.ts";
import { unmockedTool } from "./unmocked-tool.ts";
import { unreachableNode } from "./unreachable-node.ts";
import { unusedColumn } from "./unused-column.ts";
import { unusedMock } from "./unused-mock.ts";
import { unusedSnippet } from "./unused-snippet.ts";
import { unusedTool } from "./unused-tool.ts";
import { unusedVariable } from "./unused-variable.ts";
import { variableBeforeBind } from "./variable-before-bind.ts";
import { voicetestRules } from "./voicetest/index.ts";
import { wrongHandle } from "./wrong-handle.ts";
import { yapprRules } from "./yappr/index.ts";

export const rules: readonly Rule[] = [
  noStart,
  severalStarts,
  duplicateNodeId,
  nodeIdMismatch,
  duplicateTransitionId,
  unknownTarget,
  unconnectedTransition,
  wrongHandle,
  duplicateHandle,
  ambiguousTransitions,
  deadEnd,
  endHasTransitions,
  noEnd,
  noPathToEnd,
  unreachableNode,
  cycleWithoutTurn,
  cycleWithoutExit,
  selfTransition,
  transitionIntoStart,
  repeatedText,
  unknownOperator,
  numberOperatorOnText,
  emptyCondition,
  constantCondition,
  shadowedTransition,
  alwaysNotLast,
  noFallback,
  extractNothing,
  globalWithoutCondition,
  duplicateGoBackId,
  unknownVariable,
  variableBeforeBind,
  maybeUnbound,
  unusedVariable,
  badName,
  unknownSnippet,
  unusedSnippet,
  nestedSnippet,
  nearPlaceholder,
  duplicateToolName,
  unusedTool,
  unknownFlowFile,
  unknownStep,
  unmockedTool,
  turnShape,
  mockShape,
  mockBoth,
  mockNotATool,
  unusedMock,
  brokenSetup,
  missingColumn,
  unusedColumn,
  duplicateCaseName,
  missingSnapshot,
  transcriptNoUser,
  ...yapprRules,
  ...flowyteRules,
  ...voicetestRules,
];
