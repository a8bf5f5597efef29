// The rules about Yappr files alone.

import type { Rule } from "../../rule.ts";

export const yapprRules: readonly Rule[] = [];
