import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import { type Incoming, incoming } from "../flow/incoming.ts";
import { namesVariable, nameTable } from "../flow/nameTable.ts";
import { NodeSet } from "../flow/reach.ts";
import {
  goingBack,
  jumpsFrom,
  jumpsOnDemand,
  landing,
  type Possible,
  possibleAt,
  refusal,
} from "../simulate/possible.ts";

/** What cases can come to, and why not to the rest. */
export interface Reach {
  /** Why no case can come to a node, as a clause; undefined for one that cases can come to. */
  whyNot(node: FlowNode): string | undefined;
  /** Why a transition leads to no node; undefined for one that leads to one. */
  nowhere(node: FlowNode, transition: Transition): string | undefined;
  possible(node: FlowNode): Possible;
}

/** What cases bring along that the flow does not tell. */
export interface Given {
  /** Where walks come from besides the start. */
  readonly from: Iterable<FlowNode>;
  /** Whether some case asks for jumps that are off by themselves. */
  readonly jumps: boolean;
  /** The names of the variables that walks have known. */
  readonly variables: ReadonlySet<string>;
}

/**
 * The nodes that a case can come to: from the start, and from wherever cases have been, along transitions that are not
 * proven to be closed, and by jumps to global nodes. What runs after the call is walked by no case. So what no case can reach
 * is told apart from what no case reaches; that a case may begin anywhere is left out of account until one does
 * (Flowproof's choice).
 */
export function reachOf(flow: Flow, { from, jumps, variables: given }: Given): Reach {
  const refused = refusal(flow);
  const names = nameTable(flow);
  const variables = new Map<string, boolean>();
  const isVariable = (name: string): boolean => {
    let found = variables.get(name);
    if (found === undefined) {
      found = given.has(name) || namesVariable(flow, names, name);
      variables.set(name, found);
    }
    return found;
  };
  const known = new Map<FlowNode, Possible>();
  const possible = (node: FlowNode): Possible => {
    let found = known.get(node);
    if (!found) {
      found = possibleAt(flow, node, isVariable);
      known.set(node, found);
    }
    return found;
  };

  const reached = new NodeSet(flow);
  const open: FlowNode[] = [];
  let jumped = false;
  const reach = (node: FlowNode | undefined): void => {
    if (node && reached.add(node)) open.push(node);
  };
  if (refused === undefined) for (const node of flow.starts) reach(node);
  for (const node of from) reach(node);
  for (let node = open.pop(); node; node = open.pop()) {
    const { closed } = possible(node);
    for (const transition of node.transitions) {
      if (!transition.target || closed.has(transition)) continue;
      reach(flow.byId.get(transition.target.id));
      reach(landing(flow, node, transition));
    }
    for (const back of goingBack(flow, node)) reach(back);
    // Wherever a jump begins, it may end at every global node but that one.
    if (jumped) continue;
    const globals = jumpsFrom(flow, node, jumps);
    jumped = globals.length > 0;
    for (const global of globals) reach(global);
  }

  const whyNot = (node: FlowNode): string | undefined => {
    if (reached.has(node)) return undefined;
    if (refused !== undefined) return `no case can walk this flow: ${refused}`;
    if (flow.byId.get(node.id) !== node) return "an earlier node has the same id";
    const into = incoming(flow, node).filter((way) => way.from !== node);
    if (node.global && jumpsOnDemand(flow) && !jumps)
      return 'it is a global node, and no case has the option "globals": "fallback"';
    if (into.length > 0) return whyNoneOf(into, reached, possible);
    return node.global ? "no transition and no jump leads here" : "no transition leads here";
  };
  return { whyNot, nowhere: (node, transition) => nowhere(flow, node, transition), possible };
}

function whyNoneOf(into: readonly Incoming[], reached: NodeSet, possible: Reach["possible"]): string {
  for (const { from, transition } of into) {
    if (!reached.has(from)) continue;
    if (!transition) return `it runs after the call that ends at "${from.id}", where no case goes on`;
    return `the transition from "${from.id}" is never taken: ${possible(from).closed.get(transition)}`;
  }
  const [first, ...others] = new Set(into.map(({ from }) => from));
  return others.length === 0
    ? `only "${first!.id}" leads here, where no case can come`
    : `"${first!.id}" and ${others.length} more lead here, where no case can come`;
}

function nowhere(flow: Flow, node: FlowNode, transition: Transition): string | undefined {
  const { target } = transition;
  if (!target) return "it leads nowhere";
  return flow.byId.has(target.id) || landing(flow, node, transition)
    ? undefined
    : `it leads to "${target.id}", which is not a node`;
}
