import type { Transition } from "../../../flow/flow.ts";
import type { Fix } from "../../../flow/problem.ts";
import { removeTransition } from "../../removeTransition.ts";
import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * A transition of type `llm_prompt` on a node of type `logic`, `extract` or `function`. Where the node has no others, it
 * is the type of the node that is reported.
 * ## Why it matters
 * No model chooses at a silent node, so the transition is never taken (vendor contract). Graphs that were imported from
 * Retell have such nodes, because there a branch may ask a model.
 * ## Example
 * A `logic` node with `"condition": { "type": "llm_prompt", "value": "The caller is angry" }`.
 * ## Instead
 * A `conversation` node, or an equation over a variable that an `extract` node has read.
 */
export const promptOnSilentNode: NodeRule = {
  id: "voicetest/prompt-on-silent-node",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  checkNode(node, report, { format }) {
    if (format !== "voicetest-graph") return;
    const { kind, transitions, type } = node;
    if ((kind !== "logic" && kind !== "extract" && kind !== "tool") || transitions.length === 0) return;
    const prompts = transitions.filter(({ handle }) => handle === "choice");
    if (prompts.length === 0) return;
    const path = [...node.path, "node_type"];
    const talk: Fix = {
      title: `Make "${node.id}" a conversation`,
      changes: [{ do: "set", path, value: "conversation" }],
    };
    if (prompts.length === transitions.length) {
      const related = prompts.map(({ handlePlace, place }) => ({
        place: handlePlace ?? place,
        message: "This is left to a model",
      }));
      const what = prompts.length === 1 ? 'its "llm_prompt" transition is' : 'its "llm_prompt" transitions are';
      report({ path }, `No model chooses at a node of type "${type}", so ${what} never taken`, {
        related,
        fixes: kind === "tool" && prompts.length === 1 ? [always(prompts[0]!), talk] : [talk],
      });
    } else
      for (const prompt of prompts)
        report(
          prompt.handlePlace ?? prompt.place,
          `No model chooses at a node of type "${type}", so this transition is never taken`,
          { fixes: [removeTransition(prompt)] },
        );
  },
};

/** What comes after a tool in a graph that does not run it. */
function always({ handlePlace, place }: Transition): Fix {
  const at = handlePlace ?? place;
  return { title: 'Make it "always"', changes: "path" in at ? [{ do: "set", path: at.path, value: "always" }] : [] };
}
