import type { Use } from "../../flow/flow.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, text } from "../../text/value.ts";

/** `metadata.<key>` and what else a token can begin with that is no node. */
const METADATA = "metadata";

/**
 * The names in a node: tokens in any of its texts, `{{node.argument}}` and `{{metadata.key}}` (vendor contract), and the
 * tool it calls. A token of metadata reads the variable `metadata.<key>`, one of a node both the node and the variable
 * `<node>.<argument>`, which that node binds where its arguments are to be extracted by the model.
 */
export function usesOf(node: Json, path: Path): Use[] {
  const found: Use[] = [];
  const tool = text(own(node, "tool_id"));
  if (tool) found.push({ of: "tool", name: tool, how: "reads", place: { path: [...path, "tool_id"] } });
  const id = text(own(node, "id"));
  for (const [argument, value] of Object.entries(object(own(node, "args_template")) ?? nothing)) {
    if (own(value, "mode") === "variable") obsoleteToken(value, [...path, "args_template", argument], found);
    if (id && own(value, "mode") === "ai_extract")
      found.push({
        of: "variable",
        name: `${id}.${argument}`,
        before: `${id}.`,
        how: "binds",
        place: { path: [...path, "args_template", argument], part: "key" },
      });
  }
  for (const key of Object.keys(node)) {
    // Tokens are looked for wherever people may write text; ids and types are none.
    if (key === "id" || key === "type" || key.endsWith("_id")) continue;
    const value = node[key];
    // Most texts have none, and where they stand need not be known then.
    if (mayHaveTokens(value)) tokensIn(value, [...path, key], found);
  }
  return found;
}

const nothing: Json = {};

/** What a token says, in the obsolete form `{mode: "variable", source_node_id, source_arg_name}` (vendor contract). */
function obsoleteToken(value: unknown, path: Path, found: Use[]): void {
  const node = text(own(value, "source_node_id"));
  const argument = text(own(value, "source_arg_name"));
  if (!node || !argument) return;
  found.push({ of: "node", name: node, how: "reads", place: { path: [...path, "source_node_id"] } });
  const place = { path: [...path, "source_arg_name"] };
  found.push({ of: "variable", name: `${node}.${argument}`, before: `${node}.`, how: "reads", place });
}

/** The keys of metadata that every call has (vendor contract), as tokens name them. */
export const given: ReadonlySet<string> = new Set(
  ["id", "direction", "agent_number", "user_number", "agent_name"].map((key) => `${METADATA}.${key}`),
);

/** The custom keys of metadata that a flow declares. */
export function usesAround(flow: Json, path: Path): Use[] {
  return list(own(own(flow, METADATA), "custom_metadata_keys")).flatMap((key, i): Use[] => {
    const place = { path: [...path, METADATA, "custom_metadata_keys", i] };
    if (typeof key !== "string") return [];
    return [{ of: "variable", name: `${METADATA}.${key}`, before: `${METADATA}.`, how: "declares", place }];
  });
}

const token = /\{\{\s*([^\s{}.]+)\.([^\s{}]+?)\s*\}\}/g;

function mayHaveTokens(value: unknown): boolean {
  if (typeof value === "string") return value.includes("{{");
  if (typeof value !== "object" || value === null) return false;
  const open: object[] = [value];
  for (let next = open.pop(); next; next = open.pop())
    for (const member of Object.values(next) as unknown[]) {
      if (typeof member === "string") {
        if (member.includes("{{")) return true;
      } else if (typeof member === "object" && member !== null) open.push(member);
    }
  return false;
}

/** The tokens in a value: text, or text anywhere inside lists and objects. */
function tokensIn(value: unknown, path: Path, found: Use[]): void {
  // Not by recursion: nesting is the user's, the stack is ours.
  const open: [value: unknown, path: Path][] = [[value, path]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [at, where] = next;
    if (typeof at === "string") {
      if (at.includes("{{")) tokens(at, where, found);
    } else if (Array.isArray(at)) {
      for (let i = at.length - 1; i >= 0; i--) open.push([at[i], [...where, i]]);
    } else {
      for (const [key, member] of Object.entries(object(at) ?? {}).reverse()) open.push([member, [...where, key]]);
    }
  }
}

function tokens(written: string, path: Path, found: Use[]): void {
  for (const { 0: whole, 1: of = "", 2: rest = "", index } of written.matchAll(token)) {
    const start = index + whole.indexOf(of, 2);
    const end = start + of.length + 1 + rest.length;
    if (of !== METADATA)
      found.push({ of: "node", name: of, how: "reads", place: { path, part: { start, end: start + of.length } } });
    const part = { start: of === METADATA ? start : start + of.length + 1, end };
    found.push({ of: "variable", name: `${of}.${rest}`, before: `${of}.`, how: "reads", place: { path, part } });
  }
}
