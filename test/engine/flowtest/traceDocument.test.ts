import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type TraceDocument, traceDocument } from "../../../engine/flowtest/document/traceDocument.ts";
import { areas, booking, support } from "./flows.ts";
import { fileOf } from "./runFile.ts";

function documentOf(flow: object, testCase: object, flowName?: string): TraceDocument {
  const { tests } = fileOf({ flow, cases: [{ name: "it", ...testCase }] });
  const inline = tests!.flow && "inline" in tests!.flow ? tests!.flow.inline : undefined;
  return traceDocument(tests!.cases[0]!, inline, { flowName });
}

function text({ lines }: TraceDocument): string[] {
  return lines.map((line) => line.text);
}

/** Each piece that leads somewhere: `text: where`. */
function links({ lines }: TraceDocument): string[] {
  return lines.flatMap(({ text, links }) =>
    links.map(({ start, end, about }) => {
      const where =
        about.in === "case" ? about.path.join("/") : [about.node, about.transition ?? []].flat().join(" way ");
      return `${text.slice(start, end)}: ${about.in} ${where}`;
    }),
  );
}

const busy = { "check-availability-step": { result: { status: "busy" } } };
const words =
  "Which words count, and that most words in common win, is Flowproof's choice; how the hosted system chooses is not documented";

