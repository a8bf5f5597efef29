import type { ToolAnswer } from "../simulate/state.ts";
import type { Json } from "../text/value.ts";
import type { Answered } from "./answered.ts";
import { difference } from "./subset.ts";

/**
 * What tools answered in a walk, as mocks by the nodes that called them: one entry where a node heard the same every time,
 * else a list, call by call, as long as it has to be. Undefined where nothing needs a mock.
 */
export function writtenMocks(answers: readonly Answered[]): Json | undefined {
  const calls = new Map<string, { readonly keys: readonly string[]; readonly entries: (Json | undefined)[] }>();
  for (const { wants, answer } of answers) {
    if (wants.kind !== "tool" || answer.kind !== "tool") continue;
    const [node = wants.node] = wants.keys;
    const entry = answer.answer && entryOf(answer.answer);
    const known = calls.get(node);
    if (known) known.entries.push(entry);
    else calls.set(node, { keys: wants.keys, entries: [entry] });
  }
  const answered = new Set([...calls].filter(([, { entries }]) => entries.some((one) => one)).map(([node]) => node));
  const mocks: [string, unknown][] = [];
  for (const [node, { keys, entries }] of calls) {
    // A node that was not answered needs a mock that says nothing only where one of another node would be taken for its.
    if (!answered.has(node) && !keys.some((key) => answered.has(key))) continue;
    const list = shortened(entries.map((entry) => entry ?? {}));
    mocks.push([node, list.length === 1 ? list[0] : list]);
  }
  return mocks.length > 0 ? Object.fromEntries(mocks) : undefined;
}

/** What has no value cannot be written; the walk took it for null, or for an error of no more words. */
function entryOf(answer: ToolAnswer): Json {
  if ("error" in answer) return { error: answer.error || "error" };
  return { result: answer.result ?? null };
}

/** The last entry repeats by itself. */
function shortened(entries: readonly Json[]): readonly Json[] {
  let length = entries.length;
  while (length > 1 && isSame(entries[length - 1]!, entries[length - 2]!)) length--;
  return entries.slice(0, length);
}

function isSame(a: Json, b: Json): boolean {
  return difference(a, b) === undefined && difference(b, a) === undefined;
}
