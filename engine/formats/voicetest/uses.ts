import type { Use } from "../../flow/flow.ts";
import { placeholders } from "../../simulate/voicetest/template.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, text } from "../../text/value.ts";

/**
 * The names in a node: the copy of its own, variables and snippets in its prompt, variables it extracts and those its
 * equations compare, and its tools. The right side of an equation is a variable where one of that name exists (vendor contract).
 */
export function usesOf(node: Json, path: Path): Use[] {
  const found: Use[] = [];
  // A node is named by its key; the copy of it inside is another place where the same name stands.
  const id = path.at(-1);
  if (typeof id === "string" && own(node, "id") === id)
    found.push({ of: "node", name: id, how: "declares", place: { path: [...path, "id"] } });
  inPrompt(own(node, "state_prompt"), [...path, "state_prompt"], found);
  for (const [i, each] of list(own(node, "variables_to_extract")).entries()) {
    const name = text(own(each, "name"));
    const place = { path: [...path, "variables_to_extract", i, "name"] };
    if (name) found.push({ of: "variable", name, how: "binds", place });
  }
  for (const [i, each] of list(own(node, "transitions")).entries()) {
    const equations = list(own(own(each, "condition"), "equations"));
    for (const [j, clause] of equations.entries()) {
      const at = [...path, "transitions", i, "condition", "equations", j];
      const left = text(own(clause, "left"));
      const operator = own(clause, "operator");
      const asks = operator === "exists" || operator === "not_exist";
      // Of these two the right side is never looked at (vendor contract).
      const right = asks ? undefined : text(own(clause, "right"));
      const read = { of: "variable", how: "reads", late: true } as const;
      if (left) found.push({ ...read, name: left, place: { path: [...at, "left"] }, ...(asks && { asks }) });
      if (right) found.push({ ...read, name: right, place: { path: [...at, "right"] }, perhaps: true });
    }
  }
  for (const [i, each] of list(own(node, "tools")).entries()) {
    const name = text(own(each, "name"));
    if (name) found.push({ of: "tool", name, how: "declares", place: { path: [...path, "tools", i, "name"] } });
  }
  return found;
}

/** The names outside of nodes: in the general prompt, in snippets, and among the variables that a call begins with. */
export function usesAround(graph: Json, path: Path): Use[] {
  const found: Use[] = [];
  const metadata = own(graph, "source_metadata");
  const around = [...path, "source_metadata"];
  inPrompt(own(metadata, "general_prompt"), [...around, "general_prompt"], found);
  for (const name of Object.keys(object(own(metadata, "default_dynamic_variables")) ?? {})) {
    const place = { path: [...around, "default_dynamic_variables", name], part: "key" as const };
    found.push({ of: "variable", name, how: "declares", place });
  }
  for (const [name, body] of Object.entries(object(own(graph, "snippets")) ?? {})) {
    const at = [...path, "snippets", name];
    found.push({ of: "snippet", name, how: "declares", place: { path: at, part: "key" } });
    // A snippet inside a snippet is not expanded (vendor contract), so nothing reads one there.
    inPrompt(body, at, found, "variable");
  }
  return found;
}

function inPrompt(value: unknown, path: Path, found: Use[], only?: Use["of"]): void {
  if (typeof value !== "string" || !value.includes("{")) return;
  for (const { kind, name, start, end } of placeholders(value).sort((a, b) => a.start - b.start)) {
    if (only && kind !== only) continue;
    const at = start + value.slice(start, end).indexOf(name);
    found.push({ of: kind, name, how: "reads", place: { path, part: { start: at, end: at + name.length } } });
  }
}
