import type { Case, FlowTest, Mock } from "../../flowtest/model.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, text } from "../../text/value.ts";

/** The list of cases in a document, and its path in there: the document itself, or the `items` of Retell's answer. */
export function testCases(value: unknown): { readonly list: readonly unknown[]; readonly path: Path } {
  return Array.isArray(value) ? { list: value, path: [] } : { list: list(own(value, "items")), path: ["items"] };
}

/**
 * The cases of a voicetest or Retell test file that stands at `path`. A model plays their caller, so none of them runs
 * without one. What is no object is left out; a case without a name is called after its position.
 */
export function testsOf(value: unknown, path: Path): FlowTest {
  const { list: written, path: below } = testCases(value);
  const cases: Case[] = [];
  for (const [i, each] of written.entries()) {
    const one = object(each);
    if (one) cases.push(caseOf(one, i, [...path, ...below, i]));
  }
  return { cases };
}

function caseOf(value: Json, index: number, path: Path): Case {
  const name = text(own(value, "name"));
  return {
    name: name || `test ${index + 1}`,
    place: { path: name === undefined ? path : [...path, "name"] },
    path,
    tags: [],
    skip: isRule(value)
      ? "Needs a model to play the caller"
      : "Needs a model to play the caller and to judge the conversation",
    variables: object(own(value, "dynamic_variables")) ?? {},
    turns: [],
    mocks: mocksOf(own(value, "tool_mocks"), [...path, "tool_mocks"]),
    confirm: [],
    options: {},
  };
}

/** Whether rules decide the case; a type that is neither is a judge's (vendor contract). */
function isRule(value: Json): boolean {
  const type = own(value, "type");
  return type === "rule" || type === "unit";
}

/**
 * The mocks by tool name, in any of the three shapes that are in use: `{name, response}`, `{tool, response}` and
 * Retell's `{tool_name, input_match_rule, output}`. One that holds for certain arguments only is left out, because a
 * graph says nothing of a call's arguments (Flowproof's choice; voicetest itself keeps mocks and reads none).
 */
function mocksOf(value: unknown, path: Path): ReadonlyMap<string, Mock> {
  const mocks = new Map<string, Mock>();
  for (const [i, mock] of list(value).entries()) {
    const tool = text(own(mock, "tool_name") ?? own(mock, "tool") ?? own(mock, "name"));
    const rule = text(own(own(mock, "input_match_rule"), "type")) ?? "any";
    if (!tool || rule !== "any" || mocks.has(tool)) continue; // of several the first counts
    const response = own(mock, "response") === undefined ? decoded(own(mock, "output")) : own(mock, "response");
    if (response !== undefined) mocks.set(tool, { entries: [{ result: response }], place: { path: [...path, i] } });
  }
  return mocks;
}

/** Retell keeps a tool's output as text, which is JSON as a rule. */
function decoded(output: unknown): unknown {
  if (typeof output !== "string") return output;
  try {
    return JSON.parse(output) as unknown;
  } catch {
    return output;
  }
}
