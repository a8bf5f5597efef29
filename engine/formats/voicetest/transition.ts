import type { FlowNode, Reference, Transition } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import { equationOf, knownWhen } from "../../simulate/voicetest/equations.ts";
import type { Path } from "../../text/json.ts";
import { list, object, own, text } from "../../text/value.ts";

/** The transitions of a node, in the order in which they are written; what is no object is none. */
export function transitionsOf(node: Owner): Transition[] {
  const found: Transition[] = [];
  const written = list(own(node.value, "transitions"));
  for (let i = 0; i < written.length; i++) if (object(written[i])) found.push(new GraphTransition(node, i, written[i]));
  return found;
}

type Owner = Pick<FlowNode, "path" | "value">;

/** Which way out of a node each type of condition is; any other is its own. */
const handles: ReadonlyMap<string, string> = new Map([["llm_prompt", "choice"]]);

/**
 * A transition of a large graph is one of tens of thousands of which nobody will ask where they stand: its places are
 * worked out when they are asked for.
 */
class GraphTransition implements Transition {
  readonly handle: string;
  readonly label: string;
  readonly target: Reference | undefined;
  readonly #node: Owner;
  private readonly index: number;
  private readonly written: unknown;
  private known: Transition["knows"];

  constructor(node: Owner, index: number, written: unknown) {
    this.#node = node;
    this.index = index;
    this.written = written;
    const condition = own(written, "condition");
    const type = text(own(condition, "type")) ?? "";
    this.handle = handles.get(type) ?? type;
    this.label = text(own(condition, "value")) || text(own(written, "description")) || "";
    const target = own(written, "target_node_id");
    this.target = typeof target === "string" ? new Target(target, this) : undefined;
  }

  get place(): Place & { readonly path: Path } {
    return { path: [...this.#node.path, "transitions", this.index] };
  }

  get targetPath(): Path {
    return [...this.#node.path, "transitions", this.index, "target_node_id"];
  }

  get handlePlace(): Place | undefined {
    if (text(own(own(this.written, "condition"), "type")) === undefined) return undefined;
    return { path: [...this.#node.path, "transitions", this.index, "condition", "type"] };
  }

  /** An extract node may find nothing; it is taken to do its work, or nothing could be said (Flowproof's choice). */
  get knows(): readonly string[] {
    this.known ??= [
      ...list(own(this.#node.value, "variables_to_extract")).flatMap((each) => text(own(each, "name")) ?? []),
      ...(this.handle === "equation" ? knownWhen(equationOf(own(this.written, "condition"))) : []),
    ];
    return this.known;
  }
}

class Target implements Reference {
  readonly id: string;
  // Hidden, as is the node of a transition: what has one in it can be written as JSON, without going round in circles.
  readonly #transition: GraphTransition;

  constructor(id: string, transition: GraphTransition) {
    this.id = id;
    this.#transition = transition;
  }

  get place(): Place {
    return { path: this.#transition.targetPath };
  }
}
