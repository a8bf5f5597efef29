import type { Flow, FlowNode, Transition } from "../../flow/flow.ts";
import { nearest } from "../../text/nearest.ts";
import { own, text } from "../../text/value.ts";
import { type Draft as Blank, blank, took } from "../draft.ts";
import { Log } from "../log.ts";
import { LogMap } from "../logMap.ts";
import type { Answer, Option, Outcome, Setup, ToolAnswer, TraceEntry, Turn, Walk, WalkOptions } from "../state.ts";
import { branchOf } from "../yappr/branch.ts";
import { optionsOf, type Way, waysFrom } from "../yappr/options.ts";
import { refusalOf } from "../yappr/refusal.ts";

/** What this walk keeps for itself, beside what every state has. */
export interface YapprOwn {
  readonly options: WalkOptions;
  /** The nodes entered since the last turn, conversations apart: coming back to one of them would go on for ever. */
  readonly entered: Chain | undefined;
  /** Every turn taken, with what came of it. */
  readonly evaluations: Log<Evaluation>;
  /** The state's results again, as what can be added to. */
  readonly results: LogMap<string, unknown>;
}

/** A turn at a conversation node: among which options something was chosen, and who chose. */
export interface Evaluation {
  readonly node: string;
  readonly turn: Turn;
  readonly options: readonly Option[];
  readonly take: number | undefined;
  readonly by: Extract<Answer, { kind: "choice" }>["by"];
}

interface Chain {
  readonly node: FlowNode;
  readonly before: Chain | undefined;
}

/** The vendor does not document a limit; this one only ends what nobody could read (Flowproof's choice). */
const longestTrace = 10_000;

/**
 * The walk of the hosted flow test: conversations take one turn at each evaluation and choose or stay, tools answer from
 * mocks, terminals end it (vendor contract). What it does where the vendor is silent (exhausted transcripts, loops,
 * missing mocks, global nodes, dead ends) is Flowproof's choice. Outcomes: `ended`, `transcript_exhausted`, `dead_end`,
 * `unmocked_tool`, `loop`, `invalid`.
 */
export const yappr: Walk<YapprOwn> = {
  begin(flow, setup) {
    const draft = fresh(setup);
    const problems = refusalOf(flow);
    const at = setup.startAt === undefined ? flow.starts[0] : flow.byId.get(setup.startAt);
    if (problems.length > 0 || !at) {
      draft.problems = Log.of(...problems);
      if (!at && setup.startAt !== undefined) complain(draft, undefined, unknownStart(flow, setup.startAt));
      draft.wants = { kind: "nothing", outcome: "invalid" };
    } else arrive(flow, draft, at);
    return draft;
  },

  advance(flow, state, answer) {
    const node = state.node === undefined ? undefined : flow.byId.get(state.node);
    if (!node) throw new Error("The walk stands at no node of this flow");
    const draft: Draft = { ...state };
    const { wants } = state;
    if (wants.kind === "turn" && answer.kind === "turn") hear(flow, draft, node, answer.turn);
    else if (wants.kind === "choice" && answer.kind === "choice") chosen(flow, draft, node, wants.turn, answer);
    else if (wants.kind === "tool" && answer.kind === "tool") answered(flow, draft, node, wants.tool, answer.answer);
    else throw new Error(`The walk wants ${wants.kind}, it was answered with ${answer.kind}`);
    return draft;
  },

  enter(flow, state, node) {
    const draft: Draft = { ...state, own: { ...state.own, entered: undefined } };
    arrive(flow, draft, node);
    return draft;
  },

  resumed: (own, { options = {} }) => ({ ...own, options }),
};

type Draft = Blank<YapprOwn>;

function fresh(setup: Setup): Draft {
  const results = LogMap.empty<string, unknown>();
  const own: YapprOwn = {
    options: setup.options ?? {},
    entered: undefined,
    evaluations: Log.of(),
    results,
  };
  return { ...blank(setup, own), results };
}

