import type { FlowNode, Transition } from "../flow/flow.ts";

/** What a transition means when a flow is walked, in words for people. */
export interface Explanation {
  /** When it is taken: one sentence. */
  readonly when: string;
  /** The texts whose words are compared with what a caller says, where it is chosen by words. */
  readonly texts?: readonly string[];
  /** What of this is Flowproof's choice because the vendor does not document it: one sentence. */
  readonly chosen?: string;
}

/** Explains a transition; `written` is its own JSON where it stands inside its node. */
export type Explain = (node: FlowNode, transition: Transition, written: unknown) => Explanation;
