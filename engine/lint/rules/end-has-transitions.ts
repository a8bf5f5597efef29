import type { Flow, FlowNode } from "../../flow/flow.ts";
import { object, own } from "../../text/value.ts";
import { heardAt } from "../heardAt.ts";
import { removeTransition } from "../removeTransition.ts";
import type { FlowRule, Report } from "../rule.ts";

/**
 * ## What it finds
 * A node that ends the call, or hands it over, and has transitions.
 * ## Why it matters
 * The call is over there, so they are never taken; often the type is what is wrong. In Yappr and Flowyte files it is an
 * error. In a voicetest graph it depends on the prompt: an end without one is over at once, and one with a prompt
 * speaks first, then takes its `always` transition if it has one and so never ends the call. Both are warnings. Its
 * other transitions are tried only when a call begins there or comes there by `always`: a hint where neither can be.
 * On a transfer it is a hint at most, because other systems take such a transition when nobody answers.
 * ## Example
 * `"transitions": [{ "id": "tx-1", … }]` on a node of type `end`.
 * ## Instead
 * Leave them out, or make the node a conversation.
 */
export const endHasTransitions: FlowRule = {
  id: "end-has-transitions",
  severity: "error",
  fixable: true,
  check(flow, report) {
    const check = checks[flow.format];
    for (const node of flow.nodes) if (node.ends) check(node, report, flow);
  },
};

type Check = (node: FlowNode, report: Report, flow: Flow) => void;

const checks: Readonly<Record<Flow["format"], Check>> = {
  "yappr-flow": yappr,
  "flowyte-playbook": flowyte,
  "voicetest-graph": voicetest,
};

function yappr(node: FlowNode, report: Report): void {
  for (const key of ["next_step_id", "transitions"]) {
    if (!leadsOn(own(node.value, key))) continue;
    const path = [...node.path, key];
    const over = node.kind === "end" ? "ends the call" : "hands the call over";
    const never = key === "transitions" ? '"transitions" are never taken' : `"${key}" is never followed`;
    report({ path, part: "key" }, `"${node.id}" ${over}, so its ${never}`, {
      related: [{ place: { path: [...node.path, "type"] }, message: `It is a node of type "${node.type}"` }],
      fixes: [{ title: `Remove "${key}"`, changes: [{ do: "remove", path }] }],
    });
  }
}

/** Whether anything is connected; canvases write null, or nothing between the quotes or brackets, where nothing is. */
function leadsOn(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  const holder = object(value);
  return !holder || Object.values(holder).some((each) => each !== null && each !== "" && !isEmptyList(each));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function flowyte(node: FlowNode, report: Report): void {
  for (const transition of node.transitions)
    report(
      transition.handlePlace ?? transition.sourcePlace ?? transition.place,
      `Transition leaves "${node.id}", but a node of type "${node.type}" is the end and has no way out`,
      {
        related: [{ place: node.idPlace, message: `The ${node.type} "${node.id}"` }],
        fixes: [removeTransition(transition)],
      },
    );
}

function voicetest(node: FlowNode, report: Report, flow: Flow): void {
  const prompt = own(node.value, "state_prompt");
  if (node.transitions.length === 0 || typeof prompt !== "string") return;
  const warning = node.kind === "transfer" ? "hint" : "warning";
  const always = node.transitions.find(({ handle }) => handle === "always");
  if (prompt !== "" && always) {
    report(
      always.handlePlace ?? always.place,
      `"${node.id}" never ends the call: when it has spoken, its "always" transition is taken`,
      { severity: warning, fixes: [removeTransition(always)] },
    );
    return;
  }
  if (prompt !== "" && heardAt(flow).has(node.id)) return;
  const path = [...node.path, "transitions"];
  report(
    { path, part: "key" },
    prompt === ""
      ? `"${node.id}" has no prompt and ends the call as soon as it is come to, so its transitions are never taken`
      : `"${node.id}" ends the call when it has spoken, so its transitions are never taken`,
    {
      severity: prompt === "" ? warning : "hint",
      fixes: [{ title: "Remove its transitions", changes: [{ do: "remove", path }] }],
    },
  );
}
