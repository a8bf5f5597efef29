import type { NodeKind } from "../flow/flow.ts";
import type { Path } from "../text/json.ts";

/** A place where something is being written. */
export interface Asked {
  /** From the flow's own object, where it lies in a flow; else from the object of the document's format. */
  readonly path: Path;
  /** Whether the name of a member is written in the object at the path, or the value at it. */
  readonly on: "key" | "value";
  /** That object, decoded. */
  readonly value: unknown;
}

/** The braces between which a text names something. */
export interface Braces {
  readonly open: string;
  readonly close: string;
  readonly of: "variable" | "snippet";
}

/** What kind of name belongs at a place; which there are is the flow's business, or the catalogue's, or the folder's. */
export type Wanted =
  /** Ids of nodes; those of the given kinds before the others. */
  | { readonly names: "nodes"; readonly first?: readonly NodeKind[] }
  /** Ways out of the node of an id. */
  | { readonly names: "handles"; readonly of: string | undefined }
  /** Variables; with `unbound`, those that are read and that nothing binds come first. */
  | { readonly names: "variables"; readonly unbound?: boolean }
  /** Tools; with `node`, also the ids of the nodes that call them. */
  | { readonly names: "tools"; readonly node?: boolean }
  | { readonly names: "parameters"; readonly of: string | undefined }
  /** Paths into what a tool returns; `pathsIn` gives those of a sample. */
  | {
      readonly names: "outputs";
      readonly of: string | undefined;
      readonly pathsIn: (sample: unknown) => readonly { readonly path: string; readonly value: unknown }[];
    }
  /** Prose in which names stand between braces. */
  | { readonly names: "text"; readonly braces: readonly Braces[] }
  /** What a test answers for: nodes that call a tool, and where `tools` says so the tools themselves. */
  | { readonly names: "mocks"; readonly tools: boolean }
  /** What a turn of a test may choose; `turn` is where the turn stands. */
  | { readonly names: "choices"; readonly turn: Path }
  /** What a node may have decided. */
  | { readonly names: "decisions"; readonly of: string | undefined }
  /** Readable names of the nodes that call a tool. */
  | { readonly names: "results" }
  | { readonly names: "files"; readonly hold: "flow" | "skills" }
  /** Ids of rules. */
  | { readonly names: "rules" }
  /** Ids of the nodes in files, by globs. */
  | { readonly names: "nodesIn"; readonly files: readonly string[] }
  /** These words. */
  | { readonly names: "words"; readonly words: readonly string[] };

/** Whether a path is one of those that a pattern means: steps parted by slashes, `*` for any. */
export function isAt(path: Path, pattern: string): boolean {
  const steps = pattern.split("/");
  return steps.length === path.length && steps.every((step, i) => step === "*" || step === path[i]);
}
