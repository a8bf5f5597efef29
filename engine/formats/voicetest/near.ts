import type { FlowNode, Near } from "../../flow/flow.ts";
import { canBeSaid, placeholders } from "../../simulate/voicetest/template.ts";
import type { Path } from "../../text/json.ts";
import { type Json, object, own } from "../../text/value.ts";

/** What looks like a placeholder in a node's prompt and is none. */
export function nearOf({ value, path }: Pick<FlowNode, "value" | "path">): readonly Near[] {
  return inPrompt(own(value, "state_prompt"), path, "state_prompt");
}

/** What looks like a placeholder in the general prompt and in snippets and is none: in a snippet, every other snippet. */
export function nearAround(graph: Json, path: Path): readonly Near[] {
  const general = own(own(graph, "source_metadata"), "general_prompt");
  const found = [...inPrompt(general, [...path, "source_metadata"], "general_prompt")];
  for (const [name, body] of Object.entries(object(own(graph, "snippets")) ?? {})) {
    const at = [...path, "snippets", name];
    found.push(...inPrompt(body, [...path, "snippets"], name));
    if (typeof body !== "string" || !body.includes("{%")) continue;
    for (const { kind, name: inner, start, end } of placeholders(body))
      if (kind === "snippet")
        found.push({
          of: kind,
          name: inner,
          why: "nested",
          place: { path: at, part: { start, end } },
          braces: snippetBraces,
        });
  }
  return found;
}

const nothing: readonly Near[] = [];
const braces = ["{{", "}}"] as const;
const snippetBraces = ["{%", "%}"] as const;

function inPrompt(value: unknown, holder: Path, key: string): readonly Near[] {
  if (typeof value !== "string" || !value.includes("{")) return nothing;
  const path = [...holder, key];
  const found: Near[] = [];
  for (const { 0: whole, 1: doubled, 2: single, 3: snippet, index } of value.matchAll(inBraces)) {
    const name = (doubled ?? single ?? snippet ?? "").trim();
    const place = { path, part: { start: index, end: index + whole.length } };
    if (single !== undefined) {
      if (canBeSaid(name)) found.push({ of: "variable", name, why: "braces", place, braces });
    } else if (!canBeSaid(name) && looksLikeName.test(name)) {
      if (doubled !== undefined) found.push({ of: "variable", name, why: "characters", place, braces });
      else found.push({ of: "snippet", name, why: "characters", place, braces: snippetBraces });
    }
  }
  return found.length > 0 ? found : nothing;
}

// Code and JSON in a prompt have braces too: what has more of them around it is not looked at, nor what is longer than a
// name ever is, nor a `${…}` of JavaScript.
const inBraces = /(?<![{$])(?:\{\{([^{}]{1,60})\}\}|\{([^{}%]{1,60})\}|\{%([^{}%]{1,60})%\})(?!\})/g;
const looksLikeName = /^[\p{L}_][\p{L}\p{N}_]*(?:[-. ][\p{L}\p{N}_]+)*$/u;
