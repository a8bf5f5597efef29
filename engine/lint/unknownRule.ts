import type { Path } from "../text/json.ts";
import { nearest } from "../text/nearest.ts";
import { list, object, own } from "../text/value.ts";
import type { Report } from "./rule.ts";

/** Severities in a workspace file that are set for a rule which is none of `ids`. Notes begin with an underscore. */
export function unknownRules(body: unknown, path: Path, ids: readonly string[], report: Report): void {
  const look = (rules: unknown, at: Path): void => {
    for (const id of Object.keys(object(rules) ?? {})) {
      if (ids.includes(id) || id.startsWith("_")) continue;
      const right = nearest(id, ids);
      report(
        { path: [...at, id], part: "key" },
        `"${id}" is no rule${right ? `; did you mean "${right}"?` : "; flowproof rules lists them all"}`,
        { suggestion: right },
      );
    }
  };
  look(own(body, "rules"), [...path, "rules"]);
  for (const [i, entry] of list(own(body, "overrides")).entries())
    look(own(entry, "rules"), [...path, "overrides", i, "rules"]);
}
