import type { Flow } from "../flow/flow.ts";
import { remember } from "../text/remember.ts";
import { type Meant, meantAmong } from "./meant.ts";

interface Known {
  /** The keys that a mock can be found by, by the words that people use for them. */
  readonly words: ReadonlyMap<string, string>;
  readonly nearest: Meant;
}

/**
 * The key that a mock was most likely to have, by the key that it has: of the tool with that name, of the node that calls
 * that tool, or else of the nearest such word. Yappr finds mocks by the node alone (vendor contract), others by the tool
 * too. Looked for once a flow and key.
 */
export function toolMeant(flow: Flow, key: string): string | undefined {
  const { words, nearest } = knownOf(flow);
  return words.get(key) ?? words.get(nearest(key) ?? "");
}

const knownOf = remember((flow: Flow): Known => {
  const words = wordsFor(flow);
  return { words, nearest: meantAmong([...words.keys()]) };
});

function wordsFor({ nodes, format }: Flow): Map<string, string> {
  const words = new Map<string, string>();
  const tools = nodes.filter(({ kind, id }) => kind === "tool" && id !== "");
  for (const { id } of tools) words.set(id, id);
  for (const { id, name, tool } of tools) {
    if (tool !== undefined && !words.has(tool)) words.set(tool, format === "yappr-flow" ? id : tool);
    if (name !== undefined && !words.has(name)) words.set(name, id);
  }
  return words;
}
