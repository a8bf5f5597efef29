// What a validator found in a document, made into problems that a person understands: at the smallest text one would
// edit, one problem for one mistake, in the document's own words.

import type { Severity } from "../flow/problem.ts";
import type { Path } from "../text/json.ts";
import { nearest } from "../text/nearest.ts";
import { own } from "../text/value.ts";
import { keysOf, knownKeys, lookUp, property } from "./lookup.ts";
import type { RawError, Schema, SchemaProblem } from "./model.ts";
import { type Finding, problem } from "./problem.ts";

/** More than this helps nobody, and a hostile document could have millions. */
const most = 200;

/**
 * The problems in `value`, which a validator of `schema` found `errors` in. `at` is where the value stands in its
 * document.
 */
export function explain(
  errors: readonly RawError[] | null | undefined,
  value: unknown,
  schema: Schema,
  at: Path = [],
): SchemaProblem[] {
  if (!errors || errors.length === 0) return [];
  const first = errors.length > most ? errors.slice(0, most) : errors;
  const findings = first.flatMap((error) => finding(error, value, schema, at) ?? []);
  const kept = new Map<string, Finding>();
  for (const one of correctMisspelt(withoutBranches(findings), schema)) {
    const known = kept.get(one.mistake);
    if (!known || weight(one) > weight(known)) kept.set(one.mistake, one);
  }
  return [...kept.values()].flatMap((one) => problem(one, schema) ?? []);
}

function finding(error: RawError, root: unknown, schema: Schema, at: Path): Finding | undefined {
  const steps = error.schemaPath.split("/").slice(1).map(decodeStep);
  const keyword = steps.pop()!;
  if (keyword === "if") return undefined; // what its "then" or "else" found comes besides
  const rule = lookUp(schema, steps);
  while (/^(then|else|if|allOf|anyOf|oneOf|\d+)$/.test(steps.at(-1) ?? "") && steps.at(-2) !== "properties")
    steps.pop();
  const whole = steps.length === 0 ? schema : lookUp(schema, steps);
  let { value, path } = follow(root, error.instancePath, at);
  if (keyword === "discriminator") {
    const tag = rule.discriminator!.propertyName;
    value = own(value, tag);
    if (value === undefined) return undefined; // it is missing, and that is found besides
    path = [...path, tag];
  }
  const spare = value === null ? nullSeverity(steps, schema) : undefined;
  return {
    keyword,
    schemaPath: error.schemaPath,
    rule,
    whole,
    value,
    path,
    name: error.name,
    mistake: mistakeAt(path, keyword, error.name),
    severity: spare ?? severityOf(keyword, error.name, rule, value),
    isSpare: spare !== undefined,
  };
}

/** How serious it is that the member whose schema `steps` lead to is null; undefined where it has to be there. */
function nullSeverity(steps: readonly string[], schema: Schema): Severity | undefined {
  if (steps.at(-2) !== "properties") return undefined;
  const holder = lookUp(schema, steps.slice(0, -2));
  return holder.required?.includes(steps.at(-1)!) ? undefined : schema["x-null"];
}

function severityOf(keyword: string, name: string | undefined, rule: Schema, value: unknown): Severity {
  if (keyword === "additionalProperties") return rule["x-unknown"] === "typo" ? "hint" : (rule["x-unknown"] ?? "error");
  const broken = keyword === "required" ? property(rule, name!) : rule;
  // Null is as serious as nothing at all.
  return keyword === "type" && value !== null ? "error" : (broken?.["x-severity"] ?? "error");
}

/** A failed anyOf or oneOf speaks for the branches it tried. */
function withoutBranches(findings: readonly Finding[]): Finding[] {
  const tried = findings.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  return findings.filter(
    (one) =>
      !tried.some((other) => samePath(other.path, one.path) && one.schemaPath.startsWith(`${other.schemaPath}/`)),
  );
}

/** A key that is missing while a misspelt one stands there is one mistake, at the misspelt key. */
function correctMisspelt(findings: readonly Finding[], schema: Schema): Finding[] {
  const misspelt = new Set<string>();
  const corrected = findings.map((one) => {
    const missing = missingKeys(one);
    if (missing.length === 0) return one;
    const known = knownKeys(one.whole, schema);
    for (const name of keysOf(one.value)) {
      const meant = known.has(name) ? undefined : nearest(name, missing);
      if (meant === undefined) continue;
      misspelt.add(mistakeAt(one.path, "additionalProperties", name));
      return { ...one, name, meant };
    }
    return one;
  });
  return corrected.filter((one) => !misspelt.has(one.mistake));
}

/** The keys of which one is needed and not there. */
function missingKeys({ keyword, name, rule, value }: Finding): string[] {
  if (keyword === "required") return [name!];
  if (keyword !== "anyOf" && keyword !== "oneOf") return [];
  const wanted = (rule[keyword] ?? []).flatMap(({ required }) => required ?? []);
  return wanted.some((key) => own(value, key) !== undefined) ? [] : wanted;
}

function mistakeAt(path: Path, keyword: string, name: string | undefined): string {
  const about = name === undefined ? "value" : `${keyword === "required" ? "missing" : "key"} ${name}`;
  return [...path, about].join("\0");
}

/** Of several findings about one mistake, the one that tells most: the worst, and a wrong type before what follows. */
function weight({ keyword, severity }: Finding): number {
  const serious = ["hint", "information", "warning", "error"].indexOf(severity) * 10;
  return serious + ["enum", "const", "discriminator", "type"].indexOf(keyword);
}

/** A JSON pointer of Ajv's followed into the value. */
function follow(root: unknown, pointer: string, at: Path): { value: unknown; path: Path } {
  let value = root;
  const path = [...at];
  for (const raw of pointer.split("/").slice(1)) {
    const step = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(value) ? Number(step) : step);
    value = own(value, step);
  }
  return { value, path };
}

/** Steps of a path into a schema are escaped for a URI besides. */
function decodeStep(step: string): string {
  return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i]);
}
