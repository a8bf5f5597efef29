// The list of file formats. A format is known in its folder and nowhere else.

import type { Problem } from "../flow/problem.ts";
import { difference } from "../text/difference.ts";
import { type JsonTree, Kind, type Path } from "../text/json.ts";
import { parseTree } from "../text/scan.ts";
import { type Json, own } from "../text/value.ts";
import { flowtest } from "./flowtest/index.ts";
import { flowyteAgent, flowyteAgentPatch, flowytePlaybook, flowyteSkills } from "./flowyte/index.ts";
import type { Document, Format, Source } from "./format.ts";
import { readPart } from "./readPart.ts";
import { syntaxProblems } from "./syntaxProblems.ts";
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

const marks = new RegExp([...new Set(formats.flatMap((format) => format.marks))].map((mark) => `"${mark}"`).join("|"));

const names = formats.flatMap((format) => format.names ?? []);

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
  if (!marks.test(text) && !names.some((end) => name.endsWith(end))) return nothing;
  const { value, strict } = decode(text, nothing.tree);
  const found = recognise(value, name);
  if (!found) return { ...nothing, value };
  const source = { name, text, value, path: found.path, tree: nothing.tree };
  return {
    ...nothing,
    value,
    format: found.format,
    path: found.path,
    problems: strict ? [] : syntaxProblems(nothing.tree(), found.format),
    ...found.format.parse(source),
  };
}

/**
 * Reads the next version of a document. Gives what `read` gives; when the change lies inside one node, or one case, which
 * may be half-written before and after, the values of all the others are the very ones of `previous`, which is what everything remembered about them hangs on, and
 * the text outside it is not read again.
 */
export function reread(previous: Document, text: string): Document {
  if (!previous.format) return read(text, previous.name);
  const { start, oldEnd, newEnd } = difference(previous.text, text);
  if (start === oldEnd && start === newEnd) return previous;
  const tree = previous.tree();
  // Nodes and cases stand in a container of the flow's or the document's object.
  const depth = (previous.flow?.path ?? previous.path).length + 2;
  const found = tree.at(start);
  const element = found.elements[depth - 1];
  if (element === undefined) return read(text, previous.name);
  const path = found.path.slice(0, depth);
  const old = tree.span(element);
  if (tree.kind(element) !== Kind.object || start <= old.start || oldEnd >= old.end) return read(text, previous.name);
  // A comma that is missed before the object is shown at its brace, and stands outside.
  const isInside = ({ span }: Problem): boolean => span.start > old.start && span.end <= old.end;
  if (!previous.problems.every(isInside)) return read(text, previous.name);
  const inner = text.slice(old.start, old.end + newEnd - oldEnd);
  const part = readPart(inner);
  if (!part) return read(text, previous.name);
  const value = withPart(previous.value, path, part.value);
  let spliced: JsonTree | undefined;
  const source: Source = {
    name: previous.name,
    text,
    before: previous,
    value,
    path: previous.path,
    tree: () => {
      spliced ??= tree.splice(element, parseTree(inner), text);
      return spliced;
    },
  };
  return {
    name: previous.name,
    text,
    format: previous.format,
    path: previous.path,
    value,
    tree: source.tree,
    edited: true,
    problems: part.strict ? [] : syntaxProblems(source.tree(), previous.format),
    ...previous.format.parse(source),
  };
}

/** A copy of `value` in which `part` stands at `path`; everything beside the path is shared. */
function withPart(value: unknown, path: Path, part: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return part;
  if (Array.isArray(value)) return value.with(Number(step), withPart(value[Number(step)], rest, part));
  const copy: Record<string, unknown> = { ...(value as Json) };
  const inner = withPart(own(value, String(step)), rest, part);
  Object.defineProperty(copy, String(step), { value: inner, enumerable: true, configurable: true, writable: true });
  return copy;
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
