import { object } from "../../text/value.ts";
import { heard } from "../choose.ts";
import { type Draft as Blank, blank, took } from "../draft.ts";
import type { Answer, Outcome, ToolAnswer, TraceEntry, Turn, Walk } from "../state.ts";
import { alwaysOf, dispatch, type Fired } from "../voicetest/dispatch.ts";
import { type Edge, type Graph, type GraphNode, graphOf, maxHops } from "../voicetest/graph.ts";
import { originatorsAfter } from "../voicetest/originators.ts";
import { pyStrip, pyText } from "../voicetest/pyText.ts";
import { expand } from "../voicetest/template.ts";
import { toolData, withToolResult } from "../voicetest/toolResult.ts";
import { optionsOf, type Way, waysFrom } from "../voicetest/ways.ts";
import {
  cannotBeEntered,
  choiceReason,
  followedReason,
  noStart,
  noTarget,
  standIn,
  tooManyHops,
} from "../voicetest/wording.ts";
import { withEntries } from "../withEntries.ts";

/** What this walk keeps for itself, beside what every state has. */
export interface VoicetestOwn {
  /** The nodes that global nodes were entered from, the latest last. */
  readonly originators: readonly string[];
  /** The turn the agent is answering; undefined before the first. */
  readonly turn: Turn | undefined;
  /** The slots of all turns so far: what an extraction can read out of the conversation. */
  readonly given: ReadonlyMap<string, unknown>;
  /** Transitions since the caller's turn. */
  readonly hops: number;
}

/**
 * The walk of a voicetest graph without its model. Equations, `always`, global nodes, the way back from them and the
 * limit of twenty hops are as in the original (vendor contract): the agent speaks first, one turn of the caller makes
 * at most one choice, silent nodes follow, and then the agent speaks from where it stands.
 *
 * In place of the model (Flowproof's choice): the driver makes the choice, and having made one counts as the node's
 * objectives being complete, making none as not. An extract node reads the slots of all turns so far, and stores them
 * as text; a slot that no node of the graph extracts is bound when its turn is taken. What the agent says is not known:
 * `says` has the expanded prompt, marked as an instruction. A `function` node, which the original passes through, takes a
 * mock where there is one, and binds it as `tool_result` and `tool_result.<member>`. A turn without words, slots and
 * `take` is an empty message, at which the original makes no choice. A walk that ends before the first turn ends there.
 *
 * Outcomes: `ended`, `transcript_exhausted`, `dead_end` where a transition leads to no node, `invalid` without an entry.
 */
export const voicetest: Walk<VoicetestOwn> = {
  begin(flow, setup) {
    const graph = graphOf(flow);
    const draft = blank(setup, { originators: [], turn: undefined, given: new Map(), hops: 0 });
    const start = setup.startAt ?? flow.entry?.id;
    const node = start === undefined ? undefined : graph.nodes.get(start);
    if (!node) stop(draft, "invalid", noStart(graph, start, setup.startAt !== undefined));
    else {
      arrive(draft, node);
      agentTurn(graph, draft, node);
    }
    return draft;
  },

  advance(flow, state, answer) {
    const graph = graphOf(flow);
    const node = state.node === undefined ? undefined : graph.nodes.get(state.node);
    if (!node) throw new Error("The walk stands at no node of this flow");
    const draft: Draft = { ...state };
    const { wants } = state;
    if (wants.kind === "turn" && answer.kind === "turn") hear(graph, draft, node, answer.turn);
    else if (wants.kind === "choice" && answer.kind === "choice") chosen(graph, draft, node, answer);
    else if (wants.kind === "tool" && answer.kind === "tool") {
      if (answer.answer) called(draft, node, wants.tool, answer.answer);
      route(graph, draft, node);
    } else throw new Error(`The walk wants ${wants.kind}, it was answered with ${answer.kind}`);
    return draft;
  },

  enter(flow, state, { id }) {
    const graph = graphOf(flow);
    const node = graph.nodes.get(id);
    if (!node) throw new Error("The walk is to go on at no node of this flow");
    const draft: Draft = { ...state, own: { ...state.own, hops: 0 } };
    arrive(draft, node);
    agentTurn(graph, draft, node);
    return draft;
  },
};

type Draft = Blank<VoicetestOwn>;

