import type { Severity } from "../flow/problem.ts";
import type { Path } from "../text/json.ts";
import { nearest } from "../text/nearest.ts";
import { own } from "../text/value.ts";
import { definition, keysOf, knownKeys, property } from "./lookup.ts";
import { fill, retype } from "./mend.ts";
import type { Schema, SchemaProblem } from "./model.ts";
import { capitalised, choices, quoted, shown, shownWithType, wanted, withArticle } from "./words.ts";

/** An error with what it points at looked up. */
export interface Finding {
  readonly keyword: string;
  readonly schemaPath: string;
  /** The schema that holds the keyword, and the nearest around it that speaks of the same value. */
  readonly rule: Schema;
  readonly whole: Schema;
  readonly value: unknown;
  readonly path: Path;
  /** The key that is missing or unknown. */
  readonly name: string | undefined;
  /** The known key that `name` is a misspelling of, when that one is missing. */
  readonly meant?: string;
  /** Findings with the same mistake are one problem. */
  readonly mistake: string;
  readonly severity: Severity;
  /** The value is null where nothing need be. */
  readonly isSpare: boolean;
}

/** The finding in words; nothing for an unknown key that looks like no typing mistake where only those are wanted. */
export function problem(one: Finding, schema: Schema): SchemaProblem | undefined {
  if (one.keyword === "additionalProperties") return unknownKey(one, schema);
  const isMissing = one.keyword === "required" || one.meant !== undefined;
  const said = isMissing ? missingKey(one, schema) : wrongValue(one, schema);
  const broken = one.keyword === "required" ? property(one.rule, one.meant ?? one.name!) : one.rule;
  const code = broken?.["x-vendor-code"]
    ? ` (${schema["x-vendor"]}: ${broken["x-vendor-code"]})`
    : broken?.["x-own-code"] && ` (Flowproof: ${broken["x-own-code"]})`;
  return {
    ...said,
    severity: one.severity,
    message: `${said.message}${code ?? ""}`,
    ...(broken?.["x-rule"] && { rule: broken["x-rule"] }),
  };
}

type Said = Omit<SchemaProblem, "severity">;

function unknownKey({ name, rule, whole, value, path, severity }: Finding, schema: Schema): SchemaProblem | undefined {
  const present = new Set(keysOf(value));
  const known = [...knownKeys(whole, schema)];
  const suggestion = nearest(
    name!,
    known.filter((key) => !present.has(key)),
  );
  if (!suggestion && rule["x-unknown"] === "typo") return undefined;
  const owner = whole["x-noun"];
  const is = `${quoted(name!)} is not a known field${owner ? ` of ${withArticle(owner)}` : ""}`;
  const listed = known.filter((key) => !key.startsWith("$"));
  let message = is;
  if (suggestion) message = `${is}; did you mean ${quoted(suggestion)}?`;
  else if (severity === "error" && listed.length > 0)
    message = `${is}; expected ${listed.length > 1 ? "one of " : ""}${listed.join(", ")}`;
  return { path: [...path, name!], part: "key", severity, message, ...(suggestion && { suggestion }) };
}

function missingKey({ name, meant, rule, whole, value, path }: Finding, schema: Schema): Said {
  const it = subject(value, path, whole, schema);
  if (meant !== undefined) {
    const message = `${it} has ${quoted(name!)} but no ${quoted(meant)}; did you mean ${quoted(meant)}?`;
    return { path: [...path, name!], part: "key", message, suggestion: meant };
  }
  const missing = property(rule, name!) ?? property(whole, name!);
  let more = missing?.["x-missing"];
  if (!more && missing?.enum) more = `expected one of ${choices(missing)}`;
  if (!more && whole.discriminator?.propertyName === name)
    more = `expected one of ${tags(whole, schema).listed.join(", ")}`;
  const message = `${it} has no ${quoted(name!)}${more ? `; ${more}` : ""}`;
  const fixes = fill(rule, whole, schema, [...path, name!]);
  return { ...placeOf(value, path), message, missing: [...path, name!], ...(fixes.length > 0 && { fixes }) };
}

/** Where to point at when something is missing in an object: what names it, else its key, else the object. */
function placeOf(value: unknown, path: Path): Pick<SchemaProblem, "path" | "part"> {
  const naming = ["id", "type", "name"].find((key) => typeof own(value, key) === "string");
  if (naming) return { path: [...path, naming] };
  return typeof path.at(-1) === "string" ? { path, part: "key" } : { path };
}

