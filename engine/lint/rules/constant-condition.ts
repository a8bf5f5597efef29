import type { Fix } from "../../flow/problem.ts";
import type { Comparison, Decision, Decisions } from "../../simulate/conditions/decision.ts";
import { certainly } from "../../simulate/conditions/prove.ts";
import { decidedAt, holdsOnceSet } from "../decided.ts";
import { removeTransition } from "../removeTransition.ts";
import type { FlowRule, Report } from "../rule.ts";

/**
 * ## What it finds
 * A condition, or a comparison in it, that never holds or always does: comparisons joined by "and" that exclude each
 * other, ones joined by "or" of which one always holds, and conditions that read no variable (a hint). In a voicetest
 * graph nothing but `not_exist` holds of a variable that is not set, so there it also finds what holds for every value.
 * How conditions are read in a Flowyte playbook is Flowproof's choice. On the right side of an equation a word counts as
 * text unless the graph knows a variable of that name (Flowproof's choice).
 * ## Why it matters
 * The condition decides nothing: every caller goes the same way. Usually "and" should have been "or".
 * ## Example
 * `plan == basic` and `plan == premium` in one equation joined by "and".
 * ## Instead
 * Join them with "or".
 */
export const constantCondition: FlowRule = {
  id: "constant-condition",
  severity: "warning",
  formats: ["voicetest-graph", "flowyte-playbook"],
  fixable: true,
  check(flow, report, context) {
    for (const node of flow.nodes) {
      const decided = decidedAt(flow, node, context);
      if (!decided) continue;
      decided.decisions.each.forEach((decision, i) => {
        if (decision.comparisons.length > 0) check(decision, decided.decisions, decided.each[i]!.holds, report);
      });
    }
  },
};

type Certainty = "always" | "never";

function check(decision: Decision, decisions: Decisions, holds: Certainty | undefined, report: Report): void {
  const { comparisons } = decision;
  const consequence = holds === undefined ? "" : consequenceOf(decision, decisions, holds);
  const without = holds === undefined ? [] : fixesWithout(decision, holds);
  const fixes = [...rejoined(decision, decisions), ...without];
  let alone = 0;
  for (const { formula, text, place } of comparisons) {
    const certain = certainly(formula, decisions.cases);
    if (certain === undefined) continue;
    alone++;
    if (formula.kind === "constant")
      report(place, `"${text}" reads no variable${consequence || `, and ${certain} holds`}`, { severity: "hint" });
    else report(place, `"${text}" ${certain} holds${consequence}`, { fixes: without });
  }
  if (alone > 0) return;
  if (holds !== undefined) {
    const [first, second] = pairThat(holds, decision, decisions) ?? [];
    if (first && second)
      report(second.place, pairMessage(first, second, holds) + consequence, {
        related: [{ place: first.place, message: `"${first.text}" is here` }],
        fixes,
      });
    else report(decision.place, `"${decision.text}" ${holds} holds${consequence}`, { fixes });
  } else if (holdsOnceSet(decision, decisions))
    report(
      comparisons.at(-1)!.place,
      comparisons.length === 1
        ? `"${decision.text}" holds for every value`
        : `One of ${listed(comparisons)} holds for every value`,
      { fixes },
    );
}

function pairMessage(first: Comparison, second: Comparison, holds: Certainty): string {
  return holds === "never"
    ? `"${first.text}" and "${second.text}" never hold at once`
    : `"${first.text}" or "${second.text}" always holds`;
}

/** The first two comparisons that decide a condition by themselves. */
function pairThat(holds: Certainty, { join, comparisons }: Decision, { cases }: Decisions): Comparison[] | undefined {
  if ((join === "and") !== (holds === "never") || comparisons.length > MOST_PAIRED) return undefined;
  const kind = join === "and" ? "all" : "any";
  for (let j = 1; j < comparisons.length; j++)
    for (let i = 0; i < j; i++) {
      const pair = [comparisons[i]!, comparisons[j]!];
      if (certainly({ kind, parts: pair.map(({ formula }) => formula) }, cases) === holds) return pair;
    }
  return undefined;
}

// Of more comparisons than anybody reads it is not said which two it is.
const MOST_PAIRED = 30;

function consequenceOf({ transition }: Decision, { alone }: Decisions, holds: Certainty): string {
  if (!transition) return `, so this branch never goes to "${holds === "never" ? "true" : "false"}"`;
  if (holds === "always") return alone ? ", so nothing behind this transition is ever tried" : "";
  return alone ? ", so this transition is never taken" : ", so this transition never fires by itself";
}

/** What is left to do where a condition decides nothing: do without it. */
function fixesWithout({ transition, mend }: Decision, holds: Certainty): Fix[] {
  if (holds === "always") return mend.toFallback ? [mend.toFallback()] : [];
  return transition ? [removeTransition(transition)] : [];
}

/** The condition joined the other way, where it decides something then. */
function rejoined(decision: Decision, decisions: Decisions): Fix[] {
  const { join, comparisons, mend } = decision;
  if (comparisons.length < 2 || !mend.rejoin) return [];
  const kind = join === "and" ? "any" : "all";
  const otherwise: Decision = { ...decision, formula: { kind, parts: comparisons.map(({ formula }) => formula) } };
  if (certainly(otherwise.formula, decisions.cases) !== undefined || holdsOnceSet(otherwise, decisions)) return [];
  return [{ title: `Join them with "${join === "and" ? "or" : "and"}"`, changes: mend.rejoin() }];
}

function listed(comparisons: readonly Comparison[]): string {
  const texts = comparisons.slice(0, MOST_LISTED).map(({ text }) => `"${text}"`);
  if (comparisons.length > MOST_LISTED) texts.push("…");
  return texts.length === 2 ? texts.join(" and ") : texts.join(", ");
}

const MOST_LISTED = 4;
