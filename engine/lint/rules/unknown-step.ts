import type { Flow, Reference } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import type { Case, FlowTest } from "../../flowtest/model.ts";
import type { Path } from "../../text/json.ts";
import { nearest } from "../../text/nearest.ts";
import { own } from "../../text/value.ts";
import { meant } from "../meant.ts";
import { ownMocks } from "../ownMocks.ts";
import type { TestRule } from "../rule.ts";
import { toolMeant } from "../toolMeant.ts";

/**
 * ## What it finds
 * A flow test that begins at, expects, or mocks a node which is not in its flow, or expects a decision that is not a
 * transition of it.
 * ## Why it matters
 * The case can never say what it was written to say: usually the node was renamed in the flow and not in the test.
 * ## Example
 * `"expect": { "ended_at": "end" }` where the node is called `end-1`.
 * ## Instead
 * `"expect": { "ended_at": "end-1" }`
 */
export const unknownStep: TestRule = {
  id: "unknown-step",
  severity: "error",
  fixable: true,
  checkTests(tests, report, { flow: given }) {
    for (const one of tests.cases) {
      const flow = one.flow ?? given;
      if (!flow) continue;
      for (const { id, place } of stepsNamedBy(one)) {
        if (flow.byId.has(id)) continue;
        const right = meant(flow, id);
        // What is expected of a node stands under its name once.
        const isTaken =
          right !== undefined && "part" in place && own(one.expect?.decisions?.value, right) !== undefined;
        report(place, `"${id}" is not a node of the flow${right ? `; did you mean "${right}"?` : ""}`, {
          suggestion: isTaken ? undefined : right,
        });
      }
      for (const { id, place } of mocksOf(one, flow, tests)) {
        if (flow.byId.has(id)) continue;
        const namesTool = flow.nodes.some((node) => node.tool === id);
        // Yappr looks mocks up by the node alone (vendor contract).
        if (namesTool && flow.format !== "yappr-flow") continue;
        const meantKey = toolMeant(flow, id);
        const right = meantKey !== undefined && one.mocks.has(meantKey) ? undefined : meantKey;
        const what = namesTool
          ? `"${id}" is a tool, and mocks are found by the id of the node that calls it`
          : `The mock "${id}" is for no node of the flow`;
        report(place, `${what}${right ? `; did you mean "${right}"?` : ""}`, { suggestion: right });
      }
      for (const { id, place, node } of decisionsOf(one, flow)) {
        const offered = decisions(flow, node);
        if (offered.has(id)) continue;
        const right = nearest(id, offered);
        report(place, `"${id}" is no decision that "${node}" can make${right ? `; did you mean "${right}"?` : ""}`, {
          suggestion: right,
        });
      }
    }
  },
};

function* stepsNamedBy({ startAt, expect }: Case): Iterable<Reference> {
  if (startAt) yield startAt;
  if (!expect) return;
  const { endedAt, path, visits, notVisits, decisions } = expect;
  if (typeof endedAt?.value === "string") yield { id: endedAt.value, place: endedAt.place };
  for (const ids of [path, visits, notVisits])
    for (const [i, id] of ids?.value.entries() ?? []) yield { id, place: ids!.items?.[i] ?? below(ids!.place, i) };
  for (const id of Object.keys(decisions?.value ?? {}))
    yield { id, place: { ...below(decisions!.place, id), part: "key" } };
}

/** Of a playbook's mocks a rule of its own speaks: they may be for skills that only the catalogue knows. */
function* mocksOf(one: Case, { format }: Flow, tests: FlowTest): Iterable<Reference> {
  if (format === "flowyte-playbook") return;
  for (const [id, { place }] of ownMocks(one, tests)) yield { id, place };
}

function* decisionsOf({ expect }: Case, flow: Flow): Iterable<Reference & { node: string }> {
  const expected = expect?.decisions;
  for (const [node, value] of Object.entries(expected?.value ?? {})) {
    if (!flow.byId.has(node)) continue;
    const place = below(expected!.place, node);
    if (typeof value === "string") yield { id: value, place, node };
    else for (const [i, id] of value.entries()) yield { id, place: below(place, i), node };
  }
}

/** What a trace can show as the decision of a node: a transition, a handle, a target, or to stay. */
function decisions(flow: Flow, id: string): Set<string> {
  const found = new Set<string>(["stay"]);
  for (const { id: own, handle, target } of flow.byId.get(id)?.transitions ?? []) {
    if (own !== undefined) found.add(own);
    found.add(handle);
    if (target) found.add(target.id);
  }
  for (const handle of flow.byId.get(id)?.handles ?? []) found.add(handle);
  // A global node goes back to wherever it was entered from.
  if (flow.byId.get(id)?.global) for (const { id: from } of flow.nodes) found.add(from);
  // Global nodes can be jumped to from any conversation, by id or by Yappr's name for the jump (vendor contract).
  for (const node of flow.nodes)
    if (node.global) {
      found.add(node.id);
      found.add(`__global_${node.id}`);
    }
  return found;
}

function below(place: Place, step: string | number): { path: Path } {
  return { path: "path" in place ? [...place.path, step] : [] };
}
