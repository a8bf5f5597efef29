import type { Flow, FlowNode } from "../flow/flow.ts";
import type { TestContext } from "../flowtest/context.ts";
import type { Case } from "../flowtest/model.ts";
import type { Document } from "../formats/format.ts";
import type { Skill } from "../simulate/state.ts";
import type { Cursor } from "./cursor.ts";

/** What is known besides the document. */
export interface CompletionContext {
  /** What the document's tests walk with. */
  readonly tests?: TestContext;
  /** The skills that the document's flow can call. */
  readonly skills?: readonly Skill[];
  /** Files of the workspace, as the document would name them. */
  readonly files?: (hold: "flow" | "skills") => readonly string[];
  /** The nodes in the files that globs mean, from the document's folder. */
  readonly nodesIn?: (globs: readonly string[]) => readonly Pick<FlowNode, "id" | "name" | "kind">[];
}

/** A place of a document where something is being written, with all that names there may mean. */
export interface Situation {
  readonly document: Document;
  readonly context: CompletionContext;
  readonly cursor: Cursor;
  /** The flow that names mean: the one the cursor lies in, else the one that tests walk. */
  readonly flow?: Flow;
  /** The node that the cursor lies in. */
  readonly node?: FlowNode;
  /** The case that it lies in. */
  readonly case?: Case;
  readonly skills: readonly Skill[];
  /** The names that the object at the cursor has already, but for the one that is being written. */
  readonly present: ReadonlySet<string>;
}
