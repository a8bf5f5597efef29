import type { Use } from "../../flow/flow.ts";
import { conditionOf } from "../../simulate/flowyte/condition.ts";
import { parseTemplate } from "../../simulate/flowyte/template.ts";
import type { ValuePath } from "../../simulate/flowyte/value.ts";
import type { Path } from "../../text/json.ts";
import { type Json, object, own, text } from "../../text/value.ts";
import type { NodeType } from "./nodeTypes.ts";

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

/** Templates in a value: text, or text anywhere inside lists and objects. */
function inTemplate(value: unknown, path: Path, found: Use[]): void {
  // Not by recursion: nesting is the user's, the stack is ours.
  const open: [value: unknown, path: Path][] = [[value, path]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [at, where] = next;
    if (typeof at === "string") {
      if (!at.includes("{")) continue;
      for (const part of parseTemplate(at).parts)
        if (typeof part !== "string") found.push(read(part.path, where, part.start));
    } else if (Array.isArray(at)) {
      for (let i = at.length - 1; i >= 0; i--) open.push([at[i], [...where, i]]);
    } else {
      for (const [key, member] of Object.entries(object(at) ?? {}).reverse()) open.push([member, [...where, key]]);
    }
  }
}

function inCondition(written: unknown, path: Path, found: Use[]): void {
  const { reads } = conditionOf(written);
  if (typeof written === "string") for (const { path: to, start } of reads) found.push(read(to, path, start));
  // Written as an object, the first variable stands in its `variable` and the other in its `value`.
  else
    reads.forEach(({ path: to, start }, i) => {
      found.push(read(to, [...path, i === 0 ? "variable" : "value"], start));
    });
}

function read([name = "", ...inside]: ValuePath, path: Path, start: number): Use {
  const place = { path, part: { start, end: start + name.length } };
  return { of: "variable", name, how: "reads", place, ...(inside.length > 0 && { inside }) };
}
