import type { Near } from "../../flow/flow.ts";
import { canBeSaid, parseTemplate } from "../../simulate/flowyte/template.ts";
import type { Path } from "../../text/json.ts";
import { type Json, own } from "../../text/value.ts";
import type { NodeType } from "./nodeTypes.ts";
import { templatesIn } from "./templates.ts";

/** What looks like a placeholder in the templates of a node's `data` and is none, and braces without their partner. */
export function nearOf(type: NodeType["type"] | undefined, data: Json, path: Path): readonly Near[] {
  const key = type && templates.get(type);
  const value = key === undefined ? undefined : own(data, key);
  if (key === undefined || value === undefined) return nothing;
  const found: Near[] = [];
  for (const [written, at] of templatesIn(value, [...path, key])) inTemplate(written, at, found);
  return found.length > 0 ? found : nothing;
}

/** The member of `data` in which each type of node has its templates. */
const templates: ReadonlyMap<NodeType["type"], string> = new Map([
  ["start", "message"],
  ["message", "text"],
  ["collect", "prompt"],
  ["skill", "args"],
]);

const nothing: readonly Near[] = [];
const braces = ["{", "}"] as const;

function inTemplate(written: string, path: Path, found: Near[]): void {
  for (const { 0: whole, 1: doubled, 2: single, index } of written.matchAll(inBraces)) {
    const name = (doubled ?? single ?? "").trim();
    const place = { path, part: { start: index, end: index + whole.length } };
    if (doubled !== undefined) {
      if (canBeSaid(name.split(".")[0]!)) found.push({ of: "variable", name, why: "braces", place, braces });
    } else if (name !== "" && !dotted.test(name))
      found.push({ of: "variable", name, why: "characters", place, braces });
  }
  for (const start of parseTemplate(written).strays)
    found.push({ of: "variable", name: "", why: "stray", place: { path, part: { start, end: start + 1 } }, braces });
}

// Three braces are a pair of literal ones around a placeholder. What is longer than a name ever is, is text.
const inBraces = /(?<!\{)(?:\{\{([^{}]{1,60})\}\}|\{([^{}]{1,60})\})(?!\})/g;
const dotted = /^[A-Za-z_]\w*(?:\.(?:[A-Za-z_]\w*|\d+))*$/;
