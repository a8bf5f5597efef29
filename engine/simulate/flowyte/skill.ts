import type { FlowNode } from "../../flow/flow.ts";
import { nearest } from "../../text/nearest.ts";
import { own } from "../../text/value.ts";
import type { ToolAnswer, Turn } from "../state.ts";
import { answerIn, confirmGated } from "./confirm.ts";
import { bind, type Draft, finish, hear, keep, needsInput, note, rendered, say, warn } from "./draft.ts";
import { argumentsOf, bound } from "./skillCall.ts";
import type { SkillStep } from "./step.ts";
import { parseTemplate } from "./template.ts";
import { isBlank } from "./value.ts";

type Args = Readonly<Record<string, unknown>>;

/**
 * Comes to a skill: calls it, or asks the caller first, or finds that something is missing. The handle to leave by;
 * undefined when an answer is wanted or the walk is over.
 */
export function callSkill(walk: Draft, node: FlowNode, step: SkillStep): string | undefined {
  const { skills, setup } = walk.own;
  const skill = skills?.get(step.tool ?? "");
  if (step.tool === undefined) warn(walk, node, `Node "${node.id}" names no skill to call`);
  else if (skills && !skill) {
    const meant = nearest(step.tool, skills.keys());
    warn(walk, node, `"${step.tool}" is not in the skill catalogue${meant ? `; did you mean "${meant}"?` : ""}`);
  }
  // What a skill requires that the catalogue does not have is as unknown as without a catalogue.
  const { args, missing, unbound } = argumentsOf(step.fillings, skill, walk.variables);
  if (missing.length > 0) return refused(walk, node, `missing: ${missing.join(", ")}`, "blocked");
  for (const path of unbound) warn(walk, node, `The unresolved variable "${path}" is left out of the call`);
  const asks = step.tool !== undefined && confirmGated(step.tool, skill && [skill], setup.confirm);
  return asks ? ask(walk, node, step, args) : call(walk, node, step, args);
}

/** Hears the caller's answer to a confirmation. What it returns is as for `callSkill`. */
export function hearConfirmation(
  walk: Draft,
  node: FlowNode,
  step: SkillStep,
  turn: Turn | undefined,
): string | undefined {
  if (!hear(walk, turn)) return undefined;
  const { line, args } = walk.own.question!;
  const answer = answerIn(turn);
  if (answer === "unclear") return question(walk, node, line, "unclear");
  keep(walk, { question: undefined });
  return answer === "yes" ? call(walk, node, step, args) : refused(walk, node, "declined", "declined");
}

/**
 * Takes what the skill answered: binds the outputs, or ends the walk, since the vendor documents no handle for errors.
 * The handle to leave by; undefined when the walk is over.
 */
export function hearResult(
  walk: Draft,
  node: FlowNode,
  step: SkillStep,
  args: Args,
  given: ToolAnswer | undefined,
): string | undefined {
  const tool = step.tool ?? "";
  const skill = walk.own.skills?.get(tool);
  const sample = !given && skill?.hasReturns && walk.own.setup.options?.useSampleReturns === true;
  const answer = sample ? { result: skill.returns } : given;
  walk.calls = walk.calls.append({ node: node.id, tool, args, ...(answer && { answer }) });
  if (!answer) {
    finish(walk, "unmocked_skill");
    return undefined;
  }
  if (Object.hasOwn(answer, "error")) {
    note(walk, node, "skill_mock", { reason: "error", data: { args, error: own(answer, "error") } });
    finish(walk, "skill_error");
    return undefined;
  }
  const result = own(answer, "result") ?? null;
  const { values, absent } = bound(step.outputs, result);
  for (const { variable, from } of absent)
    warn(walk, node, `Nothing stands at "${from}" in the result of "${tool}"; "${variable}" stays as it was`);
  bind(walk, values);
  note(walk, node, "skill_mock", {
    decision: "success",
    ...(sample && { reason: "sample return" }),
    data: { args, result, bound: Object.fromEntries(values) },
  });
  return "success";
}

function ask(walk: Draft, node: FlowNode, { tool }: SkillStep, args: Args): undefined {
  const written = walk.own.skills?.get(tool ?? "")?.confirmPrompt;
  const prompt = written === undefined || isBlank(written) ? `Shall I go ahead with ${tool}?` : written;
  const parametersFirst = {
    get: (name: string) => (Object.hasOwn(args, name) ? args[name] : walk.variables.get(name)),
  };
  const line = rendered(walk, node, parseTemplate(prompt), parametersFirst);
  keep(walk, { question: { line, args } });
  return question(walk, node, line);
}

function question(walk: Draft, node: FlowNode, line: string, reason?: string): undefined {
  say(walk, node, line);
  note(walk, node, "confirm", { ...(reason && { reason }), data: { text: line } });
  walk.wants = { kind: "turn", node: node.id };
}

function call(walk: Draft, node: FlowNode, { tool }: SkillStep, args: Args): undefined {
  const keys = tool === undefined ? [node.id] : [node.id, tool];
  walk.wants = { kind: "tool", node: node.id, tool: tool ?? "", args, keys };
}

/** No call: leaves by `needs_input`, or ends the walk where nothing is connected there. */
function refused(walk: Draft, node: FlowNode, reason: string, outcome: "blocked" | "declined"): string | undefined {
  const handle = needsInput(walk, node, reason);
  if (!handle) finish(walk, outcome);
  return handle;
}
