import { conditionOf } from "../../simulate/flowyte/condition.ts";
import { knownWhen } from "../../simulate/flowyte/known.ts";
import { type Json, object, own, text } from "../../text/value.ts";
import type { NodeType } from "./nodeTypes.ts";

/**
 * The variables that have a value on each way out of a node, by handle: a collect's slot and a skill's outputs on
 * `success` (on `needs_input` nothing was bound), and of a branch those without which it would have come out otherwise.
 */
export function knownAfter(type: NodeType["type"] | undefined, data: Json): ReadonlyMap<string, readonly string[]> {
  switch (type) {
    case "collect": {
      const slot = text(own(data, "slot"));
      return slot ? new Map([["success", [slot]]]) : nothing;
    }
    case "skill":
      return new Map([["success", Object.keys(object(own(data, "output")) ?? {})]]);
    case "branch": {
      const { expression } = conditionOf(own(data, "condition"));
      if (!expression) return nothing;
      return new Map([true, false].map((outcome) => [String(outcome), [...knownWhen(expression, outcome)]]));
    }
  }
  return nothing;
}

const nothing: ReadonlyMap<string, readonly string[]> = new Map();
