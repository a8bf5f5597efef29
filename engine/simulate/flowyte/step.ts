import type { FlowNode, Transition } from "../../flow/flow.ts";
import { object, own, text } from "../../text/value.ts";
import { conditionOf } from "./condition.ts";
import type { Condition } from "./expression.ts";
import { type Keypad, keypadOf } from "./keypad.ts";
import { type Filling, type Output, outputsOf, parseFilling } from "./skillCall.ts";
import { parseTemplate, type Template } from "./template.ts";

/** What a node does when a walk comes to it, read from its `data` once. What is missing there is left out. */
export type Step =
  | { readonly kind: "say"; readonly text?: Template }
  | CollectStep
  | SkillStep
  | { readonly kind: "branch"; readonly condition: Condition }
  | { readonly kind: "end" };

export interface CollectStep {
  readonly kind: "collect";
  readonly slot?: string;
  readonly prompt?: Template;
  readonly keypad?: Keypad;
}

export interface SkillStep {
  readonly kind: "skill";
  readonly tool?: string;
  readonly fillings: readonly (readonly [parameter: string, filling: Filling])[];
  readonly outputs: readonly Output[];
}

/** A node made ready to be walked. */
export interface Prepared {
  readonly step: Step;
  /** The connection taken on each handle: the first that is written (Flowproof's choice). */
  readonly edges: ReadonlyMap<string, Transition>;
}

const prepared = new WeakMap<FlowNode, Prepared>();

/** A node made ready, the first time a walk comes to it; a run of ten thousand cases reads its templates once. */
export function prepare(node: FlowNode): Prepared {
  let found = prepared.get(node);
  if (!found) {
    const edges = new Map<string, Transition>();
    for (const edge of node.transitions) if (!edges.has(edge.handle)) edges.set(edge.handle, edge);
    found = { step: stepOf(node), edges };
    prepared.set(node, found);
  }
  return found;
}

function stepOf(node: FlowNode): Step {
  const data = own(node.value, "data");
  switch (node.kind) {
    case "start":
      return { kind: "say", text: template(data, "message") };
    case "message":
      return { kind: "say", text: template(data, "text") };
    case "collect":
      return {
        kind: "collect",
        slot: text(own(data, "slot"))?.trim() || undefined,
        prompt: template(data, "prompt"),
        keypad: keypadOf(data),
      };
    case "tool": {
      const args = Object.entries(object(own(data, "args")) ?? {});
      return {
        kind: "skill",
        tool: node.tool,
        fillings: args.map(([parameter, value]) => [parameter, parseFilling(value)] as const),
        outputs: outputsOf(data),
      };
    }
    case "logic":
      return { kind: "branch", condition: conditionOf(own(data, "condition")) };
    default:
      return { kind: "end" }; // nodes of unknown type are never walked
  }
}

function template(data: unknown, key: string): Template | undefined {
  const written = own(data, key);
  return typeof written === "string" ? parseTemplate(written) : undefined;
}