function arrive(flow: Flow, draft: Draft, node: FlowNode): void {
  draft.node = node.id;
  if (!write(draft, { step_id: node.id, kind: "enter" })) return;
  if (node.kind === "conversation") {
    say(draft, node, "instructions");
    draft.wants = { kind: "turn", node: node.id };
    return;
  }
  if (isIn(draft.own.entered, node)) {
    stop(draft, "loop", `"${node.id}" is entered again with no turn in between, so the walk would never end`);
    return;
  }
  draft.own = { ...draft.own, entered: { node, before: draft.own.entered } };
  if (node.kind === "start") begun(flow, draft, node);
  else if (node.kind === "tool")
    draft.wants = { kind: "tool", node: node.id, tool: node.tool ?? node.id, args: {}, keys: [node.id] };
  else ended(draft, node);
}

function isIn(chain: Chain | undefined, node: FlowNode): boolean {
  for (let link = chain; link; link = link.before) if (link.node === node) return true;
  return false;
}

function begun(flow: Flow, draft: Draft, node: FlowNode): void {
  if (own(node.value, "agent_speaks_first") !== false) say(draft, node, "greeting");
  const next = node.transitions[0];
  const decision = next?.target?.id;
  const entry = { step_id: node.id, kind: "auto_advance" };
  if (write(draft, decision === undefined ? entry : { ...entry, decision })) follow(flow, draft, node, next);
}

/** Terminals stop the walk (vendor contract); those that are no `end` say in the trace what they are. */
function ended(draft: Draft, node: FlowNode): void {
  if (node.kind !== "post-call") say(draft, node, node.kind === "end" ? "farewell" : "transfer_message");
  const entry = { step_id: node.id, kind: "end" };
  if (!write(draft, node.kind === "end" ? entry : { ...entry, reason: node.type })) return;
  draft.endedAt = node.id;
  stop(draft, "ended");
}

/** A turn at a conversation node. It is used up whether or not it leads anywhere (vendor contract). */
function hear(flow: Flow, draft: Draft, node: FlowNode, turn: Turn | undefined): void {
  if (!turn) {
    if (write(draft, evaluated(node, "stay", "transcript exhausted"))) stop(draft, "transcript_exhausted");
    return;
  }
  draft.turns++;
  draft.own = { ...draft.own, entered: undefined };
  const ways = waysFrom(flow, node, draft.own.options.globals === "fallback");
  // Even among no options: whoever answers knows whether the turn asked for one.
  draft.wants = { kind: "choice", node: node.id, options: optionsOf(ways), turn };
}

function chosen(
  flow: Flow,
  draft: Draft,
  node: FlowNode,
  turn: Turn,
  { take, by, score = 0 }: Extract<Answer, { kind: "choice" }>,
): void {
  const ways = waysFrom(flow, node, draft.own.options.globals === "fallback");
  const way = take === undefined ? undefined : ways[take];
  if (take !== undefined && !way) throw new Error(`There is no option ${take} among ${ways.length}`);
  const evaluation = { node: node.id, turn, options: optionsOf(ways), take, by };
  draft.own = { ...draft.own, evaluations: draft.own.evaluations.append(evaluation) };
  const reason = by === "overlap" ? overlap(way, score) : by === "script" ? "scripted choice" : `chosen by a ${by}`;
  if (!write(draft, evaluated(node, way ? way.option.id : "stay", reason))) return;
  if (way) follow(flow, draft, node, way.transition, way.to);
  else draft.wants = { kind: "turn", node: node.id };
}

/** The hit is worded as the vendor's sample has it; the miss and the jump are Flowproof's choice. */
function overlap(way: Way | undefined, score: number): string {
  if (!way) return "heuristic miss (overlap_score=0)";
  const what = way.transition ? "heuristic match" : `global jump: ${way.option.label}`;
  return `${what} (overlap_score=${score})`;
}

