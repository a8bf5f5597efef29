import { descriptionOf } from "../schema/describe.ts";
import type { Schema } from "../schema/model.ts";
import type { Path } from "../text/json.ts";
import type { Situation } from "./context.ts";
import { examplesOf, skeletonOf, typeOf } from "./members.ts";
import type { Offer } from "./proposal.ts";
import { schemaAt, unionsAt } from "./schemaAt.ts";
import { filledIn } from "./skeleton.ts";

/** The values that the schema knows for the cursor: words, true and false, and objects and lists to be filled in. */
export function valueOffers(situation: Situation): Offer[] {
  const { document, cursor } = situation;
  const tags = tagOffers(situation);
  if (tags.length > 0) return tags;
  const path = cursor.fresh ? unwritten(cursor.path) : cursor.path;
  const parts = schemaAt(document, path);
  if (parts.length === 0) return [];
  const found: Offer[] = [];
  const add = (value: unknown, more: Partial<Offer> = {}): void =>
    void found.push({ ...valueOffer(value), about: () => descriptionOf(parts), ...more });
  const { enum: words = [], "x-aliases": aliases = [] } = parts.find((part) => part.enum) ?? {};
  for (const word of words) if (!aliases.includes(String(word))) add(word);
  for (const alias of aliases) add(alias, { detail: "read as another word", deprecated: true });
  const only = parts.find((part) => part.const !== undefined)?.const;
  if (only !== undefined) add(only);
  const types = new Set(parts.flatMap(({ type = [] }) => type));
  if (found.length === 0 && types.has("boolean")) for (const value of [true, false]) add(value);
  const examples = examplesOf(parts);
  for (const example of examples) {
    if (typeof example === "object" && example !== null)
      found.push(piece(situation, path, parts, example, examples.length > 1));
    else add(example);
  }
  const type = typeOf(parts);
  if (examples.length === 0 && only === undefined && (type === "object" || type === "array")) {
    const { value } = skeletonOf(parts, situation, path);
    found.push(piece(situation, path, parts, value));
  }
  if (found.length === 0 && type === "string" && !cursor.quoted)
    found.push({
      kind: "value",
      label: '""',
      about: () => descriptionOf(parts),
      ...filledIn(cursor, path, { value: "" }),
    });
  if (types.has("null") && !cursor.quoted) add(null);
  return found;
}

/** The types of a node, where that is what is written: each by its first name, then the other names for it. */
function tagOffers({ document, cursor }: Situation): Offer[] {
  const name = cursor.path.at(-1);
  const proper: Offer[] = [];
  const others: Offer[] = [];
  for (const { tag, of } of unionsAt(document, cursor.path.slice(0, -1))) {
    if (tag !== name) continue;
    for (const { properties, deprecated = false, description } of of) {
      const rule = properties?.[tag];
      if (!rule || rule === true) continue;
      const about = (): Promise<string | undefined> => descriptionOf([rule, { description }]);
      const [word, ...aliases] = rule.const === undefined ? (rule.enum ?? []) : [rule.const];
      (deprecated ? others : proper).push({
        ...valueOffer(word),
        about,
        ...(deprecated && { deprecated, detail: "retired" }),
      });
      for (const alias of aliases) others.push({ ...valueOffer(alias), detail: `another name for ${word}`, about });
    }
  }
  return [...proper, ...others];
}

function valueOffer(value: unknown): Offer {
  return {
    kind: "value",
    label: typeof value === "string" ? value : JSON.stringify(value),
    text: JSON.stringify(value),
  };
}

/** A whole object or list to be filled in, called by what it is; where there are several, by what each begins with. */
function piece({ cursor }: Situation, path: Path, parts: readonly Schema[], value: unknown, several = false): Offer {
  const noun = parts.find((part) => part["x-noun"])?.["x-noun"];
  const json = JSON.stringify(value);
  return {
    kind: "piece",
    label: noun ? (several ? `${noun}: ${markOf(value)}` : `new ${noun}`) : json,
    ...(noun && { detail: json }),
    about: () => descriptionOf(parts),
    ...filledIn(cursor, path, { value }),
  };
}

/** What tells an example from the others: the first word that is filled in, else its members. */
function markOf(value: unknown): string {
  const words: string[] = [];
  JSON.stringify(value, (_, each) => {
    if (typeof each === "string" && each !== "") words.push(each);
    return each;
  });
  return words[0] ?? Object.keys(value ?? {}).join(", ");
}

/** A place that no value stands at: what is written anew is none of those beside it. */
function unwritten(path: Path): Path {
  const last = path.at(-1);
  return typeof last === "number" ? [...path.slice(0, -1), Number.MAX_SAFE_INTEGER] : path;
}
