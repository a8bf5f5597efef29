import type { FlowNode, Use } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import { placeholders } from "../../simulate/voicetest/template.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, text } from "../../text/value.ts";

/**
 * The names in a node: the copy of its own, variables and snippets in its prompt, variables it extracts and those its
 * equations compare, and its tools. The right side of an equation is a variable where one of that name exists (vendor contract).
 */
export function usesOf(node: Owner): Use[] {
  const { id, value } = node;
  const found: Use[] = [];
  // A node is named by its key; the copy of it inside is another place where the same name stands.
  if (own(value, "id") === id) found.push(new OwnId(node));
  const prompt = text(own(value, "state_prompt"));
  if (prompt?.includes("{")) inPrompt(prompt, [...node.path, "state_prompt"], found);
  const extracted = list(own(value, "variables_to_extract"));
  for (let i = 0; i < extracted.length; i++) {
    const name = text(own(extracted[i], "name"));
    const place = { path: [...node.path, "variables_to_extract", i, "name"] };
    if (name) found.push({ of: "variable", name, how: "binds", place });
  }
  const transitions = list(own(value, "transitions"));
  for (let i = 0; i < transitions.length; i++)
    inEquation(list(own(own(transitions[i], "condition"), "equations")), node, i, found);
  const tools = list(own(value, "tools"));
  for (let i = 0; i < tools.length; i++) {
    const name = text(own(tools[i], "name"));
    if (name) found.push({ of: "tool", name, how: "declares", place: { path: [...node.path, "tools", i, "name"] } });
  }
  return found;
}

type Owner = Pick<FlowNode, "id" | "path" | "value">;

function inEquation(clauses: readonly unknown[], node: Owner, transition: number, found: Use[]): void {
  // Beside a clause that asks whether there is a value, another one relies on it.
  const asked = clauses.some(asksOnly) ? clauses.filter(asksOnly).map((clause) => own(clause, "left")) : none;
  for (let i = 0; i < clauses.length; i++) {
    const clause = clauses[i];
    const left = text(own(clause, "left"));
    const right = text(own(clause, "right"));
    if (left) found.push(new ClauseUse(left, "left", asked.includes(left), node, transition, i));
    // A clause that only asks never looks at its right side (vendor contract).
    if (right && !asksOnly(clause)) found.push(new ClauseUse(right, "right", false, node, transition, i));
  }
}

const none: readonly unknown[] = [];

function asksOnly(clause: unknown): boolean {
  const operator = own(clause, "operator");
  return operator === "exists" || operator === "not_exist";
}

// Of the tens of thousands of names in a large graph hardly one is ever shown: where it stands is put together when
// somebody asks.

class OwnId implements Use {
  readonly of = "node";
  readonly how = "declares";
  readonly name: string;
  private readonly node: Owner;

  constructor(node: Owner) {
    this.name = node.id;
    this.node = node;
  }

  get place(): Place {
    return { path: [...this.node.path, "id"] };
  }
}

/** A variable on a side of a clause. */
class ClauseUse implements Use {
  readonly of = "variable";
  readonly how = "reads";
  readonly late = true;
  readonly name: string;
  readonly perhaps: boolean;
  readonly asks: boolean;
  private readonly side: "left" | "right";
  private readonly node: Owner;
  private readonly transition: number;
  private readonly clause: number;

  constructor(name: string, side: "left" | "right", asks: boolean, node: Owner, transition: number, clause: number) {
    this.name = name;
    this.perhaps = side === "right";
    this.asks = asks;
    this.side = side;
    this.node = node;
    this.transition = transition;
    this.clause = clause;
  }

  get place(): Place {
    const equations = [...this.node.path, "transitions", this.transition, "condition", "equations"];
    return { path: [...equations, this.clause, this.side] };
  }
}

/** The names outside of nodes: in the general prompt, in snippets, and among the variables that a call begins with. */
export function usesAround(graph: Json, path: Path): Use[] {
  const found: Use[] = [];
  const metadata = own(graph, "source_metadata");
  const around = [...path, "source_metadata"];
  inPrompt(text(own(metadata, "general_prompt")) ?? "", [...around, "general_prompt"], found);
  for (const name of Object.keys(object(own(metadata, "default_dynamic_variables")) ?? {})) {
    const place = { path: [...around, "default_dynamic_variables", name], part: "key" as const };
    found.push({ of: "variable", name, how: "declares", place });
  }
  for (const [name, body] of Object.entries(object(own(graph, "snippets")) ?? {})) {
    const at = [...path, "snippets", name];
    found.push({ of: "snippet", name, how: "declares", place: { path: at, part: "key" } });
    // A snippet inside a snippet is not expanded (vendor contract), so nothing reads one there.
    inPrompt(text(body) ?? "", at, found, "variable");
  }
  return found;
}

function inPrompt(prompt: string, path: Path, found: Use[], only?: Use["of"]): void {
  for (const { kind, name, start } of placeholders(prompt)) {
    if (only && kind !== only) continue;
    const at = prompt.indexOf(name, start + 2);
    found.push({ of: kind, name, how: "reads", place: { path, part: { start: at, end: at + name.length } } });
  }
}
