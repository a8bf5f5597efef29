import type { Use } from "../../flow/flow.ts";
import { conditionOf } from "../../simulate/flowyte/condition.ts";
import { asking } from "../../simulate/flowyte/known.ts";
import { parseTemplate } from "../../simulate/flowyte/template.ts";
import type { ValuePath } from "../../simulate/flowyte/value.ts";
import type { Path } from "../../text/json.ts";
import { type Json, object, own, text } from "../../text/value.ts";
import type { NodeType } from "./nodeTypes.ts";
import { templatesIn } from "./templates.ts";

/**
 * The names in a node's `data`: variables in its templates and its condition, those it binds, the skill it calls and the
 * parameters it gives to it.
 */
export function usesOf(type: NodeType["type"] | undefined, data: Json, path: Path): Use[] {
  const found: Use[] = [];
  switch (type) {
    case "start":
      inTemplate(own(data, "message"), [...path, "message"], found);
      break;
    case "message":
      inTemplate(own(data, "text"), [...path, "text"], found);
      break;
    case "collect": {
      const slot = text(own(data, "slot"));
      if (slot) found.push({ of: "variable", name: slot, how: "binds", place: { path: [...path, "slot"] } });
      inTemplate(own(data, "prompt"), [...path, "prompt"], found);
      break;
    }
    case "branch":
      inCondition(own(data, "condition"), [...path, "condition"], found);
      break;
    case "skill": {
      const tool = text(own(data, "tool"));
      if (tool) found.push({ of: "tool", name: tool, how: "reads", place: { path: [...path, "tool"] } });
      for (const name of Object.keys(object(own(data, "args")) ?? {}))
        found.push({ of: "parameter", name, how: "binds", place: { path: [...path, "args", name], part: "key" } });
      inTemplate(own(data, "args"), [...path, "args"], found);
      for (const name of Object.keys(object(own(data, "output")) ?? {}))
        found.push({ of: "variable", name, how: "binds", place: { path: [...path, "output", name], part: "key" } });
    }
  }
  return found;
}

/**
 * The names around a playbook's steps, for files in which the playbook stands with its graph: what goes in has a value
 * from the start (`inputSchema`), and what comes out is read at the end (`outputSchema`).
 */
export function usesAround(playbook: Json, path: Path): Use[] {
  const found: Use[] = [];
  for (const [schema, how] of [["inputSchema", "declares"] as const, ["outputSchema", "reads"] as const])
    for (const name of Object.keys(object(own(own(playbook, schema), "properties")) ?? {}))
      found.push({ of: "variable", name, how, place: { path: [...path, schema, "properties", name], part: "key" } });
  return found;
}

/** Placeholders in a value: text, or text anywhere inside lists and objects. */
function inTemplate(value: unknown, path: Path, found: Use[]): void {
  for (const [written, where] of templatesIn(value, path))
    for (const part of parseTemplate(written).parts)
      if (typeof part !== "string") found.push(read(part.path, where, part.start));
}

function inCondition(written: unknown, path: Path, found: Use[]): void {
  const { reads, expression } = conditionOf(written);
  const asks = expression ? asking(expression) : [];
  // In `{zip} exists and {zip} > 5` the second read relies on the first.
  const asked = new Set(reads.flatMap(({ path: to }, i) => (asks[i] ? to[0]! : [])));
  reads.forEach(({ path: to, start }, i) => {
    // Written as an object, the first variable stands in its `variable` and the other in its `value`.
    const at = typeof written === "string" ? path : [...path, i === 0 ? "variable" : "value"];
    found.push(read(to, at, start, asked.has(to[0]!)));
  });
}

function read([name = "", ...inside]: ValuePath, path: Path, start: number, asks = false): Use {
  const place = { path, part: { start, end: start + name.length } };
  return { of: "variable", name, how: "reads", place, ...(inside.length > 0 && { inside }), ...(asks && { asks }) };
}
