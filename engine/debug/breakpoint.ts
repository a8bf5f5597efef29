import type { FlowFormat } from "../flow/flow.ts";
import { shown } from "../flowtest/shown.ts";
import type { Asked, Told } from "../simulate/asked.ts";
import { askedOf } from "../simulate/index.ts";

/** What a breakpoint asks before it stops; all of it as the user wrote it. */
export interface Terms {
  readonly condition?: string;
  /** How often it has to be come to: `3`, `> 2`, `% 2`. */
  readonly hitCondition?: string;
  /** Said in place of stopping; names and conditions in braces are filled in. */
  readonly logMessage?: string;
}

/** Whether to stop, or what to say in place of it; a question that cannot be read stops and says so. */
export type Hit = { readonly stop: true; readonly problem?: string } | { readonly stop: false; readonly say?: string };

/**
 * What a breakpoint does that was come to for the `times`-th time. Hits are counted where the condition holds (Flowproof's
 * choice: debuggers differ).
 */
export function hit(
  { condition, hitCondition, logMessage }: Terms,
  times: () => number,
  ask: (text: string) => Told,
): Hit {
  if (condition !== undefined && condition.trim() !== "") {
    const held = ask(condition);
    if (!held.ok) return { stop: true, problem: `The condition "${condition}" cannot be read: ${held.why}` };
    if (!isTrue(held.value)) return { stop: false };
  }
  if (hitCondition !== undefined && hitCondition.trim() !== "") {
    const enough = hitsEnough(hitCondition);
    if (!enough) return { stop: true, problem: hitProblem(hitCondition) };
    if (!enough(times())) return { stop: false };
  }
  return logMessage === undefined || logMessage === "" ? { stop: true } : { stop: false, say: filled(logMessage, ask) };
}

/** Why a condition on the number of hits cannot be read; undefined for one that can. */
export function hitProblem(written: string): string | undefined {
  return hitsEnough(written) ? undefined : `"${written}" is no number of hits; write 3, > 2, >= 2, < 5 or % 2`;
}

/** What a name or a condition comes to at a moment of a walk. */
export function asking(format: FlowFormat, state: Asked): (text: string) => Told {
  return (text) => askedOf(format, text, state);
}

function hitsEnough(written: string): ((times: number) => boolean) | undefined {
  const [, sign = "==", digits = ""] = /^\s*(==|>=|<=|=|>|<|%)?\s*(\d{1,9})\s*$/.exec(written) ?? [];
  if (digits === "") return undefined;
  const count = Number(digits);
  switch (sign) {
    case ">":
      return (times) => times > count;
    case ">=":
      return (times) => times >= count;
    case "<":
      return (times) => times < count;
    case "<=":
      return (times) => times <= count;
    case "%":
      return count === 0 ? undefined : (times) => times % count === 0;
    default:
      return (times) => times === count;
  }
}

/** As a playbook has it: a value standing alone is asked whether it is true. */
function isTrue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== "" && value !== 0 && value !== "false";
}

/** A message with what stands in braces filled in; braces of voicetest are two. */
function filled(message: string, ask: (text: string) => Told): string {
  return message.replace(/\{\{?([^{}]+)\}?\}/g, (_, text: string) => {
    const told = ask(text);
    if (!told.ok) return `(${told.why})`;
    return typeof told.value === "string" ? told.value : shown(told.value);
  });
}
