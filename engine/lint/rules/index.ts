// Every rule there is: one file and one line each. Rules about one vendor's files alone stand in that vendor's folder, and
// their ids carry its name.

import type { Rule } from "../rule.ts";
import { cycleWithoutTurn } from "./cycle-without-turn.ts";
import { deadEnd } from "./dead-end.ts";
import { duplicateNodeId } from "./duplicate-node-id.ts";
import { flowyteRules } from "./flowyte/index.ts";
import { mockBoth } from "./mock-both.ts";
import { mockNotATool } from "./mock-not-a-tool.ts";
import { mockShape } from "./mock-shape.ts";
import { noStart } from "./no-start.ts";
import { severalStarts } from "./several-starts.ts";
import { unknownFlowFile } from "./unknown-flow-file.ts";
import { unknownStep } from "./unknown-step.ts";
import { unknownTarget } from "./unknown-target.ts";
import { unmockedTool } from "./unmocked-tool.ts";
import { unreachableNode } from "./unreachable-node.ts";
import { unusedMock } from "./unused-mock.ts";
import { voicetestRules } from "./voicetest/index.ts";
import { wrongHandle } from "./wrong-handle.ts";
import { yapprRules } from "./yappr/index.ts";

export const rules: readonly Rule[] = [
  noStart,
  severalStarts,
  duplicateNodeId,
  unknownTarget,
  wrongHandle,
  deadEnd,
  unreachableNode,
  cycleWithoutTurn,
  unknownFlowFile,
  unknownStep,
  unmockedTool,
  ...yapprRules,
  ...flowyteRules,
  ...voicetestRules,
];
