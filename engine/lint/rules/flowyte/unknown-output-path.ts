import { sampledIn } from "../../../formats/flowyte/skills.ts";
import { type Output, outputsOf } from "../../../simulate/flowyte/skillCall.ts";
import type { Skill } from "../../../simulate/state.ts";
import type { Span } from "../../../text/json.ts";
import { nearest } from "../../../text/nearest.ts";
import { object, own } from "../../../text/value.ts";
import type { FlowRule } from "../../rule.ts";
import { callsOf } from "./calls.ts";

/**
 * ## What it finds
 * An output of a skill node whose path leads nowhere in the sample return that the skill catalogue has for the skill.
 * Below an empty object, an empty list or `null` the sample tells nothing, and an item of a list stands for all of them.
 * Which file is the catalogue of a playbook is told by the rule `flowyte/unknown-skill`.
 * ## Why it matters
 * The variable stays without a value, and whatever reads it is left empty. It is a hint only, because a sample need not
 * show everything.
 * ## Example
 * `"output": { "area": "name" }` where the sample is `{ "data": { "name": "Cambridge" } }`.
 * ## Instead
 * `"output": { "area": "data.name" }`
 */
export const unknownOutputPath: FlowRule = {
  id: "flowyte/unknown-output-path",
  severity: "hint",
  formats: ["flowyte-playbook"],
  fixable: true,
  check(flow, report, { skills }) {
    for (const { node, skill } of callsOf(flow, skills)) {
      if (!skill.hasReturns) continue;
      for (const output of outputsOf(own(node.value, "data"))) {
        const lost = lostIn(skill.returns, output.path);
        if (!lost) continue;
        const path = [...node.path, "data", "output", output.variable];
        const { part, right } = correction(skill, output, lost);
        report(
          { path, part },
          `Nothing stands at "${output.from}" in the sample return of "${skill.tool}"${right === undefined ? "" : `; did you mean "${right}"?`}`,
          { suggestion: right },
        );
      }
    }
  },
};

/** Where a path leaves a sample: the position of the step that leads nowhere, and the names that stand there instead. */
interface Lost {
  readonly step: number;
  readonly names: readonly string[];
}

function lostIn(sample: unknown, path: readonly string[]): Lost | undefined {
  let at = sample;
  for (const [step, key] of path.entries()) {
    if (at === null || at === undefined) return undefined;
    if (Array.isArray(at)) {
      if (at.length === 0) return undefined;
      if (!/^\d+$/.test(key)) return { step, names: [] };
      at = at[Number(key)] ?? at[0];
    } else if (object(at)) {
      const names = Object.keys(at as object);
      if (names.length === 0) return undefined;
      if (!names.includes(key)) return { step, names };
      at = own(at, key);
    } else return { step, names: [] };
  }
  return undefined;
}

/**
 * The right word and the stretch of the path it goes to, or all of it: the same path in this way of writing one, else a
 * name like the one that is lost, else the only path in the sample that ends like this one.
 */
function correction(
  { returns }: Skill,
  { from, path }: Output,
  { step, names }: Lost,
): { readonly part?: Span; readonly right?: string } {
  const written = from.trim();
  const plain = written.replace(/^\$\.?/, "").replace(/\[(\d+)\]/g, ".$1");
  if (plain !== written && !lostIn(returns, plain.split("."))) return { right: plain };
  const start = from.indexOf(written) + path.slice(0, step).join(".").length + (step > 0 ? 1 : 0);
  const part = { start, end: start + path[step]!.length };
  const name = nearest(path[step]!, names);
  if (name !== undefined) return { part, right: name };
  const ending = `.${path.slice(step).join(".")}`;
  const [only, ...others] = sampledIn(returns).filter((one) => one.path.endsWith(ending));
  return only && others.length === 0 ? { right: only.path } : { part };
}
