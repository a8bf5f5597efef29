import { own, text } from "../../text/value.ts";
import type { Explain } from "../explanation.ts";
import { equationOf, equationText } from "./equations.ts";

/** The transitions of an AgentGraph, by the type of their condition (vendor contract). */
export const explainVoicetest: Explain = ({ waits }, { handle }, written) => {
  const condition = own(written, "condition");
  switch (handle) {
    case "choice":
      return {
        when: "Taken when the model finds that its condition holds; in a flow test, when the caller's words fit it best",
        texts: [text(own(condition, "value")) ?? "", text(own(written, "description")) ?? ""],
        chosen:
          "a model chooses in voicetest; that in a flow test most words in common win, and which words count, is Flowproof's choice",
      };
    case "equation": {
      const equation = equationOf(condition);
      if (equation.clauses.length === 0) return { when: "Never taken: an equation without clauses does not fire" };
      return {
        when: `Taken when \`${equationText(equation)}\`; values are compared as text, and an unbound variable fails`,
      };
    }
    case "always":
      return {
        when: waits
          ? "Taken after this node has spoken, when nothing else fits"
          : "Taken when no equation fits, wherever it stands",
      };
    case "tool_call":
      return { when: "Never taken: the original engine calls no tools" };
    default:
      return { when: "Never taken: the original engine does not know this type of condition" };
  }
};
