import type { Flow, FlowNode, Transition } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import type { Option, State, Taken, Tried, Turn } from "../../simulate/state.ts";
import { isWithin } from "../../text/json.ts";
import { fragileBecause, scoresOf } from "../choices.ts";
import type { PlacedChoice } from "../drive.ts";
import type { Case } from "../model.ts";
import { shown } from "../shown.ts";
import { type Event, isCall, isSpeech, wayOut } from "../telling.ts";
import { agentLine, callerLine, noted, toolName, whatWasChosen } from "../transcript.ts";
import type { Bound } from "./changes.ts";
import { type About, linesOf, type Piece } from "./page.ts";

/** What the lines of a walk are written from, beyond its events. */
export interface Telling {
  readonly flow: Flow;
  readonly testCase: Case;
  /** The ways taken, by the index that the arrival has in the trace. */
  readonly taken: ReadonlyMap<number, Taken>;
  /** The conditions tried, by the index of the entry that tells what came of them. */
  readonly tried: ReadonlyMap<number, readonly Tried[]>;
}

export function tellingOf(flow: Flow, testCase: Case, state: State): Telling {
  const tried = new Map<number, Tried[]>();
  for (const each of state.tried) {
    const others = tried.get(each.at);
    if (others) others.push(each);
    else tried.set(each.at, [each]);
  }
  return { flow, testCase, taken: new Map([...state.taken].map((each) => [each.at, each])), tried };
}

type Step = Extract<Event, { kind: "step" }>;

/** The lines of an event; none for one that the lines around it tell as well. */
export function eventLines(event: Event, telling: Telling): Piece[][] {
  switch (event.kind) {
    case "setup":
      return [[`begins after ${event.names.map((name) => `"${name}"`).join(", ")}`]];
    case "caller":
      return callerLines(event.turn, telling);
    case "agent":
      return spoken("agent", agentLine(event), { in: "flow", node: event.node });
    case "step":
      return stepLines(event, telling);
    case "call":
      return [headed([nodePiece(event.node)], [`called ${event.call.tool}, no mock`])];
    case "end":
      return [];
  }
}

function callerLines({ turn, index }: { turn: Turn; index: number }, { testCase }: Telling): Piece[][] {
  const { slots = {}, confirm, take } = turn;
  const along = [
    ...Object.entries(slots).map(([name, value]) => `gives ${name} = ${shown(value, longest)}`),
    ...(confirm === undefined ? [] : [confirm ? "says yes" : "says no"]),
    ...(take === undefined ? [] : [`takes ${take}`]),
  ];
  const place = testCase.turnPlaces?.[index];
  return [
    ...spoken("caller", callerLine(turn), place && inCase(place, testCase)),
    ...along.map((words) => [" ".repeat(speaker), words]),
  ];
}

function spoken(who: "agent" | "caller", text: string, about: About | undefined): Piece[][] {
  return linesOf(text).map((line, i) =>
    i === 0 ? [{ text: who, about }, " ".repeat(speaker - who.length), line] : [" ".repeat(speaker), line],
  );
}

/** The width of the column that says who speaks. */
const speaker = 8;

function stepLines(step: Step, telling: Telling): Piece[][] {
  const { node, entry, to, at, choice } = step;
  const { flow } = telling;
  if (isSpeech(entry) && to === undefined) return [];
  const way = telling.taken.get(at + 1);
  const transition = way?.transition && aboutTransition(way.from, way.transition);
  const walk: Piece[] = to === undefined ? [nodePiece(node)] : [nodePiece(node), " → ", nodePiece(to)];
  if (choice) return [headed(walk, choiceNote(choice, flow)), ...optionLines(choice, flow)];
  if (isCall(entry)) return [headed(walk, callNote(step, telling, transition)), ...callLines(step, telling)];
  const note = isSpeech(entry) ? [{ text: way?.transition?.handle ?? "", about: transition }] : [noted(step, flow)];
  return [headed(walk, note), ...conditionLines(at, telling)];
}

/** Where the walk went, and a note in a column of its own: a fixed one, so that one long name moves no other line. */
function headed(walk: readonly Piece[], note: readonly Piece[]): Piece[] {
  const width = walk.reduce((sum, piece) => sum + (typeof piece === "string" ? piece : piece.text).length, 0);
  return [...walk, " ".repeat(Math.max(2, noteColumn - width)), ...note];
}
const noteColumn = 42;

function choiceNote(choice: PlacedChoice, flow: Flow): Piece[] {
  const { options, take, by } = choice;
  const taken = take === undefined ? undefined : options[take];
  if (by === "script" || !taken) return [whatWasChosen(choice)];
  return [
    { text: taken.id, about: aboutOption(choice.node, taken, flow) },
    `, score ${scoresOf(choice)[take!]!.score}`,
  ];
}