describe("a walk as a document", () => {
  it("of a Yappr flow: what every option scored, a tie, the branches of a tool, where the path was left", () => {
    const expect = { path: ["start-1", "ask-date-1", "end-1"] };
    const found = documentOf(booking, { turns: ["hmm", "caller"], mocks: busy, expect }, "booking.json");
    assert.deepEqual(text(found), [
      "Case     it",
      "Flow     booking.json",
      "Verdict  failed",
      '         ✗ Left the expected path at "ask-date-1": "caller" scored 1 for tx-confirm, 1 for tx-decline',
      `Note     ${words}`,
      "",
      "Start    at start-1  → ask-date-1",
      "         agent   Hi",
      "         start-1 → ask-date-1                      next",
      "         agent   (told: Ask for a day)",
      "",
      "Turn 1   caller  hmm",
      "         ask-date-1                                stay, no word in common",
      '             0  tx-confirm  "Caller wants to book"',
      '             0  tx-decline  "Caller declined"',
      "",
      "Turn 2   caller  caller  → check-availability-step → ask-date-1  fragile",
      "         ask-date-1 → check-availability-step      tx-confirm, score 1",
      "           ✗ left the expected path here",
      '           → 1  tx-confirm  "Caller wants to book": caller',
      '             1  tx-decline  "Caller declined": caller',
      "           fragile: tie between tx-confirm and tx-decline",
      "         check-availability-step → ask-date-1      called → custom:busy",
      '           result {"status":"busy"}',
      "           ✓ Busy → ask-date-1",
      "         agent   (told: Ask for a day)",
      "",
      "End      transcript_exhausted at ask-date-1",
    ]);
    assert.equal(found.status, "failed");
    assert.equal(found.look, 17);
    assert.deepEqual(found.sections, [
      { from: 6, to: 9 },
      { from: 11, to: 14, turn: 0 },
      { from: 16, to: 25, turn: 1 },
      { from: 27, to: 27 },
    ]);
    assert.deepEqual(links(found).slice(0, 11), [
      "it: case ",
      'Left the expected path at "ask-date-1": "caller" scored 1 for tx-confirm, 1 for tx-decline: case expect/path',
      "start-1: flow start-1",
      "agent: flow start-1",
      "start-1: flow start-1",
      "ask-date-1: flow ask-date-1",
      "next: flow start-1 way 0",
      "agent: flow ask-date-1",
      "caller: case turns/0",
      "ask-date-1: flow ask-date-1",
      "tx-confirm: flow ask-date-1 way 0",
    ]);
    // The third way out of the tool is its custom branch; its mock is in the test file.
    assert.deepEqual(links(found).slice(-7, -2), [
      "check-availability-step: flow check-availability-step",
      "ask-date-1: flow ask-date-1",
      "custom:busy: flow check-availability-step way 0",
      "result: case mocks/check-availability-step",
      "Busy: flow check-availability-step way 0",
    ]);
  });

  it("of a Flowyte playbook: what was bound after each step, what a skill was called with, what was asked again", () => {
    const found = documentOf(areas, {
      variables: { mood: "good" },
      turns: [{ silence: true }, { dtmf: "02139", slots: { mood: "bad" } }],
      mocks: { find_area: { result: { covered: false } } },
    });
    assert.deepEqual(text(found), [
      "Case     it",
      "Verdict  passed",
      "Note     How a condition is read is Flowproof's choice; the vendor does not document conditions",
      "",
      "Start    at s  → c",
      '           mood = "good"',
      "         agent   Hi",
      "         s → c                                     success",
      "         agent   Your zip?",
      "",
      "Turn 1   caller  (silence)",
      "         c                                         needs_input, silence",
      "         agent   Your zip?",
      "",
      "Turn 2   caller  (presses 02139)  → k → b → n → e",
      '                 gives mood = "bad"',
      '         c → k                                     capture: {"slot":"zip","value":"02139"}',
      '           mood = "bad", was "good"',
      '           zip = "02139"',
      "         k → b                                     called find_area → success",
      '           with {"zip":"02139"}',
      '           result {"covered":false}',
      "           ok = false",
      '         b → n                                     branch, false: {"ok":false}',
      "         agent   Sorry, not 02139.",
      "         n → e                                     success",
      "",
      "End      ended at e",
      '         - Nothing stands at "data.name" in the result of "find_area"; "area" stays as it was',
    ]);
    assert.equal(found.look, undefined);
  });

  it("of a voicetest graph: what an extraction read, which equations were tried, turns that nobody heard", () => {
    const turns = [
      { user: "my plan", slots: { plan: "gold", other: 1 } },
      { user: "x", take: "stay" },
    ];
    const found = documentOf(support, { turns });
    assert.deepEqual(text(found), [
      "Case     it",
      "Verdict  passed",
      "Note     A model chooses in voicetest; that in a flow test most words in common win, and which words count, is Flowproof's choice",
      "",
      "Start    at greet",
      "         agent   (told: Greet the caller and ask for the plan)",
      "",
      "Turn 1   caller  my plan  → plan → vip",
      '                 gives plan = "gold"',
      "                 gives other = 1",
      "           other = 1",
      "         greet → plan                              plan, score 1",
      '           → 1  plan  "Caller names a plan": plan',
      '             0  bye   "Caller hangs up"',
      '         plan                                      extract, slots that the caller gave (Flowproof\'s stand-in for the model): {"plan":"gold"}',
      '           plan = "gold"',
      "         plan → vip                                plan == gold",
      "           ✓ equation → vip",
      "         agent   (told: Thank the caller)",
      "",
      "End      ended at vip",
      "         turn 2 was not heard any more: x",
    ]);
    assert.ok(links(found).includes("turn 2: case turns/1"));
  });

  it("of a choice that the turn makes: what the words would have scored all the same", () => {
    const found = text(documentOf(booking, { turns: [{ user: "book", take: "tx-decline" }] }));
    assert.deepEqual(found.slice(found.indexOf("                 takes tx-decline"), -2), [
      "                 takes tx-decline",
      "         ask-date-1 → end-1                        tx-decline, as the turn says",
      '             1  tx-confirm  "Caller wants to book": book',
      '           → 0  tx-decline  "Caller declined"',
    ]);
  });

  it("of a choice among very many options: the one taken, and those for which words spoke", () => {
    const flow = structuredClone(booking);
    const ask = flow.nodes[1] as { transitions: object[] };
    for (let i = 0; i < 30; i++) ask.transitions.push({ id: `tx-${i}`, label: `Number ${i}`, next_step_id: "end-1" });
    const options = (turn: object): string[] => {
      const found = text(documentOf(flow, { turns: [turn] }));
      return found.filter((line) => /^ {11}(→| ) \d/.test(line));
    };
    assert.deepEqual(options({ user: "book a Wednesday" }), [
      '           → 2  tx-confirm  "Caller wants to book": book, wednesday',
      "             31 more without a word in common",
    ]);
    const numbers = options({ user: "number", take: "tx-29" });
    assert.equal(numbers.length, 22);
    assert.equal(numbers.at(-2), '           → 1  tx-29  "Number 29": number');
    assert.equal(numbers.at(-1), "             11 more");
  });

  it("of a case that was not walked, or could not go on, says why", () => {
    assert.deepEqual(text(documentOf(booking, { start_at: "ask-dat-1" })), [
      "Case     it",
      "Verdict  errored",
      '         ! start_at names "ask-dat-1", which is not a node; did you mean "ask-date-1"?',
    ]);
    const stuck = documentOf(booking, { turns: [{ user: "x", take: "y" }] });
    assert.equal(text(stuck).at(-1), "End      stopped at ask-date-1");
    assert.equal(stuck.look, stuck.lines.length - 1);
    const unmocked = documentOf(booking, { turns: ["book"] });
    assert.deepEqual(text(unmocked).slice(-4), [
      "         check-availability-step                   called, no mock",
      "",
      "End      unmocked_tool at check-availability-step",
      '         - "check-availability-step" calls a tool that has no mock',
    ]);
  });

  it("twice the same, and a line for each line, whatever names and texts hold", () => {
    const flow = structuredClone(booking);
    flow.nodes[0]!.greeting = "Hi\u2028there\r\nyou";
    const hostile = {
      name: "a\nb",
      turns: ["x\ny", { user: "book", slots: { __proto__: 1, "a\nb": "c" } }],
      mocks: busy,
    };
    const found = documentOf(flow, hostile);
    assert.deepEqual(documentOf(flow, hostile), found);
    assert.ok(found.lines.every(({ text }) => !/[\r\n\u2028\u2029]/.test(text)));
    assert.equal(text(found)[0], "Case     a b");
    const at = text(found).indexOf("         agent   Hi");
    assert.deepEqual(text(found).slice(at, at + 3), [
      "         agent   Hi",
      "                 there",
      "                 you",
    ]);
    assert.ok(text(found).some((line) => line.startsWith("Turn 1   caller  x")));
    assert.ok(text(found).includes("                 y"));
  });
});
