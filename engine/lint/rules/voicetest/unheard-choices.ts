import { heardAt } from "../../heardAt.ts";
import { removeTransition } from "../../removeTransition.ts";
import type { FlowRule } from "../../rule.ts";

/**
 * ## What it finds
 * A conversation node with an `always` transition and others beside it. Not where a call begins, and not a node that
 * another `always` leads to: there the caller is heard first.
 * ## Why it matters
 * A node that speaks takes its `always` as soon as it has spoken, and the caller's answer is heard at the next node
 * (vendor contract). So the other transitions of this one are never tried. Graphs that were imported from Retell have
 * such nodes, because there `always` waits for the answer.
 * ## Example
 * A conversation with `llm_prompt` to `billing` and `always` to `bye`.
 * ## Instead
 * Leave the `always` out: a conversation that nothing leads on from stays, and hears the caller again.
 */
export const unheardChoices: FlowRule = {
  id: "voicetest/unheard-choices",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  check(flow, report) {
    if (flow.format !== "voicetest-graph") return;
    for (const node of flow.nodes) {
      const { transitions } = node;
      if (!node.waits || transitions.length < 2) continue;
      const always = transitions.find(({ handle }) => handle === "always");
      if (!always || heardAt(flow).has(node.id)) continue;
      const others = transitions.filter(({ handle }) => handle === "choice" || handle === "equation");
      if (others.length === 0) continue;
      report(
        always.handlePlace ?? always.place,
        `"${node.id}" goes on by "always" as soon as it has spoken, so the caller is not heard here and ${
          others.length === 1 ? "its other transition is" : `its ${others.length} other transitions are`
        } never tried`,
        {
          related: others.map(({ handlePlace, place }) => ({ place: handlePlace ?? place, message: "Never tried" })),
          fixes: [removeTransition(always)],
        },
      );
    }
  },
};
