import type { FlowNode, Reference, Transition } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import type { Path } from "../../text/json.ts";
import { list, object, own, text } from "../../text/value.ts";

type Owner = Pick<FlowNode, "kind" | "path" | "value">;

const next: Path = ["next_step_id"];
const choices: Path = ["transitions"];
const custom: Path = ["transitions", "custom"];
const success: Path = ["transitions", "success_next_step_id"];
const error: Path = ["transitions", "error_next_step_id"];

/** The edges of a node. One of unknown type is read in every way, so that a misspelt type unhooks nothing else. */
export function transitionsOf(node: Owner): Transition[] {
  const { kind, value } = node;
  const found: Transition[] = [];
  const unknown = kind === "unknown";
  if (kind === "start" || unknown) addFixed(found, node, own(value, "next_step_id"), next, "next", "");
  const transitions = own(value, "transitions");
  if (kind === "conversation" || unknown) addListed(found, node, transitions, choices, "choice");
  if ((kind === "tool" || unknown) && object(transitions)) {
    addListed(found, node, own(transitions, "custom"), custom, "custom");
    addFixed(found, node, own(transitions, "success_next_step_id"), success, "success", "success");
    addFixed(found, node, own(transitions, "error_next_step_id"), error, "error", "error");
  }
  return found;
}

/** The edge under a key of its own. Canvases write null, or nothing between the quotes, where nothing is connected. */
function addFixed(
  found: Transition[],
  node: Owner,
  value: unknown,
  below: Path,
  handle: NodeHandle,
  label: string,
): void {
  if (value === undefined || value === null || value === "") return;
  found.push(new StepTransition(node, below, undefined, handle, undefined, label, value));
}

/** The edges in a list of them. */
function addListed(found: Transition[], node: Owner, written: unknown, below: Path, handle: NodeHandle): void {
  const each = list(written);
  for (let i = 0; i < each.length; i++) {
    const id = text(own(each[i], "id"));
    const label = text(own(each[i], "label")) || text(own(each[i], "description")) || id || "";
    found.push(new StepTransition(node, below, i, handle, id, label, own(each[i], "next_step_id")));
  }
}

type NodeHandle = "next" | "choice" | "custom" | "success" | "error";

/** An edge; where it stands is put together when somebody asks, which of most edges of a large flow nobody does. */
class StepTransition implements Transition {
  readonly id: string | undefined;
  readonly handle: NodeHandle;
  readonly label: string;
  readonly target: Reference | undefined;
  readonly #node: Owner;
  /** The path below the node: of the list, where there is an index, else of the edge. */
  private readonly below: Path;
  private readonly index: number | undefined;

  constructor(
    node: Owner,
    below: Path,
    index: number | undefined,
    handle: NodeHandle,
    id: string | undefined,
    label: string,
    target: unknown,
  ) {
    this.id = id;
    this.handle = handle;
    this.label = label;
    this.target = typeof target === "string" ? new Target(target, this) : undefined;
    this.#node = node;
    this.below = below;
    this.index = index;
  }

  get place(): Place & { readonly path: Path } {
    const path = [...this.#node.path, ...this.below];
    return { path: this.index === undefined ? path : [...path, this.index] };
  }

  get targetPath(): Path {
    const { path } = this.place;
    return this.index === undefined ? path : [...path, "next_step_id"];
  }
}

class Target implements Reference {
  readonly id: string;
  // Hidden, as is the node of a transition: what has one in it can be written as JSON, without going round in circles.
  readonly #transition: StepTransition;

  constructor(id: string, transition: StepTransition) {
    this.id = id;
    this.#transition = transition;
  }

  get place(): Place {
    return { path: this.#transition.targetPath };
  }
}