/** A turn of the caller, and the agent's after it. */
function hear(graph: Graph, draft: Draft, node: GraphNode, turn: Turn | undefined): void {
  if (!turn) {
    stop(draft, "transcript_exhausted");
    return;
  }
  const { given } = draft.own;
  const slots = slotsOf(turn);
  const others = slots.filter(([name]) => !graph.extracted.has(name));
  if (others.length > 0) draft.variables = withEntries(draft.variables, others);
  draft.own = { ...draft.own, turn, hops: 0, given: slots.length > 0 ? withEntries(given, slots) : given };
  draft.turns++;
  agentTurn(graph, draft, node);
}

/** One turn of the agent, from a node on: until it has spoken, the call is over, or an answer is needed. */
function agentTurn(graph: Graph, draft: Draft, node: GraphNode): void {
  const silentEnd = node.ends && node.prompt === "";
  if (draft.own.hops >= maxHops) {
    if (node.silent || silentEnd) complain(draft, node.id, tooManyHops(node, maxHops));
    speak(graph, draft, node);
  } else if (silentEnd) end(draft, node);
  else if (node.type === "function") {
    const { tool } = node.flowNode;
    const keys = tool === undefined ? [node.id] : [node.id, tool];
    draft.wants = { kind: "tool", node: node.id, tool: tool ?? node.id, args: {}, keys };
  } else if (node.silent) {
    if (node.type === "extract") extract(draft, node);
    route(graph, draft, node);
  } else choose(graph, draft, node);
}

/** Asks for a choice where the caller has said something, nothing has moved since, and there is something to choose. */
function choose(graph: Graph, draft: Draft, node: GraphNode): void {
  const { turn, hops } = draft.own;
  const ways = waysHere(graph, draft, node);
  if (turn && hops === 0 && ways.length > 0 && saysSomething(turn))
    draft.wants = { kind: "choice", node: node.id, options: optionsOf(ways), turn };
  else speak(graph, draft, node);
}

/**
 * Leaves a node by the choice that was made (vendor contract): equations and transitions first, in their order; then
 * whatever node has the chosen name in lower case, which is how global nodes are entered and left.
 */
function chosen(graph: Graph, draft: Draft, node: GraphNode, answer: Extract<Answer, { kind: "choice" }>): void {
  const ways = waysHere(graph, draft, node);
  const way = answer.take === undefined ? undefined : ways[answer.take];
  if (answer.take !== undefined && !way) throw new Error(`There is no option ${answer.take} among ${ways.length}`);
  const reason = choiceReason(answer);
  if (!way) {
    stay(graph, draft, node, "eval", reason);
    return;
  }
  const chosen = way.option.id;
  const fired = dispatch(node, draft.variables, chosen);
  tried(draft, node, fired);
  if (fired) {
    const why = fired.by === "equation" ? `${fired.reason}; ${reason}` : reason;
    follow(graph, draft, node, { kind: "eval", edge: fired.edge, reason: why });
    return;
  }
  const name = pyStrip(chosen.toLowerCase());
  if (name !== "" && name !== "none" && graph.nodes.has(name)) {
    follow(graph, draft, node, {
      kind: "eval",
      target: name,
      edge: way.edge,
      reason: `${reason}; ${followedReason(way)}`,
    });
    return;
  }
  complain(draft, node.id, cannotBeEntered(node, chosen, name));
  stay(graph, draft, node, "eval", `${reason}; voicetest looks for "${name}", which is not a node`);
}

/** Leaves a silent node by its equations and its `always`; where none fires the model speaks from it (vendor contract). */
function route(graph: Graph, draft: Draft, node: GraphNode): void {
  const fired = dispatch(node, draft.variables);
  tried(draft, node, fired);
  if (fired) follow(graph, draft, node, { kind: "route", edge: fired.edge, reason: fired.reason });
  else stay(graph, draft, node, "route", "no equation holds and there is no always, so the model speaks from here");
}

/** The equations of a node are tried in their order, up to the transition that fires. */
function tried(draft: Draft, { edges, flowNode }: GraphNode, fired: Fired | undefined): void {
  const at = draft.trace.length;
  for (const edge of edges) {
    const held = edge === fired?.edge;
    if (edge.type === "equation" && edge.transition)
      draft.tried = draft.tried.append({ node: flowNode, transition: edge.transition, held, at });
    if (held && fired?.by !== "always") return;
  }
}

function stay(graph: Graph, draft: Draft, node: GraphNode, kind: string, reason: string): void {
  write(draft, { step_id: node.id, kind, decision: "stay", reason });
  speak(graph, draft, node);
}

/**
 * What the agent says from a node, and what follows from having said it (vendor contract): the first `always` is taken,
 * and waits for the caller at its target; otherwise an end is the end.
 */
