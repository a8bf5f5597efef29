import type { Skill, SkillParam } from "../../simulate/state.ts";
import type { Path } from "../../text/json.ts";
import { list, object, own, text } from "../../text/value.ts";

/**
 * The skills of a decoded catalogue `{skills: [{tool, …}]}` that stands at `path`, in order (the hosted object is not
 * documented; the form is Flowproof's choice). Entries without a tool name are left out; of two with one name the first
 * counts.
 */
export function toSkills(value: unknown, path: Path = []): Skill[] {
  const found = new Map<string, Skill>();
  list(own(value, "skills")).forEach((each, i) => {
    const tool = text(own(each, "tool"));
    if (!tool || found.has(tool)) return;
    const at = [...path, "skills", i];
    const params = object(own(each, "params"));
    found.set(tool, {
      tool,
      description: text(own(each, "description")),
      params: new Map(Object.entries(params ?? {}).map(([name, param]) => [name, toParam(name, param, at)])),
      listsParams: params !== undefined,
      confirm: own(each, "confirm") === true,
      confirmPrompt: text(own(each, "confirmPrompt")),
      returns: own(each, "returns"),
      hasReturns: own(each, "returns") !== undefined,
      place: { path: [...at, "tool"] },
    });
  });
  return [...found.values()];
}

function toParam(name: string, value: unknown, skill: Path): SkillParam {
  return {
    required: own(value, "required") === true,
    type: text(own(value, "type")),
    description: text(own(value, "description")),
    place: { path: [...skill, "params", name], part: "key" },
  };
}

/** A value inside a sample return, and the dotted path by which an output names it. */
export interface Sampled {
  readonly path: string;
  readonly value: unknown;
}

// A sample is there to be read by people; one that is longer is completed as far as this.
const MOST_SAMPLED = 500;

/**
 * Every value inside a sample return that an output can name, level by level: members of objects, and of a list its first
 * item, which stands for all. A name with a dot or a blank around it can't be part of a path.
 */
export function sampledIn(sample: unknown): Sampled[] {
  const found: Sampled[] = [];
  const open: Sampled[] = [{ path: "", value: sample }];
  for (const { path, value } of open) {
    const inner = Array.isArray(value) ? Object.entries(value.slice(0, 1)) : Object.entries(object(value) ?? {});
    for (const [name, member] of inner) {
      if (found.length === MOST_SAMPLED) return found;
      if (name.includes(".") || name.trim() !== name || name === "") continue;
      const one = { path: path === "" ? name : `${path}.${name}`, value: member };
      found.push(one);
      open.push(one);
    }
  }
  return found;
}
