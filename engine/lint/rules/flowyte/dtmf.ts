import type { FlowNode } from "../../../flow/flow.ts";
import type { Fix } from "../../../flow/problem.ts";
import type { Path } from "../../../text/json.ts";
import { type Json, object, own } from "../../../text/value.ts";
import type { NodeRule, Report } from "../../rule.ts";

/**
 * ## What it finds
 * Keypad settings of a collect node that do not work: `dtmf_length` or `dtmf_terminator` without `allow_dtmf`; a length
 * below 1 or above 32; a terminator that is not one of the keys 0 to 9, * and #; a length together with a terminator of
 * its own. Where `allow_dtmf` is `false` nothing is said: the keypad was switched off, and its settings wait. `null`, and
 * the terminator `#` beside a length, only say what holds anyway. The bounds of the length, and that a terminator has no
 * work beside a length, are Flowproof's choice.
 * ## Why it matters
 * The caller presses keys and is not heard, or is heard too early.
 * ## Example
 * `"data": { "slot": "zip", "prompt": "Your zip?", "dtmf_length": 5 }`
 * ## Instead
 * `"data": { "slot": "zip", "prompt": "Your zip?", "allow_dtmf": true, "dtmf_length": 5 }`
 */
export const dtmf: NodeRule = {
  id: "flowyte/dtmf",
  severity: "warning",
  formats: ["flowyte-playbook"],
  fixable: true,
  checkNode(node, report) {
    if (node.kind !== "collect") return;
    const data = object(own(node.value, "data"));
    if (!data || own(data, "allow_dtmf") === false) return;
    const hasLength = isWritten(data, "dtmf_length");
    const hasTerminator = isWritten(data, "dtmf_terminator");
    if (hasLength || hasTerminator) checkKeypad(node, data, hasLength, hasTerminator, report);
  },
};

/** Exports write null for what was never set. */
function isWritten(data: Json, key: string): boolean {
  const value = own(data, key);
  return value !== undefined && value !== null;
}

function checkKeypad(node: FlowNode, data: Json, hasLength: boolean, hasTerminator: boolean, report: Report): void {
  if (!isWritten(data, "allow_dtmf")) {
    const key = hasLength ? "dtmf_length" : "dtmf_terminator";
    const change = { do: "set", path: at(node, "allow_dtmf"), value: true, after: before(data, key) } as const;
    report({ path: at(node, key), part: "key" }, `"${key}" does nothing without "allow_dtmf": true`, {
      fixes: [{ title: 'Add "allow_dtmf": true', changes: [change] }],
    });
  }
  const length = own(data, "dtmf_length");
  const terminator = own(data, "dtmf_terminator");
  const counts = hasLength && checkLength(node, length, report);
  const ends = hasTerminator && checkTerminator(node, terminator, report);
  if (counts && ends && terminator !== "#")
    report(
      { path: at(node, "dtmf_terminator") },
      `The value is complete after ${length} ${length === 1 ? "key" : "keys"}, so the terminator "${terminator}" has no work to do; keep "dtmf_length" or "dtmf_terminator"`,
      { fixes: [removal(node, "dtmf_terminator"), removal(node, "dtmf_length")] },
    );
}

/** Whether the length is one that can be pressed; what is no whole number is reported by the schema. */
function checkLength(node: FlowNode, length: unknown, report: Report): boolean {
  if (typeof length !== "number" || !Number.isInteger(length)) return false;
  if (length >= 1 && length <= 32) return true;
  report(
    { path: at(node, "dtmf_length") },
    `"dtmf_length" is ${length}; expected 1 to 32 keys, or none where the terminator ends the value`,
    { fixes: [removal(node, "dtmf_length")] },
  );
  return false;
}

/** Whether the terminator is a key; what is no text is reported by the schema. */
function checkTerminator(node: FlowNode, terminator: unknown, report: Report): boolean {
  if (typeof terminator !== "string") return false;
  if (/^[0-9*#]$/.test(terminator)) return true;
  const path = at(node, "dtmf_terminator");
  const fixes = [removal(node, "dtmf_terminator")];
  const key = keyNamed(terminator);
  if (terminator.trim() === "")
    report({ path }, '"dtmf_terminator" names no key; without it "#" ends the value', { severity: "hint", fixes });
  else
    report(
      { path },
      `"dtmf_terminator" is "${terminator}"; expected one key of 0 to 9, * and #${key ? `; did you mean "${key}"?` : ""}`,
      { suggestion: key, fixes },
    );
  return false;
}

/** The key that a word or a text with more than the key means. */
function keyNamed(written: string): string | undefined {
  const word = written.trim().toLowerCase();
  if (/^[0-9*#]$/.test(word)) return word;
  if (["pound", "hash"].includes(word)) return "#";
  return ["star", "asterisk"].includes(word) ? "*" : undefined;
}

function at(node: FlowNode, key: string): Path {
  return [...node.path, "data", key];
}

function removal(node: FlowNode, key: string): Fix {
  return { title: `Remove "${key}"`, changes: [{ do: "remove", path: at(node, key) }] };
}

/** The member in front of another: what is added behind it stands before the other. */
function before(data: Json, key: string): string | undefined {
  const keys = Object.keys(data);
  return keys[keys.indexOf(key) - 1];
}
