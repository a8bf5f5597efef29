import type { Skill } from "../../simulate/state.ts";
import { list, object, own, text } from "../../text/value.ts";

/**
 * The skills of a decoded catalogue `{skills: [{tool, …}]}`, in order (the hosted object is not documented; the form is
 * Flowproof's choice). Entries without a tool name are left out; of two with one name the first counts.
 */
export function toSkills(value: unknown): Skill[] {
  const found = new Map<string, Skill>();
  for (const each of list(own(value, "skills"))) {
    const tool = text(own(each, "tool"));
    if (!tool || found.has(tool)) continue;
    found.set(tool, {
      tool,
      description: text(own(each, "description")),
      params: new Map(
        Object.entries(object(own(each, "params")) ?? {}).map(([name, param]) => [
          name,
          { required: own(param, "required") === true, type: text(own(param, "type")) },
        ]),
      ),
      confirm: own(each, "confirm") === true,
      confirmPrompt: text(own(each, "confirmPrompt")),
      returns: own(each, "returns"),
      hasReturns: own(each, "returns") !== undefined,
    });
  }
  return [...found.values()];
}
