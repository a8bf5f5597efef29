import { parseTemplate } from "../../simulate/flowyte/template.ts";
import type { Path } from "../../text/json.ts";
import { list, object, own, text } from "../../text/value.ts";
import type { Mention } from "../format.ts";

/**
 * The names in a catalogue `{skills: [{tool, …}]}` that stands at `path`: tools, their parameters, and what a question for
 * confirmation says of either parameters or variables.
 */
export function skillMentions(catalogue: unknown, path: Path): Mention[] {
  const found: Mention[] = [];
  for (const [i, skill] of list(own(catalogue, "skills")).entries()) {
    const at = [...path, "skills", i];
    const tool = text(own(skill, "tool"));
    if (!tool) continue;
    found.push({ as: "tool", name: tool, how: "declares", place: { path: [...at, "tool"] } });
    const params = object(own(skill, "params")) ?? {};
    for (const name of Object.keys(params)) {
      const place = { path: [...at, "params", name], part: "key" as const };
      found.push({ as: "parameter", name, how: "declares", place, of: tool });
    }
    const asks = text(own(skill, "confirmPrompt"));
    for (const part of asks?.includes("{") ? parseTemplate(asks).parts : []) {
      if (typeof part === "string") continue;
      const [name = ""] = part.path;
      const as = own(params, name) === undefined ? "variable" : "parameter";
      const place = { path: [...at, "confirmPrompt"], part: { start: part.start, end: part.start + name.length } };
      found.push({ as, name, how: "reads", place, ...(as === "parameter" && { of: tool }) });
    }
  }
  return found;
}
