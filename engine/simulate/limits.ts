import type { Flow, FlowNode, Transition } from "../flow/flow.ts";

/** What the walk of a dialect never does, whatever its conditions find and whatever a case says. */
export interface Limits {
  /** Why no walk of the flow is ever begun: one sentence; undefined where walks are. */
  refusal(flow: Flow): string | undefined;
  /** The transitions of a node that no walk which stands there ever takes, each with the reason as a clause. */
  closed(flow: Flow, node: FlowNode): Iterable<readonly [Transition, string]>;
  /** What of a node is taken by a condition on values, in the order in which it is tried; undefined for the node itself. */
  conditional(node: FlowNode): readonly (Transition | undefined)[];
  /** The global nodes that a walk may jump to from a node; `asked` where a case asks for jumps. */
  jumps(flow: Flow, node: FlowNode, asked: boolean): readonly FlowNode[];
  /** Walks jump only where a case asks for it. */
  readonly jumpsOnDemand: boolean;
  /** The node that a walk may come to by a transition without that being its target. */
  landing?(flow: Flow, node: FlowNode, transition: Transition): FlowNode | undefined;
  /** The nodes that a walk may come to by going back from a node without having come from them. */
  goingBack?(flow: Flow, node: FlowNode): Iterable<FlowNode>;
  /** Whether a walk may leave a node by its fallback although one of its conditions holds. */
  fallsBackAnyway?(flow: Flow, node: FlowNode): boolean;
}
