import { own } from "../../text/value.ts";
import type { Ask, Told } from "../asked.ts";
import { type Clause, fires } from "./equations.ts";

const clause = /^(.+?)\s*(==|!=|>=|<=|>|<|\s(?:not_contains|contains)\s)\s*(.*)$/s;
const existence = /^(.+?)\s+(exists|not_exist)$/s;

/**
 * An equation in the words in which cards show it, `account_type == premium and age exists`, all of it joined by `and` or
 * all of it by `or`; a name alone, with braces or without, is its value. How an equation is written on one line is
 * Flowproof's choice: in a graph it is an object.
 */
export const ask: Ask = (text, { variables }) => {
  const parts = text.split(/\s+(and|or)\s+/);
  const joins = new Set(parts.filter((_, i) => i % 2 === 1));
  if (joins.size > 1) return { ok: false, why: 'An equation is joined by "and" or by "or", not by both' };
  const clauses: Clause[] = [];
  for (const part of parts.filter((_, i) => i % 2 === 0)) {
    const read = clauseOf(part.trim());
    if (read) clauses.push(read);
    else if (parts.length === 1) return named(part.trim(), variables);
    else return { ok: false, why: `"${part.trim()}" compares nothing` };
  }
  return { ok: true, value: fires({ clauses, join: joins.has("or") ? "or" : "and" }, variables) };
};

function clauseOf(text: string): Clause | undefined {
  const [, asked, test] = existence.exec(text) ?? [];
  if (asked !== undefined && test !== undefined) return { left: bare(asked), operator: test, right: "" };
  const [, left, operator, right = ""] = clause.exec(text) ?? [];
  if (left === undefined || operator === undefined) return undefined;
  return { left: bare(left), operator: operator.trim(), right: right.replace(/^"(.*)"$/s, "$1") };
}

/** Names may have dots in them, as `tool_result.status` does; else a dot leads into the value. */
function named(text: string, variables: ReadonlyMap<string, unknown>): Told {
  const name = bare(text);
  if (variables.has(name)) return { ok: true, value: variables.get(name) };
  const [first = "", ...path] = name.split(".");
  return { ok: true, value: path.reduce<unknown>((value, key) => own(value, key), variables.get(first)) };
}

function bare(text: string): string {
  return text.trim().replace(/^\{\{\s*(.*?)\s*\}\}$/s, "$1");
}
