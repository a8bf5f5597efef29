import type { Flow, FlowNode } from "../flow/flow.ts";
import type { Braces } from "../formats/wanted.ts";
import type { Cursor } from "./cursor.ts";
import type { Proposal } from "./proposal.ts";
import { snippetsOf, variablesOf } from "./variables.ts";

/**
 * The names that fit between the braces which the cursor stands in, or which are being opened: only the name is replaced,
 * and braces are closed where they are not. Nothing outside of braces.
 */
export function namesInBraces(
  cursor: Cursor,
  braces: readonly Braces[],
  flow: Flow,
  from: FlowNode | undefined,
): Proposal[] {
  if (!cursor.quoted) return [];
  const { text } = cursor.tree;
  const { offset, token, typed } = cursor;
  const open = typed.lastIndexOf("{");
  if (open < 0 || /[}"\\]/.test(typed.slice(open))) return [];
  // Of two braces the first counts.
  const first = open > 0 && typed[open - 1] === "{" ? open - 1 : open;
  const written = typed.slice(first);
  const found: Proposal[] = [];
  for (const pair of braces) {
    if (!written.startsWith(pair.open) && !pair.open.startsWith(written)) continue;
    const isBegun = written.startsWith(pair.open);
    const lead = isBegun ? /^\s*/.exec(written.slice(pair.open.length))![0].length + pair.open.length : 0;
    const start = offset - written.length + lead;
    const end = nameEnd(text, offset, token.end);
    const closed = text.slice(end, token.end).trimStart().startsWith(pair.close);
    // A brace of the closing ones may be there already, put by an editor.
    const half =
      !closed && pair.close.length > 1 && text[end] === pair.close.at(-1) ? pair.close.slice(0, -1) : pair.close;
    for (const { name, detail } of pair.of === "variable" ? variablesOf(flow, from) : snippetsOf(flow)) {
      const spelt = JSON.stringify(name).slice(1, -1);
      const whole = `${pair.open}${name}${pair.close}`;
      found.push({
        kind: pair.of,
        label: isBegun ? name : whole,
        detail,
        text: `${isBegun ? "" : pair.open}${spelt}${closed ? "" : half}`,
        replace: { start, end },
        more: [],
        filter: isBegun ? name : whole,
      });
    }
  }
  return found;
}

/** Where the name that the offset stands in ends. */
function nameEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /[\p{L}\p{N}_.-]/u.test(text.charAt(at))) at++;
  return at;
}
