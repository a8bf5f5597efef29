import type { Flow, FlowNode, Transition } from "../../flow/flow.ts";
import type { Place, Severity } from "../../flow/problem.ts";
import { nearest } from "../../text/nearest.ts";
import { type Json, list, object, own, ownAt } from "../../text/value.ts";
import { connect } from "../connect.ts";
import { removeTransition } from "../removeTransition.ts";
import type { FlowRule, Report } from "../rule.ts";
import { yapprCode } from "../vendorCode.ts";

/**
 * ## What it finds
 * A transition that leads nowhere because the node it leads to is not written: missing, null, or nothing between the
 * quotes.
 * ## Why it matters
 * It was drawn and never connected, or what it led to was removed. A caller who takes it falls out of the conversation.
 * Yappr and Flowyte want a target, and voicetest refuses to read a graph where it is missing or null: errors. An empty
 * one voicetest reads; then a call breaks off where `always` or a fitting equation takes it there, which is an error, and a
 * model can hardly choose what has no name, which is a warning.
 * ## Example
 * `"next_step_id": ""`
 * ## Instead
 * `"next_step_id": "confirm"`, or no such transition.
 */
export const unconnectedTransition: FlowRule = {
  id: "unconnected-transition",
  severity: "error",
  fixable: true,
  check(flow, report, { graph }) {
    for (const node of graph.roads.looseEnds ? flow.nodes : [])
      for (const transition of node.transitions) if (leadsNowhere(transition)) found(flow, report, transition, node);
    for (const { transition } of flow.loose) if (leadsNowhere(transition)) found(flow, report, transition);
  },
};

/** Whether a transition has no target, or one whose name is blank. */
export function leadsNowhere({ target }: Transition): boolean {
  return !target || target.id.trim() === "";
}

function found(flow: Flow, report: Report, transition: Transition, node?: FlowNode): void {
  const { target, targetPath, place } = transition;
  if (!targetPath || !("path" in place)) return;
  const key = String(targetPath.at(-1));
  const holder = object(ownAt(flow.value, targetPath.slice(flow.path.length, -1)));
  if (!holder) return; // no transition at all, the schema says
  const written = own(holder, key);
  // What is no text and not null is of the wrong type, and what stands under a misspelt key is not missing: the schema says so.
  if (!target && written !== null && (written !== undefined || isMisspelt(holder, key))) return;
  const how = target ? `its "${key}" is empty` : written === null ? `its "${key}" is null` : `it has no "${key}"`;
  const code = target ? yapprCode(flow, "unknown_target_node") : "";
  report(placeOf(holder, transition, written), `${titleOf(flow, transition)} leads nowhere: ${how}${code}`, {
    severity: severityOf(flow, transition, holder),
    fixes: [...connect(flow, transition, node), removeTransition(transition)],
  });
}

function isMisspelt(holder: Json, key: string): boolean {
  return Object.keys(holder).some((other) => nearest(other, [key]) !== undefined);
}

/** What is written, or where it is missing what names the transition. */
function placeOf(holder: Json, { place, targetPath }: Transition, written: unknown): Place {
  if (written !== undefined) return { path: targetPath! };
  return "path" in place && typeof own(holder, "id") === "string" ? { path: [...place.path, "id"] } : place;
}

/** A transition by its words or its id; without either by its position, or by the handle that it alone is for. */
function titleOf(flow: Flow, { id, label, handle, place }: Transition): string {
  if (flow.format === "flowyte-playbook") return id ? `Connection "${id}"` : "A connection";
  const words = shortened(label || id || "");
  if (words !== "") return `Transition "${words}"`;
  const position = "path" in place ? place.path.at(-1) : undefined;
  return typeof position === "number" ? `Transition ${position + 1}` : `Transition "${handle}"`;
}

const LONGEST = 40;

function shortened(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST)
    .replace(/\s+/g, " ")
    .trim();
  const letters = [...line];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("").trimEnd()}…` : line;
}

function severityOf({ format }: Flow, { target, handle }: Transition, holder: Json): Severity {
  if (format !== "voicetest-graph" || !target) return "error";
  const isTaken =
    handle === "always" || (handle === "equation" && list(own(own(holder, "condition"), "equations")).length > 0);
  return isTaken ? "error" : "warning";
}
