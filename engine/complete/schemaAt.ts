import { bodyOf, type Document } from "../formats/format.ts";
import { flowsIn } from "../names/index.ts";
import type { Schema } from "../schema/model.ts";
import { members, partsAt } from "../schema/partsAt.ts";
import type { SchemaId } from "../schema/validators.generated.js";
import { isWithin, type Path } from "../text/json.ts";
import { ownAt } from "../text/value.ts";

/** A part of a document that has a schema. */
interface Described {
  readonly id: SchemaId;
  readonly value: unknown;
  readonly path: Path;
}

/** What the schemas say of the value at a path of a document; see `partsAt`. A flow inside it has a schema of its own. */
export function schemaAt(document: Document, path: Path): readonly Schema[] {
  const { id, value, path: inside } = described(document, path) ?? {};
  return id === undefined || !inside ? [] : partsAt(id, value, inside);
}

/** The unions by a tag that the value at a path may be a member of; see `members`. */
export function unionsAt(document: Document, path: Path): ReturnType<typeof members> {
  const { id } = described(document, path) ?? {};
  return id === undefined ? [] : members(schemaAt(document, path), id);
}

function described(document: Document, path: Path): Described | undefined {
  if (!document.format) return undefined;
  const { id } = document.format;
  const body = { id, path: document.path };
  const inline = flowsIn(document)
    .filter((flow) => isWithin(path, flow.path) && flow.path.length < path.length)
    .map((flow) => ({ id: flow.format, path: flow.path }));
  for (const one of [...inline, body])
    if (isWithin(path, one.path))
      return {
        id: one.id,
        value: one === body ? bodyOf(document) : ownAt(document.value, one.path),
        path: path.slice(one.path.length),
      };
  return undefined;
}
