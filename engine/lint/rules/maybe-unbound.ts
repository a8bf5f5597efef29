import type { FlowNode } from "../../flow/flow.ts";
import { useAt } from "../../flow/nameTable.ts";
import { pathText } from "../../flow/paths.ts";
import type { Place } from "../../flow/problem.ts";
import { byName } from "../byName.ts";
import { capped } from "../capped.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A variable that some path binds before it is read here, and some path does not. The message shows a shortest path of the
 * second kind, and its related information leads along it, node by node. A transition that is only taken when the variable
 * has a value counts as one that binds it: `{zip} exists`, `{zip} == 5`.
 * ## Why it matters
 * Most calls go well, and on one way through the flow the caller hears a gap or the placeholder itself.
 * ## Example
 * A branch leads past the collect for `zip` to a message that says `{zip}`.
 * ## Instead
 * Lead that way through the collect too, say something else there, or ask with `{zip} exists` first.
 */
export const maybeUnbound: FlowRule = {
  id: "maybe-unbound",
  severity: "hint",
  formats: ["flowyte-playbook", "voicetest-graph"],
  check(flow, report, { graph, brought }) {
    for (const [name, arrivals] of byName(graph.bindings.reads, (arrival) => arrival.with)) {
      if (brought?.has(name)) continue;
      for (const { one, more } of capped(arrivals)) {
        const path = graph.pathWithout(one);
        if (!path) continue;
        report(
          useAt(flow, one.spot).place,
          `"${name}" may have no value here: nothing binds it on ${pathText(path)}${more}`,
          { related: steps(path, name) },
        );
      }
    }
  },
};

// A path is there to be followed by a person: of a longer one its two ends are.
const MOST_STEPS = 40;

function steps(path: readonly FlowNode[], name: string): { place: Place; message: string }[] {
  const half = MOST_STEPS / 2;
  const shown = path.map((node, i) => ({ node, i }));
  const kept = path.length <= MOST_STEPS ? shown : [...shown.slice(0, half), ...shown.slice(-half)];
  return kept.map(({ node, i }) => ({
    place: node.idPlace,
    message: `${i + 1} of ${path.length}: "${node.id}"${i === path.length - 1 ? ` reads "${name}"` : ""}`,
  }));
}
