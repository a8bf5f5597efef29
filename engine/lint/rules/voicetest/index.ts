// The rules about voicetest files alone.

import type { Rule } from "../../rule.ts";
import { bracesInEquation } from "./braces-in-equation.ts";
import { capitalsInId } from "./capitals-in-id.ts";
import { nodeType } from "./node-type.ts";
import { nullGeneralPrompt } from "./null-general-prompt.ts";
import { promptOnSilentNode } from "./prompt-on-silent-node.ts";
import { toolCallNeverTaken } from "./tool-call-never-taken.ts";
import { unheardChoices } from "./unheard-choices.ts";

export const voicetestRules: readonly Rule[] = [
  bracesInEquation,
  promptOnSilentNode,
  toolCallNeverTaken,
  unheardChoices,
  capitalsInId,
  nullGeneralPrompt,
  nodeType,
];
