// The rules about Flowyte files alone.

import type { Rule } from "../../rule.ts";

export const flowyteRules: readonly Rule[] = [];
