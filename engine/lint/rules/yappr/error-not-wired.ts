import { type Flow, type FlowNode, nodeTitle } from "../../../flow/flow.ts";
import type { Fix, Place } from "../../../flow/problem.ts";
import { nearest } from "../../../text/nearest.ts";
import { type Json, object, own } from "../../../text/value.ts";
import type { FlowRule } from "../../rule.ts";

const KEY = "error_next_step_id";

/**
 * ## What it finds
 * A tool node without `error_next_step_id`: an error of the tool has no way out. That it needs a way out for success is
 * said by `dead-end`; Yappr refuses to save a flow without that one, and only advises this one.
 * ## Why it matters
 * Calls of tools fail: the network is down, the account was disconnected, the tool was deleted. Without this edge the
 * caller then hears nothing more.
 * ## Example
 * `"transitions": { "success_next_step_id": "confirm" }`
 * ## Instead
 * `"transitions": { "success_next_step_id": "confirm", "error_next_step_id": "apologize" }`
 */
export const errorNotWired: FlowRule = {
  id: "yappr/error-not-wired",
  severity: "warning",
  formats: ["yappr-flow"],
  fixable: true,
  check(flow, report) {
    let offered: readonly FlowNode[] | undefined;
    for (const node of flow.nodes) {
      if (node.kind !== "tool" || isWired(node)) continue;
      const transitions = own(node.value, "transitions");
      // A misspelt key is one mistake, and the schema names it.
      if (misspelt(transitions)) continue;
      offered ??= whereErrorsGo(flow);
      report(
        placeFor(node, transitions),
        `Tool ${nodeTitle(node)} has no "${KEY}": when its call fails, the conversation stops there`,
        { fixes: fixesFor(node, transitions, offered) },
      );
    }
  },
};

function isWired({ transitions }: FlowNode): boolean {
  for (const { handle } of transitions) if (handle === "error") return true;
  return false;
}

function misspelt(transitions: unknown): boolean {
  const written = object(transitions);
  return written !== undefined && Object.keys(written).some((key) => key !== KEY && nearest(key, keys) === KEY);
}

const keys = ["success_next_step_id", KEY, "custom"];

/** The empty edge where one is written, else what it would be written into. */
function placeFor({ path, idPlace }: FlowNode, transitions: unknown): Place {
  if (own(transitions, KEY) !== undefined) return { path: [...path, "transitions", KEY] };
  return object(transitions) ? { path: [...path, "transitions"], part: "key" } : idPlace;
}

/** How many places to go the light bulb offers. */
const MOST_OFFERED = 3;

function fixesFor(node: FlowNode, transitions: unknown, offered: readonly FlowNode[]): Fix[] {
  if (transitions !== undefined && transitions !== null && !object(transitions)) return [];
  const path = [...node.path, "transitions"];
  return offered
    .filter(({ id }) => id !== node.id)
    .slice(0, MOST_OFFERED)
    .map(({ id }) => ({
      title: `Lead errors to "${id}"`,
      changes: [
        object(transitions)
          ? { do: "set", path: [...path, KEY], value: id, after: "success_next_step_id" }
          : { do: "set", path, value: { [KEY]: id } satisfies Json },
      ],
    }));
}

/** Where the flow's other tools lead their errors, the most usual first; then to people, then to the ends of the call. */
function whereErrorsGo(flow: Flow): FlowNode[] {
  const times = new Map<FlowNode, number>();
  for (const { kind, transitions } of flow.nodes) {
    if (kind !== "tool") continue;
    for (const { handle, target } of transitions) {
      const node = handle === "error" && target ? flow.byId.get(target.id) : undefined;
      if (node) times.set(node, (times.get(node) ?? 0) + 1);
    }
  }
  const usual = [...times].sort(([, a], [, b]) => b - a).map(([node]) => node);
  const of = (kind: FlowNode["kind"]): FlowNode[] =>
    flow.nodes.filter((node) => node.kind === kind && flow.byId.get(node.id) === node);
  return [...new Set([...usual, ...of("transfer"), ...of("end")])].slice(0, MOST_OFFERED + 1);
}
