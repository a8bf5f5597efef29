// The rules about Yappr files alone.

import type { Rule } from "../../rule.ts";
import { argsTemplate } from "./args-template.ts";
import { autoAdvanceNotSimulated } from "./auto-advance-not-simulated.ts";
import { danglingToken } from "./dangling-token.ts";
import { duplicateNodeName } from "./duplicate-node-name.ts";
import { equalsCapitalised } from "./equals-capitalised.ts";
import { errorNotWired } from "./error-not-wired.ts";
import { flowAgentWithoutFlow } from "./flow-agent-without-flow.ts";
import { greetingMissing } from "./greeting-missing.ts";
import { jsonpathUnsupported } from "./jsonpath-unsupported.ts";
import { phoneE164 } from "./phone-e164.ts";
import { placeholderId } from "./placeholder-id.ts";
import { postEndTarget } from "./post-end-target.ts";
import { promptAgentHasFlow } from "./prompt-agent-has-flow.ts";
import { reservedMetadataKey } from "./reserved-metadata-key.ts";
import { retiredNodeType } from "./retired-node-type.ts";
import { timeoutRange } from "./timeout-range.ts";
import { tokenBeforeSource } from "./token-before-source.ts";
import { tooManyGlobals } from "./too-many-globals.ts";
import { toolArgsTemplate } from "./tool-args-template.ts";
import { transcriptContentKey } from "./transcript-content-key.ts";
import { transcriptRole } from "./transcript-role.ts";
import { unknownMetadataKey } from "./unknown-metadata-key.ts";

export const yapprRules: readonly Rule[] = [
  errorNotWired,
  duplicateNodeName,
  jsonpathUnsupported,
  equalsCapitalised,
  toolArgsTemplate,
  argsTemplate,
  danglingToken,
  tokenBeforeSource,
  unknownMetadataKey,
  reservedMetadataKey,
  retiredNodeType,
  postEndTarget,
  tooManyGlobals,
  timeoutRange,
  phoneE164,
  greetingMissing,
  placeholderId,
  autoAdvanceNotSimulated,
  promptAgentHasFlow,
  flowAgentWithoutFlow,
  transcriptRole,
  transcriptContentKey,
];
