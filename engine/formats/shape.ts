import type { Flow, FlowNode, Transition, Use } from "../flow/flow.ts";

/**
 * The shape of a flow of these nodes: the one of the version before where every node is the same to the graph, else a new
 * one. See `Flow.shape`.
 */
export function shapeOf(
  nodes: readonly FlowNode[],
  starts: readonly FlowNode[],
  around: readonly Use[],
  before: Flow | undefined,
): object {
  const same =
    before !== undefined &&
    before.nodes.length === nodes.length &&
    nodes.every((node, i) => node === before.nodes[i] || alike(node, before.nodes[i]!)) &&
    starts.length === before.starts.length &&
    starts.every((node, i) => node.index === before.starts[i]!.index) &&
    alikeUses(around, before.uses);
  return same ? before.shape : {};
}

function alike(a: FlowNode, b: FlowNode): boolean {
  return (
    a.id === b.id &&
    a.type === b.type &&
    a.kind === b.kind &&
    a.global === b.global &&
    a.ends === b.ends &&
    a.waits === b.waits &&
    a.tool === b.tool &&
    sameList(a.transitions, b.transitions, alikeTransitions) &&
    sameList(a.also, b.also, (x, y) => x.id === y.id) &&
    sameList(a.binds, b.binds, (x, y) => x === y) &&
    alikeUses(a.uses, b.uses)
  );
}

function alikeTransitions(a: Transition, b: Transition): boolean {
  return (
    a.handle === b.handle &&
    a.target?.id === b.target?.id &&
    sameList(a.knows ?? none, b.knows ?? none, (x, y) => x === y)
  );
}

const none: readonly string[] = [];

function alikeUses(a: readonly Use[], b: readonly Use[]): boolean {
  return sameList(
    a,
    b,
    (x, y) =>
      x.name === y.name &&
      x.of === y.of &&
      x.how === y.how &&
      x.perhaps === y.perhaps &&
      x.asks === y.asks &&
      x.late === y.late,
  );
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a === b || (a.length === b.length && a.every((each, i) => same(each, b[i]!)));
}
