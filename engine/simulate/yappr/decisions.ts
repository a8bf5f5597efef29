import type { FlowNode, Transition } from "../../flow/flow.ts";
import { own, text } from "../../text/value.ts";
import { type Decision, type Decisions, single } from "../conditions/decision.ts";
import { type Cases, tooMany } from "../conditions/formula.ts";
import { writtenBranches } from "./branch.ts";
import { comparable, parseJsonPath } from "./jsonpath.ts";

/** What a custom branch asks of the value at its path. */
interface Asked {
  readonly equals: string;
}

/**
 * What the custom branches of a tool node decide: the first whose value is equal is taken, else the success edge (vendor
 * contract). Undefined for a node without any. A branch that matches nothing, for want of a path, is left out.
 */
export function decisionsOf(node: FlowNode): Decisions | undefined {
  if (!node.transitions.some(isCustom)) return undefined;
  const custom = node.transitions.filter(isCustom);
  const written = writtenBranches(node);
  const each = custom.flatMap((transition, i): Decision[] => {
    const path = parseJsonPath(text(own(written[i], "jsonpath")) ?? "");
    const equals = comparable(own(written[i], "equals"));
    if (!path || equals === undefined || !("path" in transition.place)) return [];
    const asked: Asked = { equals };
    const formula = { kind: "ask", about: JSON.stringify(path), question: asked } as const;
    const place = { path: [...transition.place.path, "equals"] };
    const words = `${text(own(written[i], "jsonpath"))} == ${equals}`;
    return [{ transition, ...single(words, place, formula) }];
  });
  return { each, cases, alone: true };
}

function isCustom({ handle }: Transition): boolean {
  return handle === "custom";
}

/** The value is one of those that the branches name, or none of them. */
const cases: Cases = (_, questions) => {
  const named = new Set((questions as readonly Asked[]).map(({ equals }) => equals));
  if (tooMany(named.size, questions)) return undefined;
  return [...named, undefined].map((value) => (questions as readonly Asked[]).map(({ equals }) => equals === value));
};
