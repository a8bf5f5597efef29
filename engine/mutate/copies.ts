import type { Flow, FlowNode } from "../flow/flow.ts";
import { nameTable } from "../flow/nameTable.ts";
import { difference } from "../flowtest/subset.ts";
import { remember } from "../text/remember.ts";
import { type Json, list, object, own } from "../text/value.ts";

/**
 * Whether two nodes are copies of each other, so that a caller never knows at which of them a walk stands: they wait for the
 * caller, say and are told the same, and lead to the same nodes by the same choices. Ends are never copies, because a test
 * may ask at which of them a call has ended.
 */
export function areCopies(flow: Flow, x: string | undefined, y: string | undefined): boolean {
  const [a, b] = [x === undefined ? undefined : flow.byId.get(x), y === undefined ? undefined : flow.byId.get(y)];
  if (!a || !b || a.kind !== "conversation" || b.kind !== "conversation") return false;
  if (a.type !== b.type || a.global || b.global || a.ends || b.ends) return false;
  if (named(flow).has(a.id) || named(flow).has(b.id)) return false;
  const [one, other] = [described(a), described(b)];
  return difference(one, other) === undefined && difference(other, one) === undefined;
}

/** The nodes that tokens name: what was gathered there is read elsewhere. */
const named = remember((flow: Flow) => nameTable(flow).node);

/** A node without what its copy may have otherwise: its id, its place on the canvas, and the ids of its transitions. */
function described({ id, value }: FlowNode): Json {
  const metadata = object(own(value, "metadata"));
  return {
    ...without(value, "id", "position"),
    ...(metadata && { metadata: without(metadata, "display_position") }),
    transitions: list(own(value, "transitions")).map((each) => {
      const transition = without(object(each) ?? {}, "id");
      const loops = ["next_step_id", "target_node_id"].filter((key) => own(transition, key) === id);
      return { ...without(transition, ...loops), loops };
    }),
  };
}

/** A choice that is offered, without where it leads. */
export function offer(written: unknown): Json {
  return without(object(written) ?? {}, "id", "next_step_id", "target_node_id");
}

function without(value: Json, ...keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
