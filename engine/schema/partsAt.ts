import type { Path } from "../text/json.ts";
import { own } from "../text/value.ts";
import { definition, property } from "./lookup.ts";
import type { FormatSchema, Schema } from "./model.ts";
import { type SchemaId, validators } from "./validators.generated.js";

/**
 * The parts of a schema that speak of the value at a path, the outermost first: what `$ref` and `allOf` add, and of unions
 * and conditions what fits the value that is there. None where the schema says nothing. Where the value is `undefined`, a
 * union that goes by a tag gives what all its members share.
 */
export function partsAt(id: SchemaId, value: unknown, path: Path): readonly Schema[] {
  const { schema, documents }: FormatSchema = validators[id];
  const [first, ...rest] = path;
  const inner = typeof first === "string" && Object.hasOwn(documents, first) ? documents[first] : undefined;
  // Of a document in another the schema around it says what it is for, its own what is in it.
  if (inner !== undefined) {
    const within = partsAt(inner as SchemaId, own(value, String(first)), rest);
    return rest.length > 0 ? within : [...childParts(schema, String(first)), ...within];
  }
  let parts = applying(schema, value, schema);
  let at = value;
  for (const step of path) {
    at = own(at, String(step));
    const child = parts.flatMap((part) => (typeof step === "number" ? (part.items ?? []) : childParts(part, step)));
    parts = child.flatMap((part) => applying(part, at, schema));
  }
  return parts;
}

/** The definitions of a union that goes by a tag, which a value is one of. */
export function members(parts: readonly Schema[], id: SchemaId): { readonly tag: string; readonly of: Schema[] }[] {
  const { schema }: FormatSchema = validators[id];
  return parts.flatMap(({ discriminator, oneOf }) => {
    if (!discriminator) return [];
    const of = (oneOf ?? []).map(({ $ref }) => definition($ref!, schema));
    return [{ tag: discriminator.propertyName, of }];
  });
}

/** What a schema says of a member of its object. */
function childParts(part: Schema, name: string): Schema[] {
  if (part.properties && Object.hasOwn(part.properties, name)) {
    const known = property(part, name);
    return known ? [known] : [];
  }
  for (const [pattern, schema] of Object.entries(part.patternProperties ?? {}))
    if (new RegExp(pattern, "u").test(name)) return [schema];
  return part.additionalProperties ? [part.additionalProperties] : [];
}

/** A part and all that it brings along for this value. Goes as deep as the schema, which is ours. */
function applying(part: Schema, value: unknown, root: Schema): Schema[] {
  const found = [part];
  const add = (more: Schema | undefined): void => void (more && found.push(...applying(more, value, root)));
  if (part.$ref) add(definition(part.$ref, root));
  part.allOf?.forEach(add);
  if (part.discriminator) {
    const tag = own(value, part.discriminator.propertyName);
    if (tag !== undefined)
      add(
        part.oneOf?.find(({ $ref }) =>
          allows(property(definition($ref!, root), part.discriminator!.propertyName), tag),
        ),
      );
  }
  if (part.if) add(fits(part.if, value) ? part.then : part.else);
  return found;
}

function allows(schema: Schema | undefined, value: unknown): boolean {
  return schema !== undefined && (schema.const === value || (schema.enum?.includes(value) ?? false));
}

/** Whether a value meets a condition, as far as the conditions of our schemas go. */
function fits(condition: Schema, value: unknown): boolean {
  const { type, required, properties, not } = condition;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "object" && !isObject) return false;
  if (type === "array" && !Array.isArray(value)) return false;
  if (isObject) {
    if (required?.some((key) => own(value, key) === undefined)) return false;
    for (const [key, wanted] of Object.entries(properties ?? {})) {
      const found = own(value, key);
      if (wanted !== true && found !== undefined && !allows(wanted, found)) return false;
    }
  }
  return !not || !fits(not, value);
}
