import { object, own } from "../../text/value.ts";
import type { Skill } from "../state.ts";
import { fill, type Placeholder, parseTemplate, type Template } from "./template.ts";
import { lookUp, type ValuePath, type Variables, valueAt } from "./value.ts";

/** What a parameter is filled from: text with placeholders, at any depth of lists and objects, or a value as it is. */
export type Filling =
  | { readonly kind: "text"; readonly template: Template }
  | { readonly kind: "list"; readonly items: readonly Filling[] }
  | { readonly kind: "object"; readonly members: readonly (readonly [string, Filling])[] }
  | { readonly kind: "value"; readonly value: unknown };

// Nobody writes arguments this deep; what lies deeper is passed on as it is.
const DEEPEST = 100;

/** Reads the templates in the value of an argument. */
export function parseFilling(value: unknown, depth = 0): Filling {
  if (typeof value === "string") return { kind: "text", template: parseTemplate(value) };
  if (depth >= DEEPEST) return { kind: "value", value };
  if (Array.isArray(value)) return { kind: "list", items: value.map((item) => parseFilling(item, depth + 1)) };
  if (!object(value)) return { kind: "value", value };
  const members = Object.entries(value as object).map(
    ([key, member]) => [key, parseFilling(member, depth + 1)] as const,
  );
  return { kind: "object", members };
}

/** The arguments of a call, or what is missing for one. */
export interface Arguments {
  readonly args: Readonly<Record<string, unknown>>;
  /** What a call cannot be made without: paths of placeholders, and required parameters that nothing fills. */
  readonly missing: readonly string[];
  /** Placeholders that led nowhere and that the call can do without. */
  readonly unbound: readonly string[];
}

/**
 * The arguments of a call from `fillings`, parameter by parameter. A placeholder that is a whole text keeps the type of
 * its value and, if nothing has bound it, leaves its parameter out. Required is what the skill of the catalogue says;
 * without one, every placeholder.
 */
export function argumentsOf(
  fillings: readonly (readonly [string, Filling])[],
  skill: Skill | undefined,
  variables: Variables,
): Arguments {
  const args: [string, unknown][] = [];
  const missing = new Set<string>();
  const unbound = new Set<string>();
  for (const [parameter, filling] of fillings) {
    const lost = skill && !skill.params.get(parameter)?.required ? unbound : missing;
    const value = filled(filling, variables, lost);
    if (value !== undefined) args.push([parameter, value]);
  }
  const given = new Set(fillings.map(([parameter]) => parameter));
  for (const [parameter, { required }] of skill?.params ?? [])
    if (required && !given.has(parameter)) missing.add(parameter);
  return { args: Object.fromEntries(args), missing: [...missing], unbound: [...unbound] };
}

function filled(filling: Filling, variables: Variables, lost: Set<string>): unknown {
  switch (filling.kind) {
    case "value":
      return filling.value;
    case "list":
      return filling.items.map((item) => filled(item, variables, lost) ?? null);
    case "object": {
      const members = filling.members.map(([key, member]) => [key, filled(member, variables, lost)] as const);
      return Object.fromEntries(members.filter(([, value]) => value !== undefined));
    }
    case "text":
      return filling.template.whole
        ? sole(filling.template.whole, variables, lost)
        : text(filling.template, variables, lost);
  }
}

function sole(placeholder: Placeholder, variables: Variables, lost: Set<string>): unknown {
  const value = lookUp(variables, placeholder.path);
  if (value === undefined) lost.add(placeholder.path.join("."));
  return value;
}

function text(template: Template, variables: Variables, lost: Set<string>): string {
  const { text, unbound } = fill(template, variables);
  for (const path of unbound) lost.add(path);
  return text;
}

/** A variable and where in the result of a call its value stands; an empty path is the whole result. */
export interface Output {
  readonly variable: string;
  /** As written. */
  readonly from: string;
  readonly path: ValuePath;
}

/** The outputs of a skill's node. An entry whose path is no text binds nothing. */
export function outputsOf(data: unknown): Output[] {
  const found: Output[] = [];
  for (const [variable, from] of Object.entries(object(own(data, "output")) ?? {})) {
    if (typeof from !== "string") continue;
    found.push({ variable, from, path: from.trim() === "" ? [] : from.trim().split(".") });
  }
  return found;
}

/** What a result binds, and the outputs for which it has nothing. */
export function bound(
  outputs: readonly Output[],
  result: unknown,
): { values: ReadonlyMap<string, unknown>; absent: readonly Output[] } {
  const values = new Map<string, unknown>();
  const absent: Output[] = [];
  for (const output of outputs) {
    const value = valueAt(result, output.path);
    if (value === undefined) absent.push(output);
    else values.set(output.variable, value);
  }
  return { values, absent };
}
