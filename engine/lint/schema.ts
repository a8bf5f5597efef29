import type { Place, Severity } from "../flow/problem.ts";
import { bodyOf, type Document } from "../formats/format.ts";
import { checkDocument } from "../schema/check.ts";
import { ownAt } from "../text/value.ts";
import { cellProblems } from "./cells.ts";
import type { Report } from "./rule.ts";
import { rules } from "./rules/index.ts";
import { isColumn } from "./shared.ts";

/** Rules that a schema finds, by their ids. */
const bySchema = new Map(rules.flatMap((rule) => ("bySchema" in rule ? [[rule.id, rule] as const] : [])));

/** Rules that look for themselves, and say more about a member that is not there than a schema can. */
const byThemselves = new Set(rules.flatMap((rule) => ("bySchema" in rule ? [] : [rule.id])));

/** A departure from the schema, under the id of its rule. */
interface Departure {
  readonly rule: string;
  readonly severity: Severity;
  readonly place: Place;
  readonly message: string;
  readonly more: NonNullable<Parameters<Report>[2]>;
}

/** Where the document departs from the schema of its format. A document without one of ours is not looked at. */
export function* schemaProblems(document: Document): Iterable<Departure> {
  if (!document.format || document.unsupported !== undefined) return;
  const body = bodyOf(document);
  for (const problem of checkDocument(document.format.id, body, document.path, document.edited)) {
    const { path, part, severity, message, suggestion, fixes: general, missing } = problem;
    if (document.tests && part === undefined && isColumn(document, path)) continue;
    const named = problem.rule === undefined ? undefined : bySchema.get(problem.rule);
    const at = missing?.slice(0, -1) ?? path;
    if (problem.rule !== undefined && byThemselves.has(problem.rule) && suggestion === undefined) {
      if (missing || ownAt(document.value, path) === null) continue;
    }
    const value = named?.fixes ? ownAt(document.value, at) : undefined;
    // Where the right word is known, that is the way to mend it.
    const special = suggestion === undefined ? named?.fixes?.(value, at, missing && String(missing.at(-1))) : undefined;
    const fixes = special ?? general;
    const more = { suggestion, ...(fixes && { fixes }) };
    yield { rule: named?.id ?? "schema", severity, place: { path, part }, message, more };
  }
  if (document.format.id !== "flowtest") return;
  for (const { rule, severity, path, part, message, suggestion } of cellProblems(document)) {
    if (rule !== undefined && byThemselves.has(rule)) continue;
    const named = rule === undefined ? undefined : bySchema.get(rule);
    yield { rule: named?.id ?? "schema", severity, place: { path, part }, message, more: { suggestion } };
  }
}