function speak(graph: Graph, draft: Draft, node: GraphNode): void {
  const prompt = expand(node.prompt, graph.snippets, draft.variables);
  write(draft, { step_id: node.id, kind: "speak", data: { prompt } });
  if (prompt !== "") draft.says = draft.says.append({ node: node.id, text: prompt, instruction: true });
  const always = alwaysOf(node);
  if (always) follow(graph, draft, node, { kind: "route", edge: always, reason: "always, after speaking" }, listen);
  else if (node.ends) end(draft, node);
  else listen(graph, draft, node);
}

function listen(_: Graph, draft: Draft, node: GraphNode): void {
  draft.wants = { kind: "turn", node: node.id };
}

function end(draft: Draft, node: GraphNode): void {
  write(draft, { step_id: node.id, kind: "end" });
  draft.endedAt = node.id;
  stop(draft, "ended");
}

/** A step from one node to another, as the trace tells of it. */
interface Step {
  readonly kind: "eval" | "route";
  /** The transition; undefined for the way to a global node and back. */
  readonly edge: Edge | undefined;
  /** Where it leads, if that is not where the transition says. */
  readonly target?: string;
  readonly reason: string;
}

/** Goes where a step leads and on from there; a dead end where that is no node. */
function follow(
  graph: Graph,
  draft: Draft,
  from: GraphNode,
  { kind, edge, target = edge?.target, reason }: Step,
  onwards = agentTurn,
): void {
  write(draft, { step_id: from.id, kind, ...(target !== undefined && { decision: target }), reason });
  const to = target === undefined ? undefined : graph.nodes.get(target);
  took(draft, { from: from.flowNode, transition: edge?.transition, to: to?.flowNode });
  if (!to) {
    stop(draft, "dead_end", noTarget(graph, from, target));
    return;
  }
  const { originators, hops } = draft.own;
  draft.own = { ...draft.own, originators: originatorsAfter(originators, from, to), hops: hops + 1 };
  arrive(draft, to);
  onwards(graph, draft, to);
}

function arrive(draft: Draft, node: GraphNode): void {
  draft.node = node.id;
  write(draft, { step_id: node.id, kind: "enter" });
}

/** Stores the slots that the node is after, as text (vendor contract); null leaves a variable as it was. */
function extract(draft: Draft, node: GraphNode): void {
  const { given } = draft.own;
  const found = node.extracts.flatMap((name) => (given.has(name) ? [[name, pyText(given.get(name))] as const] : []));
  const entry = { step_id: node.id, kind: "extract" };
  if (found.length === 0) {
    write(draft, { ...entry, reason: `no slot was given ${standIn}` });
    return;
  }
  draft.variables = withEntries(draft.variables, found);
  write(draft, { ...entry, reason: `slots that the caller gave ${standIn}`, data: Object.fromEntries(found) });
}

/** A function node whose tool is mocked. */
function called(draft: Draft, node: GraphNode, tool: string, answer: ToolAnswer): void {
  const failed = Object.hasOwn(answer, "error");
  const data = toolData(answer);
  draft.variables = withToolResult(draft.variables, answer);
  if (!failed) draft.results = new Map(draft.results).set(node.flowNode.name ?? node.id, data);
  draft.calls = draft.calls.append({ node: node.id, tool, args: {}, answer });
  const reason = `${failed ? "error" : "result"} of a mock (Flowproof's extension; voicetest calls no tools)`;
  write(draft, { step_id: node.id, kind: "tool_mock", reason, data });
}

function waysHere(graph: Graph, draft: Draft, node: GraphNode): readonly Way[] {
  return waysFrom(graph, node, draft.own.originators.at(-1));
}

/** The values given along with a turn; null gives nothing. */
function slotsOf(turn: Turn): [string, unknown][] {
  return Object.entries(object(turn.slots) ?? {}).filter(([, value]) => value !== null && value !== undefined);
}

function saysSomething(turn: Turn): boolean {
  if (turn.take !== undefined) return true;
  return !turn.silence && (heard(turn) !== "" || slotsOf(turn).length > 0);
}

function write(draft: Draft, entry: TraceEntry): void {
  draft.trace = draft.trace.append(entry);
}

function stop(draft: Draft, outcome: Outcome, problem?: string): void {
  draft.wants = { kind: "nothing", outcome };
  if (problem !== undefined) complain(draft, draft.node, problem);
}

function complain(draft: Draft, node: string | undefined, message: string): void {
  draft.problems = draft.problems.append({ node, message });
}
