import type { Fix } from "../../flow/problem.ts";
import type { Change } from "../../text/edit.ts";
import type { Path } from "../../text/json.ts";
import { own, text } from "../../text/value.ts";
import { type Clause, equationText, operators } from "./equations.ts";

/**
 * The clauses that the words of an equation name, such as `plan == premium AND age > 17`, the way importers write them
 * (vendor contract), and the changes that write them down; undefined for words that are not of that form.
 */
export function asDescribed(condition: unknown, path: Path): Fix | undefined {
  const written = text(own(condition, "value")) ?? "";
  if (written.length > MOST_LETTERS) return undefined;
  const join = / OR /i.test(written) ? "or" : "and";
  const parts = written.split(join === "or" ? / OR /i : / AND /i).map(clauseIn);
  const clauses = parts.filter((part) => part !== undefined);
  if (clauses.length < parts.length || (join === "or" && / AND /i.test(written))) return undefined;
  const changes: Change[] = [{ do: "set", path: [...path, "equations"], value: clauses }];
  if (join === "or" || own(condition, "logical_operator") !== undefined)
    changes.push({ do: "set", path: [...path, "logical_operator"], value: join });
  return { title: `Compare as described: ${equationText({ clauses, join })}`, changes };
}

const MOST_LETTERS = 500;

const comparison =
  /^\s*(?:\{\{\s*)?([\p{L}_][\p{L}\p{N}_.]*)(?:\s*\}\})?\s*(?:(==|!=|>=|<=|>|<)|\s(\w+))(?:\s*(.*))?$/su;

function clauseIn(words: string): Clause | undefined {
  const [, left, sign, word, rest = ""] = comparison.exec(words) ?? [];
  const operator = sign ?? word;
  if (left === undefined || operator === undefined || !operators.has(operator)) return undefined;
  const right = unquoted(rest.trim());
  const takesNone = operator === "exists" || operator === "not_exist";
  if (takesNone !== (right === "")) return undefined;
  return { left, operator, right };
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}
