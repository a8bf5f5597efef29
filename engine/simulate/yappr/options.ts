import type { Flow, FlowNode, Transition } from "../../flow/flow.ts";
import { remember } from "../../text/remember.ts";
import { list, own, text } from "../../text/value.ts";
import type { Option } from "../state.ts";

/** A way on from a conversation node: what the router sees of it, and where it leads. */
export interface Way {
  readonly option: Option;
  /** The labelled transition; a jump to a global node has none. */
  readonly transition?: Transition;
  /** The id of the node it leads to; undefined for a transition without a target. */
  readonly to: string | undefined;
}

/**
 * The ways on from a conversation node, labelled transitions first, and when `globals` are offered, those to the
 * other global nodes as fallbacks. The same lists at every visit, so that whoever scores them can remember them.
 */
export function waysFrom(flow: Flow, node: FlowNode, globals: boolean): readonly Way[] {
  if (!globals) return labelled(node);
  const known = withGlobals(flow);
  let found = known.get(node);
  if (!found) {
    const jumps = jumpsIn(flow).filter((way) => way.to !== node.id);
    found = [...labelled(node), ...jumps];
    known.set(node, found);
  }
  return found;
}

/** The options of a list of ways, in the same order. */
export const optionsOf: (ways: readonly Way[]) => readonly Option[] = remember((ways: readonly Way[]) =>
  ways.map(({ option }) => option),
);

/** What the trace calls a transition: its id; one without an id goes by its target. */
export function transitionId(transition: Transition): string {
  return transition.id || transition.target?.id || transition.label;
}

const withGlobals = remember((_: Flow) => new Map<FlowNode, readonly Way[]>());

const labelled = remember((node: FlowNode): readonly Way[] => {
  const written = list(own(node.value, "transitions"));
  return node.transitions.map((transition, i) => ({
    option: {
      id: transitionId(transition),
      label: transition.label,
      texts: [text(own(written[i], "label")) ?? "", text(own(written[i], "description")) ?? ""],
    },
    transition,
    to: transition.target?.id,
  }));
});

/** The jumps to global nodes, in the order of the flow. */
export const jumpsIn = remember((flow: Flow): readonly Way[] =>
  flow.nodes
    .filter((node) => node.global)
    .map((node) => ({
      option: {
        id: `__global_${node.id}`,
        label: node.name ?? node.id,
        texts: [text(own(node.value, "global_jump_description")) ?? ""],
        fallback: true,
      },
      to: node.id,
    })),
);
