import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import type { Fix } from "../flow/problem.ts";
import { tokens } from "../simulate/tokens.ts";
import { remember } from "../text/remember.ts";

/**
 * The fixes that lead a transition to a node: to the one that its label speaks of, to the next one in the file, to the
 * only end. None is safe: where it was to lead nobody but its author knows.
 */
export function connect(flow: Flow, { label, targetPath }: Transition, from: FlowNode | undefined): Fix[] {
  if (!targetPath) return [];
  const ends = endsOf(flow);
  const next = from && flow.nodes[from.index + 1];
  const found = new Set<string>();
  for (const node of [spokenOf(flow, label, from), next, ends.length === 1 ? ends[0] : undefined])
    if (node && node !== from && node.kind !== "start" && flow.byId.get(node.id) === node) found.add(node.id);
  return [...found].map((id) => ({
    title: `Connect to "${id}"`,
    changes: [{ do: "set", path: targetPath, value: id }],
  }));
}

const endsOf = remember((flow: Flow): readonly FlowNode[] => flow.nodes.filter((node) => node.ends));

// A word that so many nodes have in their names tells none of them from the others.
const MOST_ALIKE = 20;

/** The node with most words of the label in its id and name; the first of several. */
function spokenOf(flow: Flow, label: string, from: FlowNode | undefined): FlowNode | undefined {
  const words = nodesByWord(flow);
  const scores = new Map<FlowNode, number>();
  for (const word of tokens(label)) {
    const nodes = words.get(word) ?? [];
    if (nodes.length > MOST_ALIKE) continue;
    for (const node of nodes) if (node !== from) scores.set(node, (scores.get(node) ?? 0) + 1);
  }
  let best: FlowNode | undefined;
  for (const [node, score] of scores)
    if (!best || score > scores.get(best)! || (score === scores.get(best) && node.index < best.index)) best = node;
  return best;
}

const nodesByWord = remember((flow: Flow): ReadonlyMap<string, readonly FlowNode[]> => {
  const words = new Map<string, FlowNode[]>();
  for (const node of flow.nodes)
    for (const word of new Set([...tokens(node.id), ...tokens(node.name ?? "")])) {
      const nodes = words.get(word);
      if (nodes) nodes.push(node);
      else words.set(word, [node]);
    }
  return words;
});