function wrongValue(one: Finding, schema: Schema): Said {
  const { keyword, rule, whole, value, path } = one;
  if (keyword === "discriminator") return notAmong(one, tags(rule, schema), property(rule, String(path.at(-1)))!);
  const it = subject(value, path, whole, schema);
  if (keyword !== "type" && rule["x-say"]) {
    const message = rule["x-say"].replaceAll("{it}", () => it).replaceAll("{value}", () => shown(value));
    return { ...part(rule, path), message, ...(rule["x-suggest"] && { suggestion: rule["x-suggest"] }) };
  }
  if (keyword === "enum" && typeof value === "string") {
    return notAmong(one, { all: (rule.enum ?? []).map(String), listed: [choices(rule)] }, rule);
  }
  if (keyword === "pattern")
    return { path, message: `${it} is ${value === "" ? "empty" : "blank"}; expected some text` };
  // A number that is no whole number, or is out of its bounds, is known to be a number.
  const type =
    typeof value === "number" && /integer|number/.test(String(rule.type)) ? shown(value) : shownWithType(value);
  const suggestion = textFor(value, rule);
  const message = `${it} is ${type}; expected ${wanted(rule)}`;
  const fixes = suggestion === undefined && keyword === "type" ? retype(value, rule, path, one.isSpare) : [];
  return suggestion === undefined
    ? { path, message, ...(fixes.length > 0 && { fixes }) }
    : { path, message: rule["x-fix"] ? `${message}; did you mean ${quoted(suggestion)}?` : message, suggestion };
}

/** The text that a number, boolean or null was probably meant to be. */
function textFor(value: unknown, rule: Schema): string | undefined {
  if (typeof value === "object" && value !== null) return undefined;
  if (rule["x-fix"] === "text" || (typeof rule.const === "string" && String(value) === rule.const))
    return String(value);
  return typeof rule.const === "string" ? rule.const : undefined;
}

/** A word that is none of those allowed. */
function notAmong(one: Finding, allowed: { all: string[]; listed: string[] }, named: Schema): Said {
  const { value, path } = one;
  const it = subject(value, path, named);
  const listed = allowed.listed.join(", ");
  if (typeof value !== "string")
    return { path, message: `${it} is ${shownWithType(value)}; expected one of ${listed}` };
  const noun = named["x-noun"];
  const is = `${it} is ${quoted(value)}, which is not ${noun ? withArticle(noun) : "allowed here"}`;
  const suggestion = nearest(value, allowed.all);
  if (suggestion) return { path, message: `${is}; did you mean ${quoted(suggestion)}? One of ${listed}`, suggestion };
  return { path, message: `${is}; expected one of ${listed}` };
}

/** The tags of a union: all of them, and those to tell a person about, aliases and retired members left out. */
function tags(union: Schema, schema: Schema): { all: string[]; listed: string[] } {
  const all: string[] = [];
  const listed: string[] = [];
  for (const { $ref } of union.oneOf ?? []) {
    const member = definition($ref!, schema);
    const tag = property(member, union.discriminator!.propertyName)!;
    const names = tag.enum ? tag.enum.map(String) : [String(tag.const)];
    all.push(...names);
    if (!member.deprecated) listed.push(names[0]!);
  }
  return { all, listed };
}

/** What a sentence calls the value: by its name, its key, or its place in a list. */
function subject(value: unknown, path: Path, schema: Schema, root?: Schema): string {
  const last = path.at(-1);
  const noun = schema["x-noun"];
  if (last === undefined || schema === root) return noun ? `The ${noun}` : "The document";
  const isThing = typeof value === "object" && value !== null && !schema.enum && schema.const === undefined;
  if (isThing && noun && !schema["x-keyed"]) {
    const name = ["id", "name", "tool"]
      .map((key) => own(value, key))
      .find((text) => typeof text === "string" && text !== "");
    if (typeof name === "string") return `${capitalised(noun)} ${quoted(name)}`;
  }
  if (typeof last === "number")
    return noun && !schema.enum && !schema["x-keyed"] ? `${capitalised(noun)} ${last + 1}` : item(path);
  return schema["x-keyed"] && noun ? `${capitalised(noun)} ${quoted(last)}` : quoted(last);
}

function item(path: Path): string {
  const list = path.at(-2);
  return `Item ${Number(path.at(-1)) + 1}${typeof list === "string" ? ` of ${quoted(list)}` : ""}`;
}

function part(rule: Schema, path: Path): Pick<SchemaProblem, "path" | "part"> {
  return rule["x-part"] ? { path, part: rule["x-part"] } : { path };
}
