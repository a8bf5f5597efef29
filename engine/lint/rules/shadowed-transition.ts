import type { Transition } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
import type { Decision, Decisions } from "../../simulate/conditions/decision.ts";
import { prove } from "../../simulate/conditions/prove.ts";
import { type Decided, decidedAt } from "../decided.ts";
import { removeTransition } from "../removeTransition.ts";
import type { FlowRule, Report } from "../rule.ts";

/**
 * ## What it finds
 * A transition whose condition holds only where one before it holds too: the same condition twice, a narrower one behind
 * a wider one, or one that is left nothing by several before it. Where the earlier ones lead to the same node it is a
 * hint, because then it makes no difference; so is an `always` behind conditions that cover every case.
 * ## Why it matters
 * Conditions are tried in order and the first that holds is taken, so the later transition is never taken (vendor
 * contract). On a voicetest node that speaks, its condition never decides, and only the model may still choose it.
 * ## Example
 * `age > 3` and behind it `age > 5`; two custom branches of a Yappr tool with one `jsonpath` and one `equals`.
 * ## Instead
 * The narrower condition first.
 */
export const shadowedTransition: FlowRule = {
  id: "shadowed-transition",
  severity: "warning",
  formats: ["voicetest-graph", "yappr-flow"],
  fixable: true,
  check(flow, report, context) {
    if (flow.format === "flowyte-playbook") return;
    for (const node of flow.nodes) {
      if (node.transitions.length < 2) continue;
      const decided = decidedAt(flow, node, context);
      if (decided) check(decided, report);
    }
  },
};

function check(decided: Decided, report: Report): void {
  const { decisions, each, covered } = decided;
  each.forEach(({ holds, behind }, i) => {
    if (behind.length > 0 && holds === undefined) shadowed(decided, i, report);
  });
  const { fallback } = decisions;
  if (covered && fallback)
    report(fallback.handlePlace ?? fallback.place, "Never taken: the conditions of this node cover every case", {
      severity: "hint",
      fixes: [removeTransition(fallback)],
    });
}

function shadowed({ decisions, each }: Decided, i: number, report: Report): void {
  const decision = decisions.each[i]!;
  const { transition, comparisons, text } = decision;
  if (!transition) return;
  const before = each[i]!.behind.map((j) => decisions.each[j]!);
  const noDifference = before.every((other) => other.transition?.target?.id === transition.target?.id);
  const one = before.slice(0, MOST_SHOWN).find((other) => hides(other, decision, decisions));
  const why =
    one?.text === text
      ? `"${text}" is asked before it already`
      : `wherever "${text}" holds, ${one ? `"${one.text}"` : `one of the ${before.length} conditions`} before it holds too`;
  const never = decisions.alone ? "Transition is never taken" : "Transition never fires by itself";
  report(comparisons.length === 1 ? comparisons[0]!.place : decision.place, `${never}: ${why}`, {
    severity: noDifference ? "hint" : "warning",
    related: (one ? [one] : before.slice(0, MOST_SHOWN)).map((other) => ({
      place: other.comparisons.length === 1 ? other.comparisons[0]!.place : other.place,
      message: `"${other.text}" is tried first`,
    })),
    fixes: [
      ...(noDifference || !one ? [] : movedBefore(decisions, i, decisions.each.indexOf(one))),
      { ...removeTransition(transition), safe: noDifference && decisions.alone },
    ],
  });
}

function hides(other: Decision, { formula }: Decision, { cases }: Decisions): boolean {
  return prove([other.formula, formula], cases).each[1]!.behind.length > 0;
}

const MOST_SHOWN = 10;
// Of more conditions than anybody writes, all of them hidden, each would be proved anew against all others.
const MOST_PROVED = 50;

/** The fix that tries a narrower condition before the wider one, where neither hides another then. */
function movedBefore({ each, cases }: Decisions, from: number, to: number): Fix[] {
  if (each.length > MOST_PROVED) return [];
  const order = each.filter((_, i) => i !== from);
  order.splice(to, 0, each[from]!);
  const hidden = (some: readonly Decision[]): number =>
    prove(
      some.map(({ formula }) => formula),
      cases,
    ).each.filter(({ behind }) => behind.length > 0).length;
  const [path, other] = [pathOf(each[from]!.transition), pathOf(each[to]!.transition)];
  const position = other?.at(-1);
  if (!path || typeof position !== "number" || hidden(order) >= hidden(each)) return [];
  return [{ title: `Try it before "${each[to]!.text}"`, changes: [{ do: "move", path, to: position }] }];
}

function pathOf(transition: Transition | undefined): readonly (string | number)[] | undefined {
  return transition && "path" in transition.place ? transition.place.path : undefined;
}