function answered(flow: Flow, draft: Draft, node: FlowNode, tool: string, given: ToolAnswer | undefined): void {
  const answer = given ?? unmocked(draft.own.options);
  draft.calls = draft.calls.append(
    answer ? { node: node.id, tool, args: {}, answer } : { node: node.id, tool, args: {} },
  );
  if (!answer) {
    if (write(draft, { step_id: node.id, kind: "tool_mock", reason: "no mock for step" }))
      stop(draft, "unmocked_tool", `"${node.id}" calls a tool that has no mock`);
    return;
  }
  const { reason, transition } = branchOf(node, answer);
  const failed = Object.hasOwn(answer, "error");
  const data = failed ? { error: (answer as { error: unknown }).error } : (answer as { result: unknown }).result;
  if (!failed) {
    tried(draft, node, transition);
    keep(draft, node.name ?? node.id, data);
  }
  const decision = transition?.target?.id;
  const wrote =
    decision === undefined
      ? write(draft, { step_id: node.id, kind: "tool_mock", reason, data })
      : write(draft, { step_id: node.id, kind: "tool_mock", decision, reason, data });
  if (wrote) follow(flow, draft, node, transition);
}

/** The custom branches of a tool are tried one after the other, up to the one that is taken. */
function tried(draft: Draft, node: FlowNode, taken: Transition | undefined): void {
  for (const transition of node.transitions) {
    if (transition.handle !== "custom") continue;
    const held = transition === taken;
    draft.tried = draft.tried.append({ node, transition, held, at: draft.trace.length });
    if (held) return;
  }
}

function keep(draft: Draft, name: string, result: unknown): void {
  const results = draft.own.results.with(name, result);
  draft.results = results;
  draft.own = { ...draft.own, results };
}

/** What a tool without a mock does: stop the walk, or what the case asks for instead (Flowproof's choice). */
function unmocked({ unmocked }: WalkOptions): ToolAnswer | undefined {
  if (unmocked === "error") return { error: "no mock for step" };
  return unmocked === "success" ? { result: {} } : undefined;
}

/** Goes to where a transition leads, or to a global node; a dead end where that is nowhere. */
function follow(
  flow: Flow,
  draft: Draft,
  from: FlowNode,
  transition: Transition | undefined,
  to = transition?.target?.id,
): void {
  const next = to === undefined ? undefined : flow.byId.get(to);
  if (transition || next) took(draft, { from, transition, to: next });
  if (!next) {
    const where = to === undefined ? "leads nowhere from here" : `leads to "${to}", which is not a node`;
    stop(draft, "dead_end", `The way taken at "${from.id}" ${where}`);
    return;
  }
  arrive(flow, draft, next);
}

/** Appends to the trace; false when the trace is full, and then the walk is over. */
function write(draft: Draft, entry: TraceEntry): boolean {
  if (draft.trace.length >= longestTrace) {
    stop(draft, "loop", `The walk was stopped after ${longestTrace} trace entries`);
    return false;
  }
  draft.trace = draft.trace.append(entry);
  return true;
}

function evaluated(node: FlowNode, decision: string, reason: string): TraceEntry {
  return { step_id: node.id, kind: "eval", decision, reason };
}

function stop(draft: Draft, outcome: Outcome, problem?: string): void {
  draft.wants = { kind: "nothing", outcome };
  if (problem !== undefined) complain(draft, draft.node, problem);
}

function complain(draft: Draft, node: string | undefined, message: string): void {
  draft.problems = draft.problems.append({ node, message });
}

/**
 * What the agent says here: word for word where the node says so, else the instruction that a model words, marked as one.
 * It has no effect on the walk.
 */
function say(draft: Draft, node: FlowNode, key: string): void {
  const line = text(own(node.value, key));
  if (!line) return;
  const literal = own(node.value, "is_literal") === true;
  draft.says = draft.says.append(
    literal ? { node: node.id, text: line } : { node: node.id, text: line, instruction: true },
  );
}

function unknownStart(flow: Flow, id: string): string {
  const meant = nearest(id, flow.byId.keys());
  return `The walk should begin at "${id}", which is not a node${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
}
