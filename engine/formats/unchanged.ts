import type { Flow, FlowNode } from "../flow/flow.ts";
import type { Path } from "../text/json.ts";

/**
 * The nodes of the version before, for a flow that stands where it stood then: the node at a position, if the very same
 * value is there and is called the same. After an edit that is every node but one.
 */
export function unchanged(
  before: Flow | undefined,
  path: Path,
): (value: unknown, index: number, id?: string) => FlowNode | undefined {
  if (!before || before.path.length !== path.length || before.path.some((step, i) => step !== path[i]))
    return () => undefined;
  return (value, index, id) => {
    const node = before.nodes[index];
    return node?.value === value && (id === undefined || node?.id === id) ? node : undefined;
  };
}
