import type { Exit, FlowNode, Near, NodeKind, Prompt, Transition, Use } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import type { Path } from "../../text/json.ts";
import { type Json, object, own, text } from "../../text/value.ts";
import { ConnectedTransition, type Connection } from "./connection.ts";
import { nearOf } from "./near.ts";
import { type NodeType, nodeType } from "./nodeTypes.ts";
import { usesOf } from "./uses.ts";

const none: readonly never[] = [];
const nothing: Json = {};

/** A node of a playbook: what its type and its connections say at once, what its texts say when somebody asks. */
export class PlaybookNode implements FlowNode {
  readonly id: string;
  readonly type: string;
  readonly kind: NodeKind;
  readonly index: number;
  readonly transitions: readonly Transition[];
  readonly waits: boolean;
  readonly ends: boolean;
  readonly global = false;
  readonly also = none;
  readonly exits: readonly Exit[];
  readonly handles: readonly string[] | undefined;
  readonly binds: readonly string[];
  readonly tool: string | undefined;
  readonly value: Json;
  /** The connections that leave it; of a second node with its id none do. */
  readonly leaving: readonly Connection[] | undefined;
  private readonly graph: Path;
  private readonly known: NodeType | undefined;
  private ownUses: readonly Use[] | undefined;
  private ownNear: readonly Near[] | undefined;

  /** `graph` is where the playbook's graph stands; `leaving` is undefined for a second node of an id. */
  constructor(id: string, value: unknown, graph: Path, index: number, leaving: readonly Connection[] | undefined) {
    const known = nodeType(text(own(value, "type")) ?? "");
    this.id = id;
    this.type = text(own(value, "type")) ?? "";
    this.known = known;
    this.kind = known?.kind ?? "unknown";
    this.index = index;
    this.value = object(value) ?? nothing;
    this.graph = graph;
    this.leaving = leaving;
    this.waits = this.kind === "collect"; // a skill waits only when a catalogue says that it asks for confirmation
    this.ends = this.kind === "end";
    // Connections go to the first node of an id; that a second one has none is no news beside the duplicate.
    this.exits = leaving ? (known?.exits ?? none) : none;
    this.handles = known?.handles;
    const data = own(value, "data");
    this.binds = bindsOf(this.kind, data);
    this.tool = this.kind === "tool" ? text(own(data, "tool")) || undefined : undefined;
    this.transitions = leaving ? leaving.map((connection) => new ConnectedTransition(connection, graph, this)) : none;
  }

  get path(): Path {
    return [...this.graph, "nodes", this.index];
  }

  get idPlace(): Place {
    return { path: this.id === "" ? this.path : [...this.path, "id"] };
  }

  /** What a start, a collect or a message says, as it stands. */
  get prompts(): readonly Prompt[] {
    const key = spoken.get(this.kind);
    const written = key && text(own(own(this.value, "data"), key));
    return written ? [{ path: [...this.path, "data", key], text: written, how: "said" }] : none;
  }

  get uses(): readonly Use[] {
    this.ownUses ??= usesOf(this.known?.type, object(own(this.value, "data")) ?? nothing, [...this.path, "data"]);
    return this.ownUses;
  }

  get near(): readonly Near[] {
    this.ownNear ??= nearOf(this.known?.type, object(own(this.value, "data")) ?? nothing, [...this.path, "data"]);
    return this.ownNear;
  }
}

const spoken: ReadonlyMap<NodeKind, string> = new Map([
  ["start", "message"],
  ["collect", "prompt"],
  ["message", "text"],
]);

/** A collect's slot, or the variables that a skill's output goes to. */
function bindsOf(kind: NodeKind, data: unknown): readonly string[] {
  if (kind === "tool") return Object.keys(object(own(data, "output")) ?? nothing);
  const slot = kind === "collect" ? text(own(data, "slot")) : undefined;
  return slot === undefined ? none : [slot];
}
