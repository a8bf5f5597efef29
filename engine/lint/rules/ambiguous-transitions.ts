import type { FlowNode } from "../../flow/flow.ts";
import { type Tokens, tokens } from "../../simulate/tokens.ts";
import { wordMask } from "../../simulate/wordMask.ts";
import { list, own, text } from "../../text/value.ts";
import type { NodeRule, Report } from "../rule.ts";

/**
 * ## What it finds
 * Transitions of one node that cannot be told apart. In a Yappr flow: two that lead to different nodes and whose labels
 * and descriptions have the same words once words such as "the" and "to" are left out, and one in which no word is left.
 * In a voicetest graph: two for a model to choose from that lead to different nodes under the very same condition.
 * ## Why it matters
 * A local flow test chooses by the words that an utterance shares with a transition: of two with the same words it always
 * takes the first, and one without words it never takes. How words are cut is Flowproof's choice; a model in a live call
 * may still see a difference, so it is a warning.
 * ## Example
 * The labels "Wants to book" and "The booking is wanted: book it" are different; "To book" and "Book" are not.
 * ## Instead
 * Say in each label what the other does not mean: "Books for the first time", "Changes a booking".
 */
export const ambiguousTransitions: NodeRule = {
  id: "ambiguous-transitions",
  severity: "warning",
  formats: ["yappr-flow", "voicetest-graph"],
  checkNode(node, report, { format }) {
    if (!node.waits || node.transitions.length === 0) return;
    if (format === "yappr-flow") sameWords(node, report);
    else if (format === "voicetest-graph") sameCondition(node, report);
  },
};

function sameWords(node: FlowNode, report: Report): void {
  const written = list(own(node.value, "transitions"));
  if (!isWorthALook(written)) return;
  const first = new Map<string, number>();
  for (const [i, transition] of written.entries()) {
    const label = text(own(transition, "label"));
    if (label === undefined) continue; // the schema asks for it
    const words = wordsOf(transition);
    const title = `"${node.transitions[i]?.id || label}"`;
    const place = { path: [...node.path, "transitions", i, "label"] };
    if (words.size === 0) {
      report(place, `${title} has no word that a local test could match; its label should say what the caller says`);
      continue;
    }
    const key = [...words].sort().join(" ");
    const before = first.get(key);
    if (before === undefined) first.set(key, i);
    else if (node.transitions[before]?.target?.id !== node.transitions[i]?.target?.id) {
      const other = node.transitions[before];
      report(
        place,
        `${title} has the same words as "${other?.id || other?.label}" (${listed(words)}), so a local test never takes it; it should have words of its own`,
        {
          related: [
            { place: { path: [...node.path, "transitions", before, "label"] }, message: "This one is always taken" },
          ],
        },
      );
    }
  }
}

/** The words by which a local test chooses a transition. */
function wordsOf(transition: unknown): Tokens {
  const words = new Set(tokens(text(own(transition, "label")) ?? ""));
  for (const word of tokens(text(own(transition, "description")) ?? "")) words.add(word);
  return words;
}

/** Whether two of the transitions may have the same words, or one may have none. */
function isWorthALook(written: readonly unknown[]): boolean {
  const masks: number[] = [];
  for (const transition of written) {
    const label = own(transition, "label");
    const description = own(transition, "description");
    const mask =
      (typeof label === "string" ? wordMask(label) : 0) | (typeof description === "string" ? wordMask(description) : 0);
    if (mask === 0 || masks.includes(mask)) return true;
    masks.push(mask);
  }
  return false;
}

const MOST_LISTED = 8;

function listed(words: Tokens): string {
  const some = [...words].slice(0, MOST_LISTED).join(", ");
  return words.size > MOST_LISTED ? `${some}, …` : some;
}

function sameCondition(node: FlowNode, report: Report): void {
  const { transitions } = node;
  for (let i = 1; i < transitions.length; i++) {
    const { handle, label, target } = transitions[i]!;
    if (handle !== "choice") continue;
    const before = transitions.findIndex((other) => other.handle === "choice" && other.label === label);
    const other = transitions[before];
    if (!other || before >= i || !target || !other.target || other.target.id === target.id) continue;
    const { place } = transitions[i]!;
    if (!("path" in place)) continue;
    const condition = conditionOf(node, place.path);
    if (condition === undefined || !("path" in other.place)) continue;
    if (conditionOf(node, other.place.path) !== condition) continue;
    report(
      { path: [...place.path, "condition", "value"] },
      `The transitions to "${other.target.id}" and to "${target.id}" have the same condition; a model can only guess which is meant`,
      { related: [{ place: { path: [...other.place.path, "condition", "value"] }, message: "The same condition" }] },
    );
  }
}

/** All that a model sees of a transition but its target; undefined where its condition is blank. */
function conditionOf(node: FlowNode, path: readonly (string | number)[]): string | undefined {
  const transition = list(own(node.value, "transitions"))[Number(path.at(-1))];
  const condition = text(own(own(transition, "condition"), "value")) ?? "";
  if (condition.trim() === "") return undefined;
  return JSON.stringify([condition, text(own(transition, "description")) ?? ""]);
}
