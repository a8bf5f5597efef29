import type { FlowNode, Transition } from "../../flow/flow.ts";
import { own, text } from "../../text/value.ts";
import { type Decision, type Decisions, single, type Turned } from "../conditions/decision.ts";
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
    const at = text(own(written[i], "jsonpath")) ?? "";
    const turned = (): readonly Turned[] => {
      const other = otherThan(own(written[i], "equals"), at, written);
      const becomes = comparable(other);
      if (becomes === undefined) return [];
      return [
        {
          place,
          text: `${at} == ${equals}`,
          becomes: `${at} == ${becomes}`,
          changes: [{ do: "set", path: place.path, value: other }],
        },
      ];
    };
    return [{ transition, ...single(`${at} == ${equals}`, place, formula, { turned }) }];
  });
  return { each, cases, alone: true };
}

/** The other of two values, or one that another branch compares with the same place; undefined where there is none. */
function otherThan(equals: unknown, at: string, written: readonly unknown[]): unknown {
  if (typeof equals === "boolean") return !equals;
  if (equals === "true" || equals === "false") return equals === "true" ? "false" : "true";
  const alike = written.filter((branch) => own(branch, "jsonpath") === at).map((branch) => own(branch, "equals"));
  return alike.find((other) => comparable(other) !== undefined && comparable(other) !== comparable(equals));
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
