import type { FlowNode, Reference, Transition } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import type { Path } from "../../text/json.ts";
import { remember } from "../../text/remember.ts";
import { object, own, text } from "../../text/value.ts";
import { knownAfter } from "./known.ts";
import { nodeType } from "./nodeTypes.ts";

/** An edge as it is written, apart from the nodes. */
export interface Connection {
  readonly value: unknown;
  readonly source: string;
  /** Its position among the connections. */
  readonly index: number;
}

/**
 * The connections of a list by the ids of the nodes they leave, found once for a list: it is the very one of before unless
 * an edit has changed a connection. One without a source is no edge yet: the schema asks for it.
 */
export const bySource = remember((written: readonly unknown[]): ReadonlyMap<string, readonly Connection[]> => {
  const found = new Map<string, Connection[]>();
  for (let index = 0; index < written.length; index++) {
    const value = written[index];
    const source = text(own(value, "source"));
    if (source === undefined) continue;
    const same = found.get(source);
    if (same) same.push({ value, source, index });
    else found.set(source, [{ value, source, index }]);
  }
  return found;
});

/** A connection as a way out of a node; without a `sourceHandle` it leaves by `success` (vendor contract). */
export class ConnectedTransition implements Transition {
  readonly id: string | undefined;
  readonly handle: string;
  readonly label: string;
  readonly target: Reference | undefined;
  private readonly connection: Connection;
  private readonly graph: Path;
  readonly #from: Pick<FlowNode, "kind" | "type" | "value"> | undefined;
  private known: Transition["knows"];

  /** `graph` is where the playbook's graph stands. */
  constructor(connection: Connection, graph: Path, from?: Pick<FlowNode, "kind" | "type" | "value">) {
    const { value } = connection;
    this.id = text(own(value, "id"));
    this.handle = text(own(value, "sourceHandle")) ?? "success";
    this.label = this.handle;
    const target = text(own(value, "target"));
    this.target = target === undefined ? undefined : new Target(target, this);
    this.connection = connection;
    this.graph = graph;
    this.#from = from;
  }

  get place(): Place & { readonly path: Path } {
    return { path: [...this.graph, "connections", this.connection.index] };
  }

  get targetPath(): Path {
    return [...this.place.path, "target"];
  }

  get sourcePlace(): Place {
    return { path: [...this.place.path, "source"] };
  }

  get handlePlace(): Place | undefined {
    if (text(own(this.connection.value, "sourceHandle")) === undefined) return undefined;
    return { path: [...this.place.path, "sourceHandle"] };
  }

  get knows(): readonly string[] | undefined {
    const from = this.#from;
    // After any other kind of node nothing more is known.
    if (from?.kind !== "collect" && from?.kind !== "tool" && from?.kind !== "logic") return undefined;
    this.known ??=
      knownAfter(nodeType(from.type)?.type, object(own(from.value, "data")) ?? {}).get(this.handle) ?? nothing;
    return this.known;
  }
}

const nothing: readonly string[] = [];

class Target implements Reference {
  readonly id: string;
  // Hidden, as is the node of a transition: what has one in it can be written as JSON, without going round in circles.
  readonly #transition: ConnectedTransition;

  constructor(id: string, transition: ConnectedTransition) {
    this.id = id;
    this.#transition = transition;
  }

  get place(): Place {
    return { path: this.#transition.targetPath };
  }
}
