import type { Exit, FlowNode, Near, NodeKind, Prompt, Transition, Use } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, own, text } from "../../text/value.ts";
import { nearOf } from "./near.ts";
import { nodeTypes, typeOf } from "./nodeType.ts";
import { transitionsOf } from "./transition.ts";
import { usesOf } from "./uses.ts";

const silentExit: Exit = {
  handle: "always",
  any: true,
  severity: "warning",
  consequence: "the call stays here and the model speaks from this node on every turn",
};
const silentExits: readonly Exit[] = [silentExit];
const none: readonly never[] = [];
const nothing: Json = {};

/** A node of an AgentGraph: what its transitions and its type say at once, what its texts say when somebody asks. */
export class GraphNode implements FlowNode {
  readonly id: string;
  readonly type: string;
  readonly kind: NodeKind;
  readonly name: string | undefined;
  readonly index: number;
  readonly transitions: readonly Transition[];
  /** A type that is not known is walked as one that talks (Flowproof's choice; the original refuses the graph). */
  readonly waits: boolean;
  readonly ends: boolean;
  readonly global: boolean;
  readonly also = none;
  readonly exits: readonly Exit[];
  /** An extract node may find nothing. */
  readonly binds = none;
  readonly tool: string | undefined;
  readonly value: Json;
  private readonly container: Path;
  private ownUses: readonly Use[] | undefined;
  private ownNear: readonly Near[] | undefined;

  /** `value` is undefined where there is something else than an object under the id; `container` is where nodes stand. */
  constructor(id: string, value: Json | undefined, container: Path, index: number) {
    this.id = id;
    this.type = value ? typeOf(value) : "";
    this.kind = nodeTypes.get(this.type) ?? "unknown";
    this.name = text(own(own(value, "metadata"), "name")) || undefined;
    this.container = container;
    this.index = index;
    this.waits = value !== undefined && (this.kind === "conversation" || this.kind === "unknown");
    this.ends = this.kind === "end" || this.kind === "transfer";
    const setting = own(value, "global_node_setting");
    this.global = setting !== undefined && setting !== null;
    const silent = this.kind === "logic" || this.kind === "extract" || this.kind === "tool";
    this.exits = silent ? silentExits : none;
    this.tool = this.kind === "tool" ? onlyTool(value) : undefined;
    this.value = value ?? nothing;
    this.transitions = value ? transitionsOf(this) : none;
  }

  get path(): Path {
    return [...this.container, this.id];
  }

  get idPlace(): Place {
    return { path: this.path, part: "key" };
  }

  get prompts(): readonly Prompt[] {
    return told(this.value, "state_prompt", this.path);
  }

  get uses(): readonly Use[] {
    this.ownUses ??= usesOf(this);
    return this.ownUses;
  }

  get near(): readonly Near[] {
    this.ownNear ??= nearOf(this);
    return this.ownNear;
  }
}

/** The prompt under a key of `holder`, which stands at `path`. */
export function told(holder: unknown, key: string, path: Path): Prompt[] {
  const prompt = text(own(holder, key));
  return prompt ? [{ path: [...path, key], text: prompt, how: "told" }] : [];
}

/**
 * The name of a node's tool where it has one alone: graphs imported from Retell carry all tools of the flow on every
 * node, and then nothing says which of them is meant (Flowproof's choice).
 */
function onlyTool(node: Json | undefined): string | undefined {
  const tools = list(own(node, "tools"));
  return tools.length === 1 ? text(own(tools[0], "name")) || undefined : undefined;
}
