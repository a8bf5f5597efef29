import type { NodeKind } from "../flow/flow.ts";

/** What a node that is yet to be written was most likely to do, by the id under which it is looked for. */
export function kindMeant(id: string): NodeKind {
  const words = id
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  if (words.some((word) => transferWords.has(word))) return "transfer";
  return words.some((word) => endWords.has(word)) ? "end" : "conversation";
}

const endWords: ReadonlySet<string> = new Set([
  "end",
  "ended",
  "ending",
  "goodbye",
  "bye",
  "farewell",
  "hangup",
  "hang",
  "finish",
  "finished",
  "done",
]);
const transferWords: ReadonlySet<string> = new Set(["transfer", "handoff", "handover"]);
