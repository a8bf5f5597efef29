import type { Fix } from "../../../flow/problem.ts";
import type { Path } from "../../../text/json.ts";
import type { BodyRule, SchemaRule } from "../../rule.ts";
import { callControl, callDefaults } from "./callControl.ts";

/**
 * ## What it finds
 * A `maxCallSeconds` below 1, or above 3600, which is the most there is (vendor contract). A hint below 30: no call is
 * done in so few seconds, so minutes were probably meant (Flowproof's choice).
 * ## Why it matters
 * Flowyte refuses the one; with the other every caller is cut off.
 * ## Example
 * `"callControl": { "maxCallSeconds": 10 }`.
 * ## Instead
 * `"callControl": { "maxCallSeconds": 600 }`.
 */
export const agentMaxCall: SchemaRule & BodyRule = {
  id: "flowyte/agent-max-call",
  severity: "error",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  // The bounds are the schema's, and reported by it.
  bySchema: true,
  fixes(value, path) {
    if (typeof value !== "number") return [];
    if (value < 1) return [leaveOut(path)];
    const seconds = value / 1000;
    const milliseconds = Number.isInteger(seconds) && seconds >= FEW_SECONDS && seconds <= MOST_SECONDS;
    return [...(milliseconds ? [changeTo(seconds, path)] : []), changeTo(MOST_SECONDS, path)];
  },
  checkBody(body, report, path) {
    const control = callControl(body, path);
    const seconds = control?.of("maxCallSeconds");
    if (!control || seconds === undefined || seconds >= FEW_SECONDS || seconds < 1 || !Number.isInteger(seconds))
      return;
    const at = [...control.path, "maxCallSeconds"];
    report(
      { path: at },
      `Every call ends after ${seconds} second${seconds === 1 ? "" : "s"}; did you mean ${seconds} minute${seconds === 1 ? "" : "s"}, which is ${seconds * 60}?`,
      { severity: "hint", fixes: [changeTo(seconds * 60, at)] },
    );
  },
};

function changeTo(seconds: number, path: Path): Fix {
  return { title: `Change to ${seconds}`, changes: [{ do: "set", path, value: seconds }] };
}

function leaveOut(path: Path): Fix {
  return { title: `Remove it, for the default of ${callDefaults.maxCallSeconds}`, changes: [{ do: "remove", path }] };
}

const FEW_SECONDS = 30;
const MOST_SECONDS = 3600;
