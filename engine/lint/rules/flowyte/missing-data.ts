import type { Fix } from "../../../flow/problem.ts";
import { nodeType } from "../../../formats/flowyte/nodeTypes.ts";
import type { Path } from "../../../text/json.ts";
import { object, own, text } from "../../../text/value.ts";
import type { SchemaRule } from "../../rule.ts";
import { standsFor } from "./said.ts";

/**
 * ## What it finds
 * A node whose `data` lacks what its type cannot do without, or has it blank: `slot` and `prompt` of a collect, `tool` of
 * a skill, `text` of a message, `condition` of a branch. The vendor does not say which keys are required; these are
 * Flowproof's choice.
 * ## Why it matters
 * The node does nothing: what the caller says is not kept, no skill is called, the agent is silent.
 * ## Example
 * `{ "id": "hello", "type": "message", "data": { "prompt": "Hi" } }`
 * ## Instead
 * `{ "id": "hello", "type": "message", "data": { "text": "Hi" } }`
 */
export const missingData: SchemaRule = {
  id: "flowyte/missing-data",
  severity: "error",
  formats: ["flowyte-playbook"],
  fixable: true,
  bySchema: true,
  // A text of its own is nothing that Flowproof could make up; only what stands in the wrong place is put in the right one.
  fixes(value, path, missing) {
    if (missing === undefined) return [];
    return missing === "data" ? gathered(value, path) : renamed(value, path, missing);
  },
};

/** What was written beside `data` goes into it, if it is all that the type needs. */
function gathered(node: unknown, path: Path): Fix[] {
  const type = nodeType(text(own(node, "type")) ?? "");
  const found = type?.data.filter((key) => own(node, key) !== undefined) ?? [];
  if (!type || found.length === 0 || !type.required.every((key) => found.includes(key))) return [];
  const data = Object.fromEntries(found.map((key) => [key, own(node, key)]));
  return [
    {
      title: `Move ${found.map((key) => `"${key}"`).join(", ")} into "data"`,
      changes: [
        { do: "set", path: [...path, "data"], value: data, after: found.at(-1) },
        ...found.map((key) => ({ do: "remove" as const, path: [...path, key] })),
      ],
    },
  ];
}

/** What stands under the name that it has in nodes of another type gets its own. */
function renamed(data: unknown, path: Path, missing: string): Fix[] {
  return Object.keys(object(data) ?? {})
    .filter((key) => standsFor(key, missing) && typeof own(data, key) === "string")
    .map((key) => ({
      title: `Rename "${key}" to "${missing}"`,
      changes: [{ do: "rename", path: [...path, key], key: missing }],
    }));
}
