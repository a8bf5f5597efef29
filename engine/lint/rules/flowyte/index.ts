// The rules about Flowyte files alone: playbooks, skill catalogues and the flow tests that walk playbooks here, agents in
// a list of their own.

import type { Rule } from "../../rule.ts";
import { flowyteAgentRules } from "./agent.ts";
import { aliasType } from "./alias-type.ts";
import { conditionSyntax } from "./condition-syntax.ts";
import { conditionUndocumented } from "./condition-undocumented.ts";
import { dtmf } from "./dtmf.ts";
import { duplicateSkill } from "./duplicate-skill.ts";
import { missingData } from "./missing-data.ts";
import { missingSkillParam } from "./missing-skill-param.ts";
import { nodeIdNotUuid } from "./node-id-not-uuid.ts";
import { slotReuse } from "./slot-reuse.ts";
import { testConfirmUnknown } from "./test-confirm-unknown.ts";
import { testDtmfChars } from "./test-dtmf-chars.ts";
import { testUnknownMock } from "./test-unknown-mock.ts";
import { unbalancedBrace } from "./unbalanced-brace.ts";
import { unknownDataKey } from "./unknown-data-key.ts";
import { unknownOutputPath } from "./unknown-output-path.ts";
import { unknownSkill } from "./unknown-skill.ts";
import { unknownSkillParam } from "./unknown-skill-param.ts";

export const flowyteRules: readonly Rule[] = [
  aliasType,
  nodeIdNotUuid,
  missingData,
  unknownDataKey,
  dtmf,
  conditionSyntax,
  conditionUndocumented,
  slotReuse,
  unbalancedBrace,
  unknownSkill,
  unknownSkillParam,
  missingSkillParam,
  unknownOutputPath,
  duplicateSkill,
  testUnknownMock,
  testConfirmUnknown,
  testDtmfChars,
  ...flowyteAgentRules,
];
