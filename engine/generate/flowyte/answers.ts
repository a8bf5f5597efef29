import type { FlowNode } from "../../flow/flow.ts";
import { prepare } from "../../simulate/flowyte/step.ts";
import { lookUp } from "../../simulate/flowyte/value.ts";
import type { Skill, ToolAnswer, Turn } from "../../simulate/state.ts";
import type { Candidates } from "../candidates.ts";
import { withValue } from "../dialect.ts";
import { sample } from "../samples.ts";
import { isShallow } from "../shallow.ts";

/** A value given, or keys pressed where there is a keypad; a yes and a no to a confirmation; and silence. */
export function turnsAt(node: FlowNode, candidates: Candidates): readonly Turn[] {
  const { step } = prepare(node);
  if (step.kind === "skill") return [{ user: "yes" }, { user: "no" }];
  if (step.kind !== "collect") return [{ silence: true }];
  const { slot = "value" } = step;
  return [turnGiving(node, candidates.of([slot]).find(isSayable) ?? sampleFor(node, slot)), { silence: true }];
}

function isSayable(value: unknown): boolean {
  return (typeof value === "string" && value.trim() !== "") || typeof value === "number";
}

/** A value as the caller gives it at a collect: by keys where they make it, by words, or by no means that can be told. */
export function turnGiving(node: FlowNode, value: unknown): Turn {
  const { step } = prepare(node);
  if (step.kind !== "collect") return { user: "yes" };
  const { keypad, slot } = step;
  const words = typeof value === "object" && value !== null ? undefined : String(value);
  if (words === undefined || words.trim() !== words) return { user: "Here it is", slots: { [slot ?? "value"]: value } };
  if (keypad && /^\d+$/.test(words) && !words.includes(keypad.terminator)) {
    if (keypad.length === words.length) return { dtmf: words };
    if (keypad.length === undefined) return { dtmf: words + keypad.terminator };
  }
  return { user: words };
}

function sampleFor(node: FlowNode, slot: string): string {
  const { step } = prepare(node);
  const keypad = step.kind === "collect" ? step.keypad : undefined;
  const usual = sample(slot);
  if (!keypad || (/^\d+$/.test(usual) && (keypad.length ?? usual.length) === usual.length)) return usual;
  const { length = 4, terminator } = keypad;
  if (length > MOST_KEYS) return usual;
  const digits = "1234567890".replaceAll(terminator, "");
  return digits.repeat(Math.ceil(length / digits.length)).slice(0, length);
}

/** Nobody presses more keys than this; the value is said then. */
const MOST_KEYS = 100;

/** What the catalogue gives as a sample, with something at the place of each output; and an error. */
export function resultsOf(node: FlowNode, skill: Skill | undefined, candidates: Candidates): readonly ToolAnswer[] {
  const { step } = prepare(node);
  let result: unknown = isShallow(skill?.returns) ? (skill?.returns ?? {}) : {};
  if (step.kind === "skill")
    for (const { variable, path } of step.outputs)
      if (lookUp(new Map([["result", result]]), ["result", ...path]) === undefined)
        result = withValue(result, path, candidates.of([variable])[0] ?? sample(variable));
  return [{ result }, { error: "not available" }];
}
