import { callsSkills, type FlowNode, flowsIn } from "../engine/index.ts";
import type { Snapshot } from "./documents.ts";
import type { Key } from "./uris.ts";

/** A file with flows in it, as far as one has to know it while it is closed. */
export interface FlowFile {
  readonly key: Key;
  readonly uri: string;
  /** Whether it matters for it which skills there are. */
  readonly callsSkills: boolean;
  readonly nodes: readonly Pick<FlowNode, "id" | "name" | "kind" | "path">[];
}

/** Every file that is known to hold a flow, as it is in the editor or else on disk. */
export class FlowFiles {
  private readonly files = new Map<Key, FlowFile>();

  all(): FlowFile[] {
    return [...this.files.values()];
  }

  /** Keeps in mind what flows a file holds now. */
  note({ key, uri, document }: Snapshot): void {
    const nodes = flowsIn(document).flatMap((flow) =>
      flow.nodes.map(({ id, name, kind, path }) => ({ id, name, kind, path })),
    );
    if (nodes.length > 0) this.files.set(key, { key, uri, callsSkills: callsSkills(document.flow), nodes });
    else this.files.delete(key);
  }

  remove(key: Key): void {
    this.files.delete(key);
  }

  /** Forgets the files that are not to be kept. */
  prune(kept: (key: Key) => boolean): void {
    for (const key of this.files.keys()) if (!kept(key)) this.files.delete(key);
  }
}
