import type { Flow, FlowFormat, FlowNode, Transition } from "../flow/flow.ts";
import { isWithin } from "../text/json.ts";
import { ownAt } from "../text/value.ts";
import type { Explain, Explanation } from "./explanation.ts";
import { explainFlowyte } from "./flowyte/explain.ts";
import { tokens } from "./tokens.ts";
import { explainVoicetest } from "./voicetest/explain.ts";
import { explainYappr } from "./yappr/explain.ts";

const explanations: Record<FlowFormat, Explain> = {
  "yappr-flow": explainYappr,
  "flowyte-playbook": explainFlowyte,
  "voicetest-graph": explainVoicetest,
};

/** What a transition of a node means, and the words it is recognised by where it is by words. */
export function explain(
  flow: Pick<Flow, "format">,
  node: FlowNode,
  transition: Transition,
): Omit<Explanation, "texts"> & { readonly words?: readonly string[] } {
  const { place } = transition;
  const inside = "path" in place && isWithin(place.path, node.path);
  const written = inside ? ownAt(node.value, place.path.slice(node.path.length)) : undefined;
  const { texts, ...rest } = explanations[flow.format](node, transition, written);
  if (!texts) return rest;
  const words = [...new Set(texts.flatMap((text) => [...tokens(text)]))];
  return { ...rest, words, chosen: rest.chosen ?? byWords };
}

const byWords =
  "which words count, and that most words in common win, is Flowproof's choice; how the hosted system chooses is not documented";
