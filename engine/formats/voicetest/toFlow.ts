import type { Exit, Flow, FlowNode, Prompt, Reference, Transition } from "../../flow/flow.ts";
import { equationOf, knownWhen } from "../../simulate/voicetest/equations.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, text } from "../../text/value.ts";
import { shapeOf } from "../shape.ts";
import { unchanged } from "../unchanged.ts";
import { givenTo } from "./given.ts";
import { nearAround, nearOf } from "./near.ts";
import { nodeTypes, typeOf } from "./nodeType.ts";
import { usesAround, usesOf } from "./uses.ts";
import type { WrittenKeys } from "./writtenKeys.ts";

/**
 * The flow in a decoded AgentGraph that stands at `path`; `written` says what decoding lost of its keys. A node is
 * named by its key, never by its `id` (vendor contract). Transitions stand as written: on a silent node the first
 * `always` is tried last, and a node that speaks takes it after speaking. Never fails: what is no node is kept as one
 * without members, so that transitions to it still lead somewhere.
 */
export function toFlow(value: unknown, path: Path, written?: WrittenKeys, before?: Flow): Flow {
  const byKey = object(own(value, "nodes")) ?? {};
  const ids = written?.order.filter((id) => Object.hasOwn(byKey, id)) ?? Object.keys(byKey);
  const container = [...path, "nodes"];
  const kept = unchanged(before, path);
  const nodes = ids.map((id, i) => {
    const node = object(own(byKey, id));
    return kept(node, i, id) ?? toNode(node, [...container, id], i);
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const entry = reference(own(value, "entry_node_id"), [...path, "entry_node_id"]);
  const start = entry && byId.get(entry.id);
  const starts = start ? [start] : [];
  const graph = object(value) ?? {};
  let uses: Flow["uses"] | undefined;
  let near: Flow["near"];
  const around = (): Flow["uses"] => {
    uses ??= usesAround(graph, path);
    return uses;
  };
  return {
    format: "voicetest-graph",
    name: text(own(own(own(value, "source_metadata"), "agent_envelope"), "agent_name")) || undefined,
    path,
    nodes,
    byId,
    starts,
    entry,
    loose: [],
    duplicates: written?.duplicates ?? [],
    prompts: told(own(value, "source_metadata"), "general_prompt", [...path, "source_metadata"]),
    get uses() {
      return around();
    },
    get near() {
      near ??= nearAround(graph, path);
      return near;
    },
    given: givenTo(graph),
    open: true,
    shape: before ? shapeOf(nodes, starts, around(), before) : {},
    value: graph,
  };
}

function toNode(value: Json | undefined, path: Path, index: number): FlowNode {
  const id = String(path.at(-1));
  const type = value ? typeOf(value) : "";
  const kind = nodeTypes.get(type) ?? "unknown";
  const silent = kind === "logic" || kind === "extract" || kind === "tool";
  const setting = own(value, "global_node_setting");
  let uses: FlowNode["uses"] | undefined;
  let near: FlowNode["near"];
  return {
    id,
    type,
    kind,
    name: text(own(own(value, "metadata"), "name")) || undefined,
    path,
    index,
    idPlace: { path, part: "key" },
    transitions: transitionsOf(value, path),
    // A type that is not known is walked as one that talks (Flowproof's choice; the original refuses the graph).
    waits: value !== undefined && (kind === "conversation" || kind === "unknown"),
    ends: kind === "end" || kind === "transfer",
    global: setting !== undefined && setting !== null,
    also: [],
    exits: silent ? [silentExit] : [],
    binds: [], // an extract node may find nothing
    tool: kind === "tool" ? onlyTool(value) : undefined,
    get prompts() {
      return told(value, "state_prompt", path);
    },
    get uses() {
      uses ??= value ? usesOf(value, path) : [];
      return uses;
    },
    get near() {
      near ??= value ? nearOf(value, path) : [];
      return near;
    },
    value: value ?? {},
  };
}

/** The prompt under a key of `holder`, which stands at `path`. */
function told(holder: unknown, key: string, path: Path): Prompt[] {
  const prompt = text(own(holder, key));
  return prompt ? [{ path: [...path, key], text: prompt, how: "told" }] : [];
}

const silentExit: Exit = {
  handle: "always",
  any: true,
  severity: "warning",
  consequence: "the call stays here and the model speaks from this node on every turn",
};

/** Which way out of a node each type of condition is; any other is its own. */
const handles: ReadonlyMap<string, string> = new Map([["llm_prompt", "choice"]]);

function transitionsOf(node: Json | undefined, nodePath: Path): Transition[] {
  const found: Transition[] = [];
  const extracted = list(own(node, "variables_to_extract"));
  for (const [i, transition] of list(own(node, "transitions")).entries()) {
    if (!object(transition)) continue;
    const path = [...nodePath, "transitions", i];
    const condition = own(transition, "condition");
    const type = text(own(condition, "type"));
    const targetPath = [...path, "target_node_id"];
    const plain: Transition = {
      handle: handles.get(type ?? "") ?? type ?? "",
      handlePlace: type === undefined ? undefined : { path: [...path, "condition", "type"] },
      label: text(own(condition, "value")) || text(own(transition, "description")) || "",
      target: reference(own(transition, "target_node_id"), targetPath),
      targetPath,
      place: { path },
    };
    found.push(type === "equation" || extracted.length > 0 ? knowing(plain, extracted, condition) : plain);
  }
  return found;
}

/** The transition with what has a value where it is taken; that is worked out when first asked for. */
function knowing(transition: Transition, extracted: readonly unknown[], condition: unknown): Transition {
  let knows: Transition["knows"];
  return {
    ...transition,
    get knows() {
      knows ??= [
        // An extract node may find nothing; it is taken to do its work, or nothing could be said (Flowproof's choice).
        ...extracted.flatMap((each) => text(own(each, "name")) ?? []),
        ...(transition.handle === "equation" ? knownWhen(equationOf(condition)) : []),
      ];
      return knows;
    },
  };
}

function reference(id: unknown, path: Path): Reference | undefined {
  return typeof id === "string" ? { id, place: { path } } : undefined;
}

/**
 * The name of a node's tool where it has one alone: graphs imported from Retell carry all tools of the flow on every
 * node, and then nothing says which of them is meant (Flowproof's choice).
 */
function onlyTool(node: Json | undefined): string | undefined {
  const tools = list(own(node, "tools"));
  return tools.length === 1 ? text(own(tools[0], "name")) || undefined : undefined;
}
