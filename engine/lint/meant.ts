import type { Flow } from "../flow/flow.ts";
import { nearest } from "../text/nearest.ts";
import { remember } from "../text/remember.ts";

/** Tells which of some names a word was most likely meant to be. */
export type Meant = (word: string) => string | undefined;

/** The id of the node that a misspelt one was most likely to name; looked for once a flow and word. */
export function meant(flow: Flow, id: string): string | undefined {
  return amongNodes(flow)(id);
}

const amongNodes = remember((flow: Flow): Meant => meantAmong([...flow.byId.keys()]));

// How many names are compared with misspelt ones: where nothing fits anything, suggestions are no help, and comparing
// every name with every word would take the time of the two multiplied.
const MOST_COMPARED = 500_000;

/** Which of `names` misspelt words were most likely meant to be; each word is looked for once. */
export function meantAmong(names: readonly string[]): Meant {
  const words = new Map<string, string | undefined>();
  return (word) => {
    if (!words.has(word)) {
      const hopeless = word.trim() === "" || words.size * names.length > MOST_COMPARED;
      words.set(word, hopeless ? undefined : nearest(word, names));
    }
    return words.get(word);
  };
}
