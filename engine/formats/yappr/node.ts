import type { Exit, FlowNode, NodeKind, Prompt, Reference, Transition, Use } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, text } from "../../text/value.ts";
import { transitionsOf } from "./transition.ts";
import { usesOf } from "./uses.ts";

const none: readonly never[] = [];
const nothing: Json = {};

/** What each of the vendor's node types does. The last two are legacy and run after the call (vendor contract). */
const kinds: ReadonlyMap<string, NodeKind> = new Map([
  ["start", "start"],
  ["conversation", "conversation"],
  ["tool_call", "tool"],
  ["integration_call", "tool"],
  ["transfer", "transfer"],
  ["end", "end"],
  ["webhook", "post-call"],
  ["structured_output", "post-call"],
]);

/** A node of a flow: what its type and its edges say at once, what its texts say when somebody asks. */
export class StepNode implements FlowNode {
  readonly id: string;
  readonly type: string;
  readonly kind: NodeKind;
  readonly name: string | undefined;
  readonly index: number;
  readonly transitions: readonly Transition[];
  readonly waits: boolean;
  readonly ends: boolean;
  readonly global: boolean;
  readonly also: readonly Reference[];
  readonly exits: readonly Exit[];
  readonly binds = none;
  readonly tool: string | undefined;
  readonly value: Json;
  private readonly container: Path;
  private ownUses: readonly Use[] | undefined;

  /** `container` is where nodes stand. */
  constructor(written: unknown, container: Path, index: number) {
    const value = object(written) ?? nothing;
    this.id = text(own(value, "id")) ?? "";
    this.type = text(own(value, "type")) ?? "";
    const kind = kinds.get(this.type) ?? "unknown";
    this.kind = kind;
    this.name = text(own(value, "name")) || undefined;
    this.index = index;
    this.value = value;
    this.container = container;
    this.transitions = transitionsOf(this);
    this.waits = kind === "conversation";
    this.ends = kind === "end" || kind === "transfer";
    // The vendor allows the mark on these types alone and refuses it elsewhere.
    this.global = own(value, "is_global") === true && (kind === "conversation" || this.ends);
    this.also = alsoOf(this);
    this.exits = exitsOf(kind, this.transitions);
    this.tool = kind === "tool" ? toolOf(value) : undefined;
  }

  get path(): Path {
    return [...this.container, this.index];
  }

  get idPlace(): Place {
    return { path: this.id === "" ? this.path : [...this.path, "id"] };
  }

  /** A text is said verbatim where `is_literal` says so, and is an instruction otherwise (vendor contract). */
  get prompts(): readonly Prompt[] {
    const key = spoken.get(this.kind);
    const written = key && text(own(this.value, key));
    if (!key || !written) return none;
    const said = this.kind === "transfer" || own(this.value, "is_literal") === true;
    return [{ path: [...this.path, key], text: written, how: said ? "said" : "told" }];
  }

  get uses(): readonly Use[] {
    this.ownUses ??= usesOf(this.value, this.path);
    return this.ownUses;
  }
}

const spoken: ReadonlyMap<NodeKind, string> = new Map([
  ["start", "greeting"],
  ["conversation", "instructions"],
  ["transfer", "transfer_message"],
  ["end", "farewell"],
]);

function alsoOf(node: StepNode): readonly Reference[] {
  const ids = list(own(node.value, "post_end_step_ids"));
  if (ids.length === 0) return none;
  return ids.flatMap((id, i): Reference[] =>
    typeof id === "string" ? [{ id, place: { path: [...node.path, "post_end_step_ids", i] } }] : [],
  );
}

/** The edges the vendor's save validator asks for, with its own words for a missing one (vendor documentation). */
function exitsOf(kind: NodeKind, transitions: readonly Transition[]): readonly Exit[] {
  if (kind === "start") return startExits;
  if (kind === "conversation") return conversationExits;
  if (kind === "tool") return transitions.length > 0 ? toolExits : unwiredToolExits;
  return noExits;
}

const startExits: readonly Exit[] = [
  {
    handle: "next",
    severity: "error",
    consequence: "no call gets past its greeting",
    vendorCode: "start_unwired",
  },
];
const conversationExits: readonly Exit[] = [
  {
    handle: "choice",
    any: true,
    severity: "error",
    consequence: "a caller who gets here never gets any further",
    vendorCode: "terminal_not_allowed",
  },
];
const toolExits: readonly Exit[] = [
  {
    handle: "success",
    severity: "error",
    consequence: "the call stops when the tool has answered",
    vendorCode: "success_not_wired",
  },
];
const unwiredToolExits: readonly Exit[] = [
  {
    handle: "success",
    any: true,
    severity: "error",
    consequence: "the call stops when the tool has answered",
    vendorCode: "terminal_not_allowed",
  },
];
const noExits: readonly Exit[] = [];

/** A tool's id, or the provider and action of an integration. */
function toolOf(value: Json): string | undefined {
  const provider = text(own(value, "provider"));
  const action = text(own(value, "action"));
  return text(own(value, "tool_id")) || (provider && action ? `${provider}.${action}` : undefined);
}
