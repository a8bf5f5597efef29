// What a walk tells of the ways it took and the conditions it tried, in every dialect.

import assert from "node:assert/strict";
import { it } from "node:test";
import type { State } from "../../../engine/simulate/state.ts";
import { graph, run } from "./flowyteWalk.ts";
import { flowOf, play } from "./playVoicetest.ts";
import { booking, walk } from "./yapprWalk.ts";

/** `from handle> to`, with the arrival that the trace has there. */
function taken({ taken, trace }: State): string[] {
  return [...taken].map(({ from, transition, to, at }) => {
    if (to) assert.deepEqual(trace.at(at), { step_id: to.id, kind: "enter" });
    return `${from.id} ${transition?.handle ?? "(jump)"}> ${to?.id ?? "nowhere"}`;
  });
}

/** `node target: held`. */
function tried({ tried }: State): string[] {
  return [...tried].map(({ node, transition, held }) => `${node.id} ${transition?.target?.id ?? "(own)"}: ${held}`);
}

it("Yappr: labels, a custom branch that holds and one that does not", () => {
  const turns = ["I want to book Wednesday", "I want to book Wednesday"];
  const busy = walk(booking, { turns, mocks: { "check-availability-step": { result: { status: "busy" } } } });
  assert.deepEqual(taken(busy), [
    "start-1 next> ask-date-1",
    "ask-date-1 choice> check-availability-step",
    "check-availability-step custom> ask-date-1",
    "ask-date-1 choice> check-availability-step",
    "check-availability-step custom> ask-date-1",
  ]);
  assert.deepEqual(tried(busy), [
    "check-availability-step ask-date-1: true",
    "check-availability-step ask-date-1: true",
  ]);
  const free = walk(booking, { turns, mocks: { "check-availability-step": { result: { status: "free" } } } });
  assert.deepEqual(taken(free).slice(1), [
    "ask-date-1 choice> check-availability-step",
    "check-availability-step success> end-1",
  ]);
  assert.deepEqual(tried(free), ["check-availability-step ask-date-1: false"]);
  const error = walk(booking, { turns, mocks: { "check-availability-step": { error: "down" } } });
  assert.deepEqual(tried(error), [], "an error looks at no branch");
});

it("Flowyte: the condition of a branch is its own, and an edge to nowhere is taken to nowhere", () => {
  const written = graph({ s: ["start"], b: ["branch", { condition: "age > 17" }], e: ["end"] }, [
    "s > b",
    "b true> e",
    "b false> gone",
  ]);
  const adult = run(written, { variables: { age: 20 } });
  assert.deepEqual(taken(adult), ["s success> b", "b true> e"]);
  assert.deepEqual(tried(adult), ["b (own): true"]);
  const child = run(written, { variables: { age: 3 } });
  assert.deepEqual(taken(child), ["s success> b", "b false> nowhere"]);
  assert.deepEqual(tried(child), ["b (own): false"]);
});

it("voicetest: equations in their order, then always; a jump to a global node has no transition", () => {
  const equals = (left: string, right: string) => ({ type: "equation", equations: [{ left, operator: "==", right }] });
  const flow = flowOf({
    route: {
      id: "route",
      node_type: "logic",
      state_prompt: "",
      transitions: [
        { target_node_id: "gold", condition: { ...equals("tier", "gold"), value: "" } },
        { target_node_id: "talk", condition: { type: "always", value: "" } },
        { target_node_id: "silver", condition: { ...equals("tier", "silver"), value: "" } },
      ],
    },
    gold: { id: "gold", node_type: "end", state_prompt: "Bye", transitions: [] },
    silver: { id: "silver", node_type: "end", state_prompt: "Bye", transitions: [] },
    talk: {
      id: "talk",
      node_type: "conversation",
      state_prompt: "Talk",
      transitions: [{ target_node_id: "gold", condition: { type: "llm_prompt", value: "goodbye" } }],
    },
    help: {
      id: "help",
      node_type: "conversation",
      state_prompt: "Help",
      transitions: [],
      global_node_setting: { condition: "wants help" },
    },
  });
  const silver = play(flow, [], { variables: { tier: "silver" } });
  assert.deepEqual(taken(silver), ["route equation> silver"]);
  assert.deepEqual(tried(silver), ["route gold: false", "route silver: true"]);
  const other = play(flow, ["I want some help"]);
  assert.deepEqual(taken(other), ["route always> talk", "talk (jump)> help"]);
  assert.deepEqual(tried(other), ["route gold: false", "route silver: false"]);
});
