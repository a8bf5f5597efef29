import type { Flow, FlowNode } from "../flow/flow.ts";
import { drive, type Walked } from "../flowtest/drive.ts";
import type { Case } from "../flowtest/model.ts";
import type { Mention, Sought } from "../formats/format.ts";
import type { Skill } from "../simulate/state.ts";
import { remember } from "../text/remember.ts";
import type { Name } from "./name.ts";

/** How Yappr's trace calls a jump to a global node (vendor contract). */
const JUMP = "__global_";

/** What a mention outside of a flow means in `flow`, where that is known; undefined for what is no name, such as a handle. */
export function meaningOf(mention: Mention, flow: Flow | undefined, skills?: readonly Skill[]): Name | undefined {
  const { as, name, how: role, place, files } = mention;
  const base = { name, role, place, before: "", flow, case: mention.case, ...(files && { files }) };
  switch (as) {
    case "node":
    case "tool":
    case "variable":
      return { ...base, of: as };
    case "parameter":
      return { ...base, of: as, scope: toolMeant(mention.of ?? "", flow) };
    case "mock":
    case "call":
      return { ...base, of: isTool(name, flow, as) ? "tool" : "node" };
    case "result":
      return result(mention, flow, base);
    case "file":
      return undefined;
    case "branch":
      return { ...base, of: "transition", scope: mention.of ?? "" };
    case "decision":
      return decision(mention, flow && mention.of !== undefined ? flow.byId.get(mention.of) : undefined, flow, base);
    case "take":
      return take(mention, flow, base, skills);
  }
}

/**
 * Tells which mentions `meaningOf` may find something called one of `names` in: those that are the name, that differ in
 * case where that does not matter, a jump to the node, or the readable name of the node.
 */
export function mayMean(names: readonly string[], flows: readonly Flow[]): NonNullable<Sought["called"]> {
  const titles = flows.flatMap((flow) => names.flatMap((name) => graphOf(flow).titles.get(name) ?? []));
  const words = new Set([...names, ...names.map((name) => JUMP + name), ...titles]);
  const choices = new Set(Array.from(words, (word) => word.toLowerCase()));
  return (mentioned, as) => (as === "take" ? choices.has(mentioned.toLowerCase()) : words.has(mentioned));
}

type Base = Omit<Name, "of">;

/**
 * Whether a mock or an expected call names a tool. Mocks are looked up by node first, but one for a node that is called
 * like its tool serves all nodes with that tool, so it is the tool's (Flowproof's choice).
 */
function isTool(name: string, flow: Flow | undefined, as: "mock" | "call"): boolean {
  if (!flow) return as === "call";
  if (!graphOf(flow).tools.has(name)) return false;
  const node = flow.byId.get(name);
  return as === "call" || !node || node.kind !== "tool" || node.tool === name;
}

function toolMeant(name: string, flow: Flow | undefined): string {
  if (!flow || graphOf(flow).tools.has(name)) return name;
  return flow.byId.get(name)?.tool ?? name;
}

/** Results go by the readable name of a tool's node, or by its id where it has none (Flowproof's choice). */
function result({ name }: Mention, flow: Flow | undefined, base: Base): Name | undefined {
  const node = flow?.byId.get(name);
  if (node?.kind === "tool" && node.name === undefined) return { ...base, of: "node" };
  const named = flow?.nodes.find((each) => each.kind === "tool" && each.name === name);
  return named && { ...base, of: "node", name: named.id, titled: true };
}

/** What a trace shows as the decision of a node: one of its transitions, the node it went to, or a handle, which is no name. */
function decision(
  { name, of }: Mention,
  node: FlowNode | undefined,
  flow: Flow | undefined,
  base: Base,
): Name | undefined {
  if (node?.handles?.includes(name) || name === "stay") return undefined;
  const chooses = !node || node.kind === "conversation" || node.kind === "unknown";
  if (chooses && node?.transitions.some(({ id }) => id === name))
    return { ...base, of: "transition", scope: node.id, node };
  if (flow?.byId.has(name)) return { ...base, of: "node" };
  if (name.startsWith(JUMP) && flow?.byId.has(name.slice(JUMP.length))) return jump(base);
  if (node?.handles) return undefined;
  const byId = chooses && (!node || node.transitions.some(({ id }) => id !== undefined));
  return byId ? { ...base, of: "transition", scope: of ?? "" } : { ...base, of: "node" };
}

