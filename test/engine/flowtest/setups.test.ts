import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { drive } from "../../../engine/flowtest/drive.ts";
import type { CaseResult } from "../../../engine/flowtest/run.ts";
import { beginning } from "../../../engine/flowtest/script.ts";
import { describeTrace } from "../../../engine/flowtest/transcript.ts";
import { areas, booking, support } from "./flows.ts";
import { fileOf, runFile } from "./runFile.ts";

const told = (results: readonly CaseResult[]): (string | undefined)[][] =>
  results.map(({ status, message }) => (message === undefined ? [status] : [status, message]));

const asked = { name: "asked", turns: ["hmm, let me see"] };
const available = { "check-availability-step": { result: { status: "available" } } };

describe("a case that begins where another ends", () => {
  it("Yappr: is judged on its own part alone, from the node where it begins", () => {
    const results = runFile({
      flow: booking,
      cases: [
        asked,
        {
          name: "books",
          setup: "asked",
          turns: ["book"],
          mocks: available,
          expect: {
            path: ["ask-date-1", "check-availability-step", "end-1"],
            not_visits: ["start-1"],
            decisions: { "ask-date-1": "tx-confirm" },
            not_says: ["Hi"],
            call_count: 1,
            ended_at: "end-1",
          },
        },
        {
          name: "says so",
          setup: "asked",
          turns: ["book"],
          mocks: available,
          expect: { path: ["ask-date-1", "end-1"] },
        },
      ],
    });
    assert.deepEqual(told(results), [
      ["passed"],
      ["passed"],
      ["failed", 'Left the expected path at "ask-date-1": "book" scored 1 for tx-confirm, 0 for tx-decline'],
    ]);
  });

  it("Flowyte: has what was gathered before, and may set variables besides", () => {
    const results = runFile({
      flow: areas,
      cases: [
        { name: "gives a zip", turns: [{ dtmf: "02139" }] },
        {
          name: "covered",
          setup: "gives a zip",
          mocks: { find_area: { result: { covered: true, data: { name: "Cambridge" } } } },
          expect: { path: ["k", "b", "m", "e"], variables: { zip: "02139" }, says: ["We serve Cambridge"] },
        },
        {
          name: "not covered",
          setup: "gives a zip",
          variables: { zip: "99950" },
          mocks: { find_area: { result: { covered: false } } },
          expect: { path: ["k", "b", "n", "e"], says: ["Sorry, not 99950"] },
        },
      ],
    });
    assert.deepEqual(told(results), [["passed"], ["passed"], ["passed"]]);
  });

  it("voicetest: goes on in the midst of a conversation", () => {
    const results = runFile({
      flow: support,
      cases: [
        { name: "waits", turns: ["hm"] },
        { name: "hangs up", setup: "waits", turns: [{ user: "bye", take: "bye" }], expect: { path: ["greet", "bye"] } },
      ],
    });
    assert.deepEqual(told(results), [["passed"], ["passed"]]);
  });

  it("goes on in a list of mocks where the setup has left it", () => {
    const [, again] = runFile({
      flow: booking,
      defaults: {
        mocks: { "check-availability-step": [{ result: { status: "busy" } }, { error: "down" }, { result: {} }] },
      },
      cases: [
        { name: "busy", turns: ["book"] },
        { name: "again", setup: "busy", turns: ["book"], expect: { ended_at: "end-err", call_count: 1 } },
      ],
    });
    assert.deepEqual(told([again!]), [["passed"]]);
  });

  it("has the options of its setup, and its own from where it begins", () => {
    const human = {
      id: "human",
      type: "conversation",
      is_global: true,
      global_label: "a human being",
      instructions: "Hi",
    };
    const flow = { ...booking, nodes: [...booking.nodes, { ...human, transitions: [] }] };
    const global = { name: "global", setup: "asked", turns: [{ user: "a human please", take: "__global_human" }] };
    const visits = (one: object): unknown => runFile({ flow, cases: [asked, { ...global, ...one }] })[1]!.state!.node;
    assert.equal(visits({}), "ask-date-1");
    assert.equal(visits({ options: { globals: "fallback" } }), "human");
  });

  it("tells in its trace after what it begins", () => {
    const [, books] = runFile({
      flow: booking,
      cases: [asked, { name: "books", setup: "asked", turns: ["not interested"] }],
    });
    assert.equal(
      describeTrace(books!, books!.flow!).split("\n").slice(0, 2).join("\n").replace(/ +/g, " "),
      ' ask-date-1 begins after "asked"\ncaller not interested',
    );
  });
});

describe("a setup", () => {
  it("is played once for all that begin after it, on each version of the flow", () => {
    const { tests } = fileOf({
      flow: booking,
      cases: [asked, { name: "b", setup: "asked" }, { name: "c", setup: "asked" }],
    });
    const flow = tests!.flow && "inline" in tests!.flow ? tests!.flow.inline : assert.fail();
    const [, b, c] = tests!.cases;
    assert.equal(beginning(flow, b!).state.trace.at(0), beginning(flow, c!).state.trace.at(0));
    const other = { ...flow };
    assert.notEqual(beginning(other, b!).state.trace.at(0), beginning(flow, c!).state.trace.at(0));
    // Whoever goes on first does not change where the others begin.
    drive(flow, { ...b!, turns: [{ user: "not interested" }] });
    assert.equal(beginning(flow, c!).state.node, "ask-date-1");
    assert.equal(drive(flow, { ...c!, turns: [{ user: "hmm" }] }).state.endedAt, null);
  });

  it("that expects nothing passes when others can begin where it ends", () => {
    const after = (setup: object, more: object = {}): unknown[][] =>
      told(
        runFile({
          flow: booking,
          cases: [
            { name: "s", ...setup },
            { name: "t", setup: "s", turns: ["no"], ...more },
          ],
        }),
      );
    const [unmocked] = after({ turns: ["book"] });
    assert.deepEqual(unmocked, ["passed"]);
    assert.deepEqual(after({ turns: ["not interested"] }), [
      ["failed", 'Ended at "end-1", so no case can begin where this one ends'],
      ["errored", 'The setup "s" ends at "end-1", so nothing can begin after it'],
    ]);
    assert.deepEqual(after({ turns: [{ user: "book", take: "tx-gone" }] })[1], [
      "errored",
      'The setup "s" cannot be played: take names "tx-gone", which "ask-date-1" does not offer; offered: tx-confirm, tx-decline',
    ]);
    assert.deepEqual(after({ turns: ["book", "and more"] })[1], [
      "errored",
      'The setup "s" calls the tool of "check-availability-step" without a mock, with turns left',
    ]);
    const [judged] = after({ turns: ["hmm"], expect: { ended_at: "end-1" } });
    assert.equal(judged![0], "failed");
  });

  it("that is not there makes its cases errored, with the right name", () => {
    const [, one] = runFile({ flow: booking, cases: [asked, { name: "x", setup: "aksed", turns: ["book"] }] });
    assert.deepEqual(told([one!]), [["errored", 'No case is called "aksed"; did you mean "asked"?']]);
  });
});
