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
  list(own(node, "variables_to_extract")).forEach((each, i) => {
    const name = text(own(each, "name"));
    const place = { path: [...path, "variables_to_extract", i, "name"] };
    if (name) found.push({ of: "variable", name, how: "binds", place });
  });
  list(own(node, "transitions")).forEach((each, i) => {
    const clauses = list(own(own(each, "condition"), "equations"));
    // Beside a clause that asks whether there is a value, another one relies on it.
    const asked = new Set(clauses.map((clause) => (asksOnly(clause) ? own(clause, "left") : undefined)));
    clauses.forEach((clause, j) => {
      const at = [...path, "transitions", i, "condition", "equations", j];
      inClause(clause, asked.has(own(clause, "left")), at, found);
    });
  });
  list(own(node, "tools")).forEach((each, i) => {
    const name = text(own(each, "name"));
    if (name) found.push({ of: "tool", name, how: "declares", place: { path: [...path, "tools", i, "name"] } });
  });
  return found;
}

function asksOnly(clause: unknown): boolean {
  const operator = own(clause, "operator");
  return operator === "exists" || operator === "not_exist";
}

function inClause(clause: unknown, asks: boolean, at: Path, found: Use[]): void {
  const left = text(own(clause, "left"));
  const right = text(own(clause, "right"));
  if (left) {
    const read = { of: "variable", name: left, how: "reads", place: { path: [...at, "left"] }, late: true } as const;
    found.push(asks ? { ...read, asks } : read);
  }
  // A clause that only asks never looks at its right side (vendor contract).
  if (right && !asksOnly(clause))
    found.push({
      of: "variable",
      name: right,
      how: "reads",
      place: { path: [...at, "right"] },
      perhaps: true,
      late: true,
    });
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
  for (const { kind, name, start } of placeholders(value)) {
    if (only && kind !== only) continue;
    const at = value.indexOf(name, start + 2);
    found.push({ of: kind, name, how: "reads", place: { path, part: { start: at, end: at + name.length } } });
  }
}