function jump(base: Base): Name {
  const { name, place } = base;
  const part = { start: JUMP.length, end: name.length };
  return {
    ...base,
    of: "node",
    name: name.slice(JUMP.length),
    place: "path" in place ? { path: place.path, part } : place,
  };
}

/**
 * The choice that a turn names, with or without regard to case. Where nodes offer choices of the same name, the case is
 * played to see at which of them the turn was heard.
 */
function take({ name, case: one, turn }: Mention, flow: Flow | undefined, base: Base, skills?: readonly Skill[]): Name {
  const offered = flow ? (graphOf(flow).choices.get(name.toLowerCase()) ?? []) : [];
  const played = offered.length > 1 && flow && one ? walkOf(one, flow, skills) : undefined;
  const made = played?.choices.find((choice) => choice.turn === turn && choice.by === "script");
  const here = made ? offered.filter(({ at }) => at.has(made.node)) : offered;
  const chosen = here.find(({ option }) => option === name) ?? here[0];
  if (!chosen) return { ...base, of: "transition", scope: "" };
  return { ...(chosen.jump ? jump(base) : base), ...chosen.thing };
}

/** A choice that nodes of a flow offer under one name, and what it is the name of. */
interface Choice {
  readonly option: string;
  readonly thing: Pick<Name, "of" | "name" | "scope">;
  /** Ids of the nodes that offer it; a choice of all nodes has every id. */
  readonly at: { has(id: string): boolean };
  /** It is a jump to a global node, which has the node's id as a part. */
  readonly jump?: boolean;
}

/** What meanings are looked up in, worked out once a flow. */
interface Graph {
  readonly tools: ReadonlySet<string>;
  /** What the tool nodes of an id are called for people. */
  readonly titles: ReadonlyMap<string, readonly string[]>;
  /** By name in lower case. */
  readonly choices: ReadonlyMap<string, readonly Choice[]>;
}

const graphOf = remember(
  (flow: Flow): Graph => ({ tools: toolsOf(flow), titles: titlesOf(flow), choices: choicesOf(flow) }),
);

function toolsOf(flow: Flow): ReadonlySet<string> {
  return new Set(flow.nodes.flatMap(({ kind, tool }) => (kind === "tool" && tool !== undefined ? [tool] : [])));
}

function titlesOf(flow: Flow): ReadonlyMap<string, readonly string[]> {
  const titles = new Map<string, string[]>();
  for (const { id, kind, name } of flow.nodes)
    if (kind === "tool" && name !== undefined) titles.set(id, [...(titles.get(id) ?? []), name]);
  return titles;
}

function choicesOf(flow: Flow): ReadonlyMap<string, Choice[]> {
  const choices = new Map<string, Choice[]>();
  const note = (choice: Choice): void => {
    const key = choice.option.toLowerCase();
    const before = choices.get(key);
    if (before) before.push(choice);
    else choices.set(key, [choice]);
  };
  for (const node of flow.nodes) {
    if (node.kind !== "conversation" && node.kind !== "unknown") continue;
    for (const { id } of node.transitions)
      if (id) note({ option: id, thing: { of: "transition", name: id, scope: node.id }, at: new Set([node.id]) });
  }
  // A transition without an id goes by its target, and a global node offers the way back to any.
  const at = { has: () => true };
  for (const { id, global } of flow.nodes) {
    if (id === "") continue;
    const thing: Choice["thing"] = { of: "node", name: id };
    note({ option: id, thing, at });
    if (global) note({ option: JUMP + id, thing, at, jump: true });
  }
  return choices;
}

const walks = new WeakMap<Case, { readonly flow: Flow; readonly walked: Walked | undefined }>();

function walkOf(one: Case, flow: Flow, skills?: readonly Skill[]): Walked | undefined {
  let known = walks.get(one);
  if (known?.flow !== flow) {
    known = { flow, walked: one.skip === undefined ? walked(one, flow, skills) : undefined };
    walks.set(one, known);
  }
  return known.walked;
}

/** A name is no reason to fail over a walk. */
function walked(one: Case, flow: Flow, skills?: readonly Skill[]): Walked | undefined {
  try {
    return drive(flow, one, { skills });
  } catch {
    return undefined;
  }
}
