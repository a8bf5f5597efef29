// The sentences of a voicetest walk: reasons in its trace, and what a person should know beside it.

import { nearest } from "../../text/nearest.ts";
import type { Answer } from "../state.ts";
import type { Graph, GraphNode } from "./graph.ts";
import type { Way } from "./ways.ts";

/** Marks what a model would do in the original. */
export const standIn = "(Flowproof's stand-in for the model)";

/** Who made a choice. */
export function choiceReason({ by, take, score = 0 }: Extract<Answer, { kind: "choice" }>): string {
  if (by === "overlap")
    return take === undefined ? `no keyword overlap ${standIn}` : `keyword overlap ${score} ${standIn}`;
  if (by === "script") return take === undefined ? "scripted to choose nothing" : "scripted choice";
  return take === undefined ? `nothing chosen by a ${by}` : `chosen by a ${by}`;
}

/** Why a choice that no transition answers to is followed all the same. */
export function followedReason({ via, edge }: Way): string {
  if (via === "global") return "a global node";
  if (via === "go back") return "back to where the global node was entered";
  const why = edge?.type === "equation" ? "its equation does not hold" : `"${edge?.type}" never fires by itself`;
  return `${why}, and voicetest follows the choice all the same`;
}

export function cannotBeEntered(from: GraphNode, chosen: string, name: string): string {
  return `"${chosen}" was chosen at "${from.id}" and cannot be entered: voicetest looks for "${name}", which is not a node`;
}

export function tooManyHops({ id }: GraphNode, limit: number): string {
  return `After ${limit} transitions in one turn the walk stops at "${id}", and the model speaks from there`;
}

export function noTarget(graph: Graph, from: GraphNode, target: string | undefined): string {
  if (target === undefined) return `A transition of "${from.id}" names no target`;
  return `A transition of "${from.id}" leads to "${target}", which is not a node${didYouMean(graph, target)}`;
}

/** `asked` says that a test names the start, not the graph. */
export function noStart(graph: Graph, start: string | undefined, asked: boolean): string {
  if (start === undefined) return 'The graph names no "entry_node_id", so no walk can begin';
  const what = asked ? `The walk should begin at "${start}"` : `The entry of the graph is "${start}"`;
  return `${what}, which is not a node${didYouMean(graph, start)}`;
}

function didYouMean(graph: Graph, id: string): string {
  const meant = nearest(id, graph.nodes.keys());
  return meant === undefined ? "" : `; did you mean "${meant}"?`;
}
