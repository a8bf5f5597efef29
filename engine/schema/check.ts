// What lives here: the JSON Schemas of all file formats made into code (compile.mjs, at build time), and what that code
// finds in a document made into problems in plain words (explain.ts). The schemas themselves stand with their formats;
// what a flow means is none of this folder's business.

import type { Path } from "../text/json.ts";
import { own } from "../text/value.ts";
import { explain } from "./explain.ts";
import type { FormatSchema, Schema, SchemaProblem, Validate } from "./model.ts";
import { type SchemaId, validators } from "./validators.generated.js";

/** The problems of one value against one validator; `at` is where the value stands in its document. */
export function checkPart(validate: Validate, schema: Schema, value: unknown, at: Path = []): SchemaProblem[] {
  return validate(value) ? [] : explain(validate.errors, value, schema, at);
}

/**
 * All problems of a document against the schema of its format: the shell, each member of its containers, and the
 * documents of other formats inside it. `at` is where the format's own object stands in the file. With `keep`, members
 * in which nothing is wrong are kept in mind, and passed over the next time: worth it for a document that is edited.
 */
export function checkDocument(id: SchemaId, value: unknown, at: Path = [], keep = false): SchemaProblem[] {
  const { schema, shell, containers, documents }: FormatSchema = validators[id];
  const problems = checkPart(shell, schema, value, at);
  for (const [key, validate] of Object.entries(containers)) {
    const path = key === "" ? at : [...at, key];
    const fine = keep ? fineFor(validate) : undefined;
    eachMember(key === "" ? value : own(value, key), schema, key, (step, member) => {
      const object = typeof member === "object" && member !== null ? member : undefined;
      if (object && fine?.has(object)) return;
      if (validate(member)) {
        if (object) fine?.add(object);
      } else problems.push(...explain(validate.errors, member, schema, [...path, step]));
    });
  }
  for (const [key, inner] of Object.entries(documents)) {
    const document = own(value, key);
    if (typeof document === "object" && document !== null && !Array.isArray(document))
      problems.push(...checkDocument(inner as SchemaId, document, [...at, key], keep));
  }
  return problems;
}

// Values in which nothing was wrong, by the very value: an edit leaves all members but one as they were.
const fineMembers = new WeakMap<Validate, WeakSet<object>>();

function fineFor(validate: Validate): WeakSet<object> {
  let fine = fineMembers.get(validate);
  if (!fine) {
    fine = new WeakSet();
    fineMembers.set(validate, fine);
  }
  return fine;
}

/** Calls `visit` for all that stands in a container, if it is the list or the object that its schema asks for. */
function eachMember(
  container: unknown,
  schema: Schema,
  key: string,
  visit: (step: string | number, member: unknown) => void,
): void {
  const described = key === "" ? schema : schema.properties?.[key];
  const type = described && described !== true ? described.type : undefined;
  if (Array.isArray(container)) {
    if (type === "array") for (let i = 0; i < container.length; i++) visit(i, container[i]);
  } else if (typeof container === "object" && container !== null && type === "object") {
    for (const step of Object.keys(container)) visit(step, (container as Record<string, unknown>)[step]);
  }
}
