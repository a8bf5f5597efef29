// The rules about voicetest files alone.

import type { Rule } from "../../rule.ts";

export const voicetestRules: readonly Rule[] = [];
