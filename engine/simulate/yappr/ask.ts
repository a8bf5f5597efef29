import type { Ask, Asked, Told } from "../asked.ts";
import { atJsonPath, comparable, parseJsonPath } from "./jsonpath.ts";

const comparison = /^(.+?)\s*(==|!=)\s*(.*)$/s;

/**
 * The test of a custom branch, `$.status == busy`, on the result of the latest call; a path alone is what stands there.
 * `equals` compares texts, so the right side is one, in quotes or not (vendor documentation; the two signs are Flowproof's
 * choice, as branches are written without any). A name in place of `$` is a variable's.
 */
export const ask: Ask = (text, state) => {
  const [, path = text, sign, right = ""] = comparison.exec(text) ?? [];
  const found = valueAt(path.trim(), state);
  if (!sign || !found.ok) return found;
  const same = comparable(found.value) === unquoted(right.trim());
  return { ok: true, value: same === (sign === "==") };
};

function valueAt(written: string, { variables, calls }: Asked): Told {
  const text = written.replace(/^\{\{\s*(.*?)\s*\}\}$/s, "$1");
  if (!text.startsWith("$")) {
    const path = parseJsonPath(`$.${text}`);
    const name = path?.[0];
    if (!path || name === undefined) return { ok: false, why: `"${text}" is no name and no path such as $.status` };
    return { ok: true, value: atJsonPath(variables.get(String(name)), path.slice(1)) };
  }
  const path = parseJsonPath(text);
  if (!path) return { ok: false, why: `"${text}" is no path such as $.status or $.slots[0]` };
  const answer = calls.at(-1)?.answer;
  return { ok: true, value: answer && "result" in answer ? atJsonPath(answer.result, path) : undefined };
}

function unquoted(text: string): string {
  return /^"(?:[^"\\]|\\.)*"$/s.test(text) ? asText(text) : text;
}

function asText(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
