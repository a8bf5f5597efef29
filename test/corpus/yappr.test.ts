import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { reachableFrom } from "../../engine/flow/reach.ts";
import { yapprAgent, yapprFlow, yapprTest } from "../../engine/formats/yappr/index.ts";
import { parseTree } from "../../engine/text/scan.ts";
import { type Given, outcome, walk } from "../engine/simulate/yapprWalk.ts";

// The vendor's own template, which is no part of this project: `npm test` leaves this folder out.
const file = fileURLToPath(
  new URL("../../../shared/corpus/yappr/simon-isf--booking-google-calendar.json", import.meta.url),
);

const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));

function template(): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`This test reads the vendor's booking template; it is not at ${file}`, { cause: error });
  }
}

describe("the vendor's booking template", () => {
  test("is a flow and nothing else", () => {
    const value = template();
    assert.equal(yapprFlow.detect(value, file), true);
    assert.equal(yapprAgent.detect(value, file), false);
    assert.equal(yapprTest.detect(value, file), false);
  });

  test("is reached in all its parts", () => {
    const value = template();
    const { flow } = yapprFlow.parse({ value, path: [], tree: () => parseTree(JSON.stringify(value)), name: file });
    assert.ok(flow);
    assert.equal(flow.nodes.length, 15);
    assert.equal(flow.starts.length, 1);
    assert.deepEqual(flow.duplicates, []);
    const reached = reachableFrom(flow, flow.starts);
    assert.deepEqual(
      flow.nodes.filter((node) => !reached.has(node)).map(({ id }) => id),
      [],
    );
    for (const node of flow.nodes)
      for (const { target } of node.transitions) assert.ok(target && flow.byId.has(target.id), `${node.id} leads on`);
  });

  const free = { result: { available: true } };
  const booked = { result: { event_id: "evt_1", html_link: "https://calendar.example/evt_1" } };
  const need = "Hi, I need a haircut, I have a time window on Wednesday afternoon";
  const exact = "The date is Wednesday the fifth and the specific time is four";
  const cases: [name: string, given: Given, path: string[], endedAt: string][] = [
    [
      "books and hangs up",
      {
        turns: [need, exact, "That is confirmed", "Nothing else, I am ready to hang up now"],
        mocks: { check_avail: free, create_event_node: booked },
      },
      [
        "start",
        "greet_and_collect_intent",
        "collect_specific_time",
        "check_avail",
        "confirm_with_caller",
        "create_event_node",
        "say_done",
        "polite_end",
      ],
      "polite_end",
    ],
    [
      "hears that the slot is taken and picks another",
      {
        turns: [need, exact, "I would have picked the second of the suggested slots"],
        mocks: { check_avail: { result: { available: false } } },
      },
      [
        "start",
        "greet_and_collect_intent",
        "collect_specific_time",
        "check_avail",
        "suggest_default_slots",
        "check_avail",
        "suggest_default_slots",
      ],
      "",
    ],
    [
      "dialled the wrong company",
      { turns: ["Sorry, wrong company, I dialed by mistake"] },
      ["start", "greet_and_collect_intent", "polite_end"],
      "polite_end",
    ],
    [
      "asks for a person",
      { turns: ["Can I talk to a human"] },
      ["start", "greet_and_collect_intent", "transfer_to_team"],
      "transfer_to_team",
    ],
    [
      "finds no slot that fits",
      { turns: [need, "I am still vague about it, I need help deciding", "none of those work for me"] },
      ["start", "greet_and_collect_intent", "collect_specific_time", "suggest_default_slots", "transfer_to_team"],
      "transfer_to_team",
    ],
    [
      "leaves a time to be called back when the calendar is down",
      {
        turns: [need, exact, "My preferred time is Thursday, a callback is ok"],
        mocks: { check_avail: { error: "calendar unreachable" } },
      },
      [
        "start",
        "greet_and_collect_intent",
        "collect_specific_time",
        "check_avail",
        "apologize_and_handoff",
        "handoff_end",
      ],
      "handoff_end",
    ],
    [
      "leaves a time to be called back when the booking fails",
      {
        turns: [need, exact, "confirmed", "any time is ok, please give me a callback"],
        mocks: { check_avail: free, create_event_node: { error: { status: 503 } } },
      },
      [
        "start",
        "greet_and_collect_intent",
        "collect_specific_time",
        "check_avail",
        "confirm_with_caller",
        "create_event_node",
        "apologize_and_handoff",
        "handoff_end",
      ],
      "handoff_end",
    ],
  ];
  for (const [name, given, path, endedAt] of cases)
    test(`a caller ${name}`, () => {
      const state = walk(template(), given);
      assert.deepEqual(
        [...state.trace].filter(({ kind }) => kind === "enter").map(({ step_id }) => step_id),
        path,
      );
      assert.equal(state.endedAt, endedAt || null);
      assert.equal(outcome(state), endedAt ? "ended" : "transcript_exhausted");
    });
});

test("no file of another vendor is taken for one of this vendor's", () => {
  const files = readdirSync(corpus, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".json") && !name.startsWith("yappr"),
  );
  assert.ok(files.length > 50, `${corpus} holds other vendors' files`);
  for (const name of files) {
    const value: unknown = JSON.parse(readFileSync(`${corpus}/${name}`, "utf8").replace(/^\ufeff/, ""));
    for (const format of [yapprFlow, yapprAgent, yapprTest])
      assert.equal(format.detect(value, name), false, `${name} as ${format.id}`);
  }
});
