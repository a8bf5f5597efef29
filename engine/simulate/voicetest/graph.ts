import type { Flow, FlowNode, Transition } from "../../flow/flow.ts";
import { perNode } from "../../flow/perNode.ts";
import { remember } from "../../text/remember.ts";
import { type Json, list, object, own, text } from "../../text/value.ts";
import { type Equation, equationOf } from "./equations.ts";

/** An AgentGraph as its walk reads it. */
export interface Graph {
  /** By key. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** The nodes with a global setting, in the order of the graph. */
  readonly globals: readonly GraphNode[];
  readonly snippets: ReadonlyMap<string, string>;
  /** Every variable that some node extracts. */
  readonly extracted: ReadonlySet<string>;
}

export interface GraphNode {
  readonly id: string;
  /** As in `FlowNode`: written, or what the vendor's migration fills in. */
  readonly type: string;
  /** Never talks by itself: logic, extract, function. */
  readonly silent: boolean;
  /** Is an end or a transfer, which are the same to the engine (vendor contract). */
  readonly ends: boolean;
  readonly prompt: string;
  readonly edges: readonly Edge[];
  /** The names of the variables to extract. */
  readonly extracts: readonly string[];
  readonly global?: Global;
  readonly flowNode: FlowNode;
}

export interface Edge {
  /** The same in the flow. */
  readonly transition: Transition | undefined;
  /** `llm_prompt`, `equation`, `tool_call`, `always`, or what else is written. */
  readonly type: string;
  readonly target: string | undefined;
  /** The condition in words. */
  readonly value: string;
  readonly description: string;
  readonly equation: Equation;
}

export interface Global {
  readonly condition: string;
  /** The conditions for going back, in words; their type does not matter (vendor contract). */
  readonly goBack: readonly string[];
}

/** How many transitions one turn of the agent may make (vendor contract). */
export const maxHops = 20;

/** The graph of a flow, worked out once. */
export const graphOf: (flow: Flow) => Graph = remember((flow) => {
  const nodes = new Map<string, GraphNode>();
  for (const node of flow.nodes) nodes.set(node.id, nodeOf(flow, node));
  const all = [...nodes.values()];
  return {
    nodes,
    globals: all.filter((node) => node.global),
    snippets: snippetsOf(flow.value),
    extracted: new Set(all.flatMap((node) => node.extracts)),
  };
});

const nodeOf = perNode((flowNode: FlowNode): GraphNode => {
  const { id, type, kind, value } = flowNode;
  return {
    id,
    type,
    silent: kind === "logic" || kind === "extract" || kind === "tool",
    ends: flowNode.ends,
    prompt: text(own(value, "state_prompt")) ?? "",
    edges: list(own(value, "transitions"))
      .filter(object)
      .map((each, i) => edgeOf(each, flowNode.transitions[i])),
    extracts: kind === "extract" ? namesIn(own(value, "variables_to_extract")) : [],
    global: flowNode.global ? globalOf(own(value, "global_node_setting")) : undefined,
    flowNode,
  };
});

function edgeOf(written: unknown, transition: Transition | undefined): Edge {
  const condition = own(written, "condition");
  return {
    transition,
    type: text(own(condition, "type")) ?? "",
    target: text(own(written, "target_node_id")),
    value: text(own(condition, "value")) ?? "",
    description: text(own(written, "description")) ?? "",
    equation: equationOf(condition),
  };
}

function globalOf(setting: unknown): Global {
  return {
    condition: text(own(setting, "condition")) ?? "",
    goBack: list(own(setting, "go_back_conditions")).map((each) => text(own(own(each, "condition"), "value")) ?? ""),
  };
}

function namesIn(variables: unknown): string[] {
  return list(variables).flatMap((variable) => text(own(variable, "name")) ?? []);
}

function snippetsOf(graph: Json): Map<string, string> {
  const entries = Object.entries(object(own(graph, "snippets")) ?? {});
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
