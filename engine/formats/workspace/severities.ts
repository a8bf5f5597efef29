import type { Severity } from "../../flow/problem.ts";
import { list, object, own, text } from "../../text/value.ts";
import type { Override, Severities } from "../format.ts";

/** Severities in an object of them by rule id, as the workspace file and the editor's settings hold them. */
export function severitiesIn(value: unknown): Severities {
  const rules = new Map<string, Severity | "off">();
  for (const [id, severity] of Object.entries(object(value) ?? {})) if (isSeverity(severity)) rules.set(id, severity);
  return rules;
}

/** The entries `{files, nodes?, rules}` in a list of them; `files` is one glob or several. */
export function overridesIn(value: unknown): Override[] {
  return list(value).flatMap((entry) => {
    const files = texts(own(entry, "files"));
    const nodes = own(entry, "nodes");
    if (files.length === 0) return [];
    return {
      files,
      ...(nodes !== undefined && { nodes: texts(nodes) }),
      rules: severitiesIn(own(entry, "rules")),
    };
  });
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each) => text(each) ?? []);
}

function isSeverity(value: unknown): value is Severity | "off" {
  return severities.includes(value as Severity);
}
const severities: readonly (Severity | "off")[] = ["error", "warning", "information", "hint", "off"];
