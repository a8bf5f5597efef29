import type { Flow, FlowNode, Transition } from "../flow/flow.ts";

const LONGEST = 50;

/** How messages call a transition: by its id or its words for people, where it has such, else by its handle and its node. */
export function wayName({ format }: Flow, node: FlowNode, { id, handle, label }: Transition): string {
  // The ids of a playbook's connections are numbers that nobody has ever seen.
  if (format === "yappr-flow" && id) return `"${id}"`;
  if (format === "voicetest-graph" && handle !== "always" && label !== "") return `"${cut(label)}"`;
  return `"${handle}" of "${node.id}"`;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