/** Of more options than these only some are told: the one taken, and the first for which words spoke. */
const mostOptions = 20;

/** What every option scored, the one taken with an arrow, and why the choice hangs by a thread if it does. */
function optionLines(choice: PlacedChoice, flow: Flow): Piece[][] {
  const all = scoresOf(choice).map((each, i) => ({ ...each, taken: i === choice.take }));
  const worthTelling = all.length > mostOptions ? all.filter(({ score, taken }) => score > 0 || taken) : all;
  const told = worthTelling.filter(({ taken }, i) => i < mostOptions || taken);
  const widest = told.reduce((most, { option }) => Math.max(most, Math.min(24, option.id.length)), 0);
  const lines = told.map(({ option, score, shared, taken }): Piece[] => [
    `${taken ? "→" : " "} ${score}  `,
    { text: option.id, about: aboutOption(choice.node, option, flow) },
    " ".repeat(Math.max(0, widest - option.id.length) + 2),
    [labelOf(option), ...(shared.length > 0 ? [shared.join(", ")] : [])].filter((part) => part !== "").join(": "),
  ]);
  const more = all.length - told.length;
  if (more > 0) lines.push([`  ${more} more${worthTelling.length > told.length ? "" : " without a word in common"}`]);
  const fragile = fragileBecause(choice);
  if (fragile !== undefined) lines.push([`fragile: ${fragile}`]);
  return lines.map(detail);
}

function labelOf({ id, label }: Option): string {
  return label === "" || label === id ? "" : shown(label, 60);
}

function callNote(step: Step, { flow }: Telling, transition: About | undefined): Piece[] {
  const { entry, call } = step;
  const called = `called${toolName(step)}`;
  if (!call?.answer) return [`${called}, no mock`];
  const way = wayOut(entry, flow) ?? (entry.decision === undefined ? undefined : entry.reason);
  return way === undefined ? [called] : [`${called} → `, { text: way, about: transition }];
}

function callLines({ call, at }: Step, telling: Telling): Piece[][] {
  if (!call) return [];
  const { args, answer, node, tool } = call;
  const { testCase } = telling;
  const key = [node, tool].find((each) => testCase.mocks.has(each));
  const mock = key === undefined ? undefined : testCase.mocks.get(key);
  const about = mock && inCase(mock.place, testCase);
  const lines: Piece[][] = [];
  if (Object.keys(args).length > 0) lines.push([`with ${shown(args, longest)}`]);
  if (answer && "error" in answer) lines.push([{ text: "error", about }, ` ${shown(answer.error, longest)}`]);
  else if (answer) lines.push([{ text: "result", about }, ` ${shown(answer.result, longest)}`]);
  return [...lines.map(detail), ...conditionLines(at, telling)];
}

function conditionLines(at: number, { tried }: Telling): Piece[][] {
  return (tried.get(at) ?? []).flatMap(({ node, transition, held }) =>
    transition
      ? [
          detail([
            held ? "✓ " : "✗ ",
            { text: transition.label || transition.handle, about: aboutTransition(node, transition) },
            transition.target ? ` → ${transition.target.id}` : "",
          ]),
        ]
      : [],
  );
}

/** A variable with its value, as a line below what bound it. */
export function boundLine({ name, value, before }: Bound): Piece[] {
  const was = before === undefined ? "" : `, was ${shown(before, longest)}`;
  return detail([`${name} = ${shown(value, longest)}${was}`]);
}

function detail(pieces: readonly Piece[]): Piece[] {
  return ["  ", ...pieces];
}

/** Longer values are cut: a trace is to be read. */
const longest = 200;

/** A node's id, which leads to the node. */
export function nodePiece(node: string): Piece {
  return { text: node, about: { in: "flow", node } };
}

/** A place in a test file, if it lies within the case. */
export function inCase(place: Place, { path }: Case): About | undefined {
  return "path" in place && isWithin(place.path, path)
    ? { in: "case", path: place.path.slice(path.length) }
    : undefined;
}

function aboutOption(id: string, option: Option, flow: Flow): About | undefined {
  const node = flow.byId.get(id);
  const transition = node && transitionFor(node, option);
  if (node && transition) return aboutTransition(node, transition);
  return flow.byId.has(option.id) ? { in: "flow", node: option.id } : undefined;
}

/** The transition that an option stands for; undefined for a jump that no transition makes. */
export function transitionFor({ transitions }: FlowNode, { id, label }: Option): Transition | undefined {
  const leading = transitions.filter(({ target }) => target?.id === id);
  return (
    transitions.find((transition) => transition.id === id) ??
    leading.find((transition) => transition.label === label) ??
    leading[0]
  );
}

function aboutTransition(node: FlowNode, transition: Transition): About {
  const index = node.transitions.indexOf(transition);
  return index < 0 ? { in: "flow", node: node.id } : { in: "flow", node: node.id, transition: index };
}
