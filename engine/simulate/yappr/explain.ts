import { own, text } from "../../text/value.ts";
import type { Explain } from "../explanation.ts";
import { comparable } from "./jsonpath.ts";

/** The transitions of a Yappr flow: by words from a conversation, by its answer from a tool (vendor contract). */
export const explainYappr: Explain = (_, { handle }, written) => {
  switch (handle) {
    case "choice":
      return {
        when: "Taken when the caller's words fit it best",
        texts: [text(own(written, "label")) ?? "", text(own(written, "description")) ?? ""],
      };
    case "custom":
      return {
        when: `Taken when \`${text(own(written, "jsonpath")) ?? "…"}\` of the tool's result is \`${comparable(own(written, "equals")) ?? "…"}\`, and no branch above it fits`,
      };
    case "success":
      return { when: "Taken when the tool has answered and no custom branch fits" };
    case "error":
      return { when: "Taken when the tool fails" };
    default:
      return { when: "Taken at once" };
  }
};
