// The list of file formats. A format is known in its folder and nowhere else.

import type { Problem } from "../flow/problem.ts";
import { type JsonTree, parseTree, type Path } from "../text/json.ts";
import { flowtest } from "./flowtest/index.ts";
import { flowyteAgent, flowyteAgentPatch, flowytePlaybook, flowyteSkills } from "./flowyte/index.ts";
import { type Document, type Format, own } from "./format.ts";
import { voicetestGraph, voicetestTests } from "./voicetest/index.ts";
import { workspace } from "./workspace/index.ts";
import { yapprAgent, yapprFlow, yapprTest } from "./yappr/index.ts";

/** In the order in which they are asked; the first that recognises a file has it. */
export const formats: readonly Format[] = [
  workspace,
  flowyteSkills,
  flowtest,
  yapprTest,
  yapprAgent,
  yapprFlow,
  flowytePlaybook,
  flowyteAgent,
  flowyteAgentPatch,
  voicetestGraph,
  voicetestTests,
];

const marks = new RegExp(
  [...new Set(formats.flatMap((format) => format.marks))].map((mark) => `"${mark}"`).join("|"),
);

/**
 * Reads a file. Never throws: a text that is no JSON, or is none of our business, gives a document without format.
 * `name` is the file's path or URI; only its end is looked at.
 */
export function read(text: string, name: string): Document {
  let tree: JsonTree | undefined;
  const nothing: Document = {
    name,
    text,
    path: [],
    value: undefined,
    tree: () => {
      tree ??= parseTree(text);
      return tree;
    },
    problems: [],
  };
  if (!marks.test(text)) return nothing;
  const { value, strict } = decode(text, nothing.tree);
  const found = recognise(value, name);
  if (!found) return { ...nothing, value };
  const source = { value, path: found.path, tree: nothing.tree };
  return {
    ...nothing,
    value,
    format: found.format,
    path: found.path,
    problems: strict ? [] : syntaxProblems(nothing.tree(), found.format),
    ...found.format.parse(source),
  };
}

/** The decoded value; `strict` says that the text is JSON to the letter. */
function decode(text: string, tree: () => JsonTree): { value: unknown; strict: boolean } {
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text), strict: true };
  } catch {
    return { value: tree().value(0), strict: false };
  }
}

/** Which format a decoded value has. Hosted answers in an envelope `{success, data}` are looked into (vendor contract). */
function recognise(value: unknown, name: string): { format: Format; path: Path } | undefined {
  const direct = formats.find((format) => format.detect(value, name));
  if (direct) return { format: direct, path: [] };
  if (typeof own(value, "success") !== "boolean") return undefined;
  const inner = formats.find((format) => format.detect(own(value, "data"), name));
  return inner && { format: inner, path: ["data"] };
}

function syntaxProblems(tree: JsonTree, format: Format): Problem[] {
  const ours = format.id === "flowtest" || format.id === "workspace" || format.id === "flowyte-skills";
  const found: Problem[] = [];
  for (const { message, lenient, start, end } of tree.errors) {
    if (lenient && ours) continue; // our own files may hold comments
    found.push({
      rule: "json-syntax",
      severity: lenient ? "warning" : "error",
      message: lenient ? `${message}; hosted systems refuse the file with it` : message,
      span: { start, end },
    });
  }
  if (tree.errors.length === 0) {
    // Something JSON.parse refuses and the scanner lets through, such as a bare control character in a string.
    found.push({
      rule: "json-syntax",
      severity: "error",
      message: "The text is not valid JSON: a control character or a broken escape stands inside a string",
      span: { start: 0, end: Math.min(1, tree.text.length) },
    });
  }
  return found;
}
