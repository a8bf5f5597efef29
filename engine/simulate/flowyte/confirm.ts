import type { Skill, Turn } from "../state.ts";
import { parseTemplate } from "./template.ts";

/** Whether a tool asks the caller before it runs: by the catalogue, or because a case says so. */
export function confirmGated(
  tool: string,
  skills: readonly Pick<Skill, "tool" | "confirm">[] = [],
  confirm: readonly string[] = [],
): boolean {
  return confirm.includes(tool) || skills.some((skill) => skill.tool === tool && skill.confirm);
}

/** The variables that confirmations name, besides the parameters of their skills. */
export function readToConfirm(skills: readonly Pick<Skill, "confirmPrompt">[] = []): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { confirmPrompt } of skills)
    for (const part of parseTemplate(confirmPrompt ?? "").parts) if (typeof part === "object") found.add(part.path[0]!);
  return found;
}

/**
 * The caller's answer to a confirmation: what the turn states, else what its words say. Words of both kinds, of neither,
 * key presses and silence are unclear.
 */
export function answerIn(turn: Turn): "yes" | "no" | "unclear" {
  if (typeof turn.confirm === "boolean") return turn.confirm ? "yes" : "no";
  if (typeof turn.user !== "string") return "unclear";
  const words = ` ${turn.user.toLowerCase().replace(apostrophes, "'").replace(between, " ").replace(quotes, " ")} `;
  const [yes, no] = [yesWords, noWords].map((list) => list.some((word) => words.includes(` ${word} `)));
  if (yes === no) return "unclear";
  return yes ? "yes" : "no";
}

const yesWords = "yes,yeah,yep,sure,ok,okay,correct,right,confirm,confirmed,please do,go ahead".split(",");
const noWords = "no,nope,cancel,stop,wrong,don't,never".split(",");

const apostrophes = /[\u2018\u2019\u02bc]/g;
const between = /[^\p{L}\p{M}\p{N}']+/gu; // hyphens too, so that "please-do" is "please do"
const quotes = /(?<![\p{L}\p{M}\p{N}])'+|'+(?![\p{L}\p{M}\p{N}])/gu;
