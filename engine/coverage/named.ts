import type { Transition } from "../flow/flow.ts";

/**
 * How coverage names a transition: `tx-confirm → check-availability-step`, `true → adult`. `condition` is what it is taken
 * by, for one that has neither an id nor words of its own.
 */
export function transitionName({ id, handle, label, target }: Transition, condition = ""): string {
  const named = wordy.has(handle) ? id || shortened(label || condition) || handle : handle;
  return `${named} → ${target?.id ?? "nowhere"}`;
}

/** How coverage names one answer of a condition: `age > 17 is false`. */
export function answerName(text: string, held: boolean): string {
  return `${shortened(text)} is ${held}`;
}

/** Handles that several transitions of a node have, so that they tell none apart. */
const wordy: ReadonlySet<string> = new Set(["choice", "custom", "equation", "tool_call"]);

const MOST = 60;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line;
}
