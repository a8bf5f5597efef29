import type { Transition } from "../flow/flow.ts";
import type { Fix } from "../flow/problem.ts";
import { disconnect } from "../formats/graphEdits.ts";

/** The fix that takes a transition away. */
export function removeTransition(transition: Transition): Fix {
  return { title: "Remove this transition", changes: disconnect(transition) };
}
