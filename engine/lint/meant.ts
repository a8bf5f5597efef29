import type { Flow } from "../flow/flow.ts";
import { nearest } from "../text/nearest.ts";

const known = new WeakMap<Flow, Map<string, string | undefined>>();

// How many ids are compared with misspelt ones in one flow: where nothing fits anything, suggestions are no help, and
// comparing every id with every other would take the time of the two multiplied.
const MOST_COMPARED = 500_000;

/** The id of the node that a misspelt one was most likely to name; looked for once a flow and word. */
export function meant(flow: Flow, id: string): string | undefined {
  let words = known.get(flow);
  if (!words) {
    words = new Map();
    known.set(flow, words);
  }
  if (!words.has(id)) {
    const hopeless = id.trim() === "" || words.size * flow.byId.size > MOST_COMPARED;
    words.set(id, hopeless ? undefined : nearest(id, flow.byId.keys()));
  }
  return words.get(id);
}
