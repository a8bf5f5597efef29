// The extension as it is installed: that everything a day needs was packed, and is found there. What it does with it is the
// same code that the other tests run.

import { canControl } from "../host/control.ts";
import { runAll } from "../host/harness.ts";
import { debugging } from "./debugging.ts";
import { clicked, quiet } from "./everyday.ts";
import { tracing } from "./tracing.ts";

export const run = () => runAll({ ...quiet, ...(canControl() ? { ...clicked, ...tracing, ...debugging } : {}) });
