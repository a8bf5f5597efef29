import type { FlowNode, Transition } from "../../flow/flow.ts";
import { remember } from "../../text/remember.ts";
import { list, own, text } from "../../text/value.ts";
import type { ToolAnswer } from "../state.ts";
import { atJsonPath, comparable, type JsonPath, parseJsonPath } from "./jsonpath.ts";
import { transitionId } from "./options.ts";

/** Which way out of a tool node an answer takes; without a transition where nothing is connected there. */
export interface Branch {
  /** `success`, `error` or `custom:` and the branch's id, as the trace has it. */
  readonly reason: string;
  readonly transition: Transition | undefined;
}

/**
 * An error takes the error edge and nothing else; a result the first custom branch that matches, else the success edge
 * (vendor contract). A result that says no, such as `{"available": false}`, is a success.
 */
export function branchOf(node: FlowNode, answer: ToolAnswer): Branch {
  const { custom, success, error } = branches(node);
  if (Object.hasOwn(answer, "error")) return error;
  const { result } = answer as { result: unknown };
  for (const branch of custom)
    if (branch.path && branch.equals !== undefined && comparable(atJsonPath(result, branch.path)) === branch.equals)
      return branch;
  return success;
}

interface Custom extends Branch {
  /** Undefined for a path outside the subset, which matches nothing. */
  readonly path: JsonPath | undefined;
  readonly equals: string | undefined;
}

/** The custom branches of a tool's node as they are written, in the order in which they are tried. */
export function writtenBranches({ value }: FlowNode): readonly unknown[] {
  return list(own(own(value, "transitions"), "custom"));
}

const branches = remember((node: FlowNode): { custom: readonly Custom[]; success: Branch; error: Branch } => {
  const on = (handle: string): Transition | undefined => node.transitions.find((each) => each.handle === handle);
  const written = writtenBranches(node);
  return {
    custom: node.transitions
      .filter(({ handle }) => handle === "custom")
      .map((transition, i) => {
        const path = text(own(written[i], "jsonpath"));
        return {
          reason: `custom:${transitionId(transition)}`,
          transition,
          path: path === undefined ? undefined : parseJsonPath(path),
          equals: comparable(own(written[i], "equals")),
        };
      }),
    success: { reason: "success", transition: on("success") },
    error: { reason: "error", transition: on("error") },
  };
});
