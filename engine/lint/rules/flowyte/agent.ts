// The rules about agents and updates to them.

import type { Rule } from "../../rule.ts";
import { agentAfterHours } from "./agent-after-hours.ts";
import { agentChannel } from "./agent-channel.ts";
import { agentChannelOverride } from "./agent-channel-override.ts";
import { agentDates } from "./agent-dates.ts";
import { agentDayFlags } from "./agent-day-flags.ts";
import { agentDayKey } from "./agent-day-key.ts";
import { agentEndpointing } from "./agent-endpointing.ts";
import { agentHandoff } from "./agent-handoff.ts";
import { agentHoliday } from "./agent-holiday.ts";
import { agentHolidayDate } from "./agent-holiday-date.ts";
import { agentIdle } from "./agent-idle.ts";
import { agentLanguageTag } from "./agent-language-tag.ts";
import { agentLexicon } from "./agent-lexicon.ts";
import { agentMaxCall } from "./agent-max-call.ts";
import { agentNoResponseTransfer } from "./agent-no-response-transfer.ts";
import { agentPhone } from "./agent-phone.ts";
import { agentPrimaryLanguage } from "./agent-primary-language.ts";
import { agentPublishedVersion } from "./agent-published-version.ts";
import { agentRanges } from "./agent-ranges.ts";
import { agentReadOnly } from "./agent-read-only.ts";
import { agentSkuLanguages } from "./agent-sku-languages.ts";
import { agentTemperature } from "./agent-temperature.ts";
import { agentTicket } from "./agent-ticket.ts";
import { agentTime } from "./agent-time.ts";
import { agentTimezone } from "./agent-timezone.ts";
import { agentTransferRule } from "./agent-transfer-rule.ts";
import { agentVoiceMap } from "./agent-voice-map.ts";
import { agentVoiceRange } from "./agent-voice-range.ts";

export const flowyteAgentRules: readonly Rule[] = [
  agentPrimaryLanguage,
  agentLanguageTag,
  agentSkuLanguages,
  agentVoiceMap,
  agentTemperature,
  agentVoiceRange,
  agentEndpointing,
  agentMaxCall,
  agentIdle,
  agentNoResponseTransfer,
  agentPhone,
  agentTransferRule,
  agentHandoff,
  agentTimezone,
  agentDayKey,
  agentTime,
  agentRanges,
  agentDayFlags,
  agentHolidayDate,
  agentHoliday,
  agentAfterHours,
  agentChannel,
  agentChannelOverride,
  agentLexicon,
  agentTicket,
  agentReadOnly,
  agentPublishedVersion,
  agentDates,
];
