import { own } from "../../text/value.ts";
import type { Explain } from "../explanation.ts";

/** The connections of a Flowyte playbook, by the handle they leave by (vendor contract). */
export const explainFlowyte: Explain = ({ kind, value }, { handle }) => {
  const condition = own(own(value, "data"), "condition");
  switch (handle) {
    case "true":
    case "false":
      return {
        when: `Taken when \`${typeof condition === "string" ? condition : "the condition"}\` ${handle === "true" ? "holds" : "does not hold"}`,
        chosen: "how a condition is read is Flowproof's choice; the vendor does not document conditions",
      };
    case "needs_input":
      return kind === "collect"
        ? { when: "Taken when no value could be heard" }
        : { when: "Taken when the skill lacks an argument, or the caller does not agree" };
    default:
      if (kind === "collect") return { when: "Taken once the value is known" };
      if (kind === "tool") return { when: "Taken when the skill has answered" };
      return { when: "Taken at once" };
  }
};
