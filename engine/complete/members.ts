import { descriptionOf } from "../schema/describe.ts";
import type { Schema } from "../schema/model.ts";
import type { Situation } from "./context.ts";
import { type Offer, wordAt } from "./proposal.ts";
import { schemaAt, unionsAt } from "./schemaAt.ts";
import { filledIn, type Skeleton } from "./skeleton.ts";

/** The members that the schema knows of the object at the cursor and that are not there: first what it needs. */
export function memberOffers(situation: Situation): Offer[] {
  const { document, cursor, present } = situation;
  const parts = schemaAt(document, cursor.path);
  const required = new Set(parts.flatMap((part) => part.required ?? []));
  const names = new Set(parts.flatMap((part) => Object.keys(part.properties ?? {})));
  const tags = new Map(unionsAt(document, cursor.path).map(({ tag, of }) => [tag, wordsOf(tag, of)]));
  const found: { readonly offer: Offer; readonly rank: number }[] = [];
  for (const name of names) {
    if (present.has(name)) continue;
    const path = [...cursor.path, name];
    const of = schemaAt(document, path);
    // Where it can only be false it is only there to be refused.
    if (of.some((part) => part.const === false)) continue;
    const words = tags.get(name);
    const types = words ? "string" : typesOf(of);
    const deprecated = of.some((part) => part.deprecated);
    const rank = required.has(name) ? 0 : deprecated ? 2 : name.startsWith("$") ? 3 : 1;
    const offer: Offer = {
      kind: "member",
      label: name,
      detail: required.has(name) ? `${types}, needed` : types,
      ...(deprecated && { deprecated }),
      about: () => descriptionOf(of),
      ...wordAt(
        cursor,
        name,
        filledIn(cursor, path, words ? { value: "", choices: words } : skeletonOf(of, situation, path)),
      ),
    };
    found.push({ offer, rank });
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ offer }) => offer);
}

/** What to write for a value of which no more is known than its schema: as little as is needed. */
export function skeletonOf(
  parts: readonly Schema[],
  situation: Pick<Situation, "document">,
  path: readonly (string | number)[],
  depth = 0,
): Skeleton {
  const fill = parts.find((part) => part["x-fill"] !== undefined)?.["x-fill"];
  if (fill !== undefined) return { value: fill };
  const only = parts.find((part) => part.const !== undefined);
  if (only) return { value: only.const };
  const words = choicesOf(parts);
  if (words.length > 0) return { value: depth === 0 ? words[0] : "", choices: words };
  switch (typeOf(parts)) {
    case "object":
      return { value: examplesOf(parts)[0] ?? neededIn(parts, situation, path, depth) };
    case "array":
      return { value: [] };
    case "boolean":
      return { value: true, choices: [true, false] };
    case "number":
    case "integer":
      return { value: parts.find(({ minimum }) => minimum !== undefined)?.minimum ?? 0 };
    case "null":
      return { value: null };
    case "string":
      return { value: "" };
    default:
      return { value: depth === 0 ? null : "" };
  }
}

function neededIn(
  parts: readonly Schema[],
  situation: Pick<Situation, "document">,
  path: readonly (string | number)[],
  depth: number,
): object {
  const required = depth > 3 ? [] : [...new Set(parts.flatMap((part) => part.required ?? []))];
  return Object.fromEntries(
    required.map((name) => {
      const inner = [...path, name];
      return [name, skeletonOf(schemaAt(situation.document, inner), situation, inner, depth + 1).value];
    }),
  );
}

/** The tags of a union's members: the first name of each that is not retired. */
function wordsOf(tag: string, of: readonly Schema[]): unknown[] {
  return of.flatMap(({ properties, deprecated }) => {
    const rule = properties?.[tag];
    return deprecated || !rule || rule === true ? [] : [rule.const ?? rule.enum?.[0]];
  });
}

/** The words of an enumeration, without those that are better not written. */
export function choicesOf(parts: readonly Schema[]): unknown[] {
  const [one] = parts.filter((part) => part.enum);
  return (one?.enum ?? []).filter((value) => !one?.["x-aliases"]?.includes(String(value)));
}

/** Values that the schema gives as examples, of the first part that has some. */
export function examplesOf(parts: readonly Schema[]): readonly unknown[] {
  return parts.find(({ examples }) => examples)?.examples ?? [];
}

/** The type to begin with. */
export function typeOf(parts: readonly Schema[]): string | undefined {
  // What comes later is nearer to the value: of "an object or a list" a condition may leave the object.
  return [...parts].flatMap(({ type }) => (type === undefined ? [] : [type].flat()[0]!)).at(-1);
}

function typesOf(parts: readonly Schema[]): string {
  const types = parts.flatMap(({ type }) => (type === undefined ? [] : [[type].flat().join(" or ")]));
  if (types[0] === undefined && parts.some((part) => part.enum)) return "string";
  return types[0] ?? "any value";
}
