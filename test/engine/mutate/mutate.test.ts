// Mistakes in small flows of each dialect, and what comes of them, worked out by hand.

import assert from "node:assert/strict";
import { it } from "node:test";
import { scoreOf } from "../../../engine/mutate/mutate.ts";
import { survives, survivors } from "../../../engine/mutate/survivors.ts";
import { areas, booking, support } from "../flowtest/flows.ts";
import { mutation, told } from "./mutated.ts";

const bookings = [
  {
    name: "books",
    turns: ["I want to book Wednesday"],
    mocks: { "check-availability-step": { result: { status: "free", ref: 7 } } },
    expect: { ended_at: "end-1" },
  },
  { name: "declines", turns: ["not interested"], expect: { ended_at: "end-1" } },
  {
    name: "gives up",
    turns: ["I want to book Wednesday", "not interested"],
    mocks: { "check-availability-step": { result: { status: "busy" } } },
    expect: { ended_at: "end-1" },
  },
];

it("Yappr: transitions, branches of a tool, and what it answers", () => {
  const found = mutation(booking, bookings);
  const error = 'takes "error" of "check-availability-step" to "end-err"';
  assert.deepEqual(told(found), [
    'survived: "next" of "start-1" goes to "end-1" instead of "ask-date-1"',
    'killed by declines: "next" of "start-1" goes to "check-availability-step" instead of "ask-date-1"',
    'killed by books: "next" of "start-1" to "ask-date-1" is missing',
    'survived: "tx-confirm" goes to "end-1" instead of "check-availability-step"',
    'killed by books: "tx-confirm" to "check-availability-step" is missing',
    'killed by declines: "tx-confirm" goes to "end-1" and "tx-decline" to "check-availability-step"',
    'killed by declines: "tx-decline" goes to "check-availability-step" instead of "end-1"',
    'killed by declines: "tx-decline" goes to "end-err" instead of "end-1"',
    'killed by declines: "tx-decline" to "end-1" is missing',
    'survived: "busy" goes to "end-1" instead of "ask-date-1"',
    'survived: "busy" to "ask-date-1" is missing',
    'killed by books: "busy" goes to "end-1" and "success" of "check-availability-step" to "ask-date-1"',
    'killed by books: "success" of "check-availability-step" goes to "end-err" instead of "end-1"',
    'killed by books: "success" of "check-availability-step" to "end-1" is missing',
    'killed by books: "success" of "check-availability-step" goes to "end-err" and "error" of "check-availability-step" to "end-1"',
    `unmet: "error" of "check-availability-step" goes to "ask-date-1" instead of "end-err" (${error})`,
    `unmet: "error" of "check-availability-step" goes to "end-1" instead of "end-err" (${error})`,
    `unmet: "error" of "check-availability-step" to "end-err" is missing (${error})`,
    // Without a status the caller is not asked again, and nobody notices.
    'survived: the answer of "check-availability-step" has no "status"',
    // Nothing reads it, so no caller can tell.
    'equivalent: the answer of "check-availability-step" has no "ref"',
  ]);
  assert.deepEqual(scoreOf(found), { mutants: 20, killed: 11, survived: 8, equivalent: 1, score: 57.8 });
  assert.deepEqual([found.cases, found.unfit, found.leftOut], [3, 0, 0]);
});

it("Yappr: an expectation of the path notices what one of the end does not", () => {
  const path = ["start-1", "ask-date-1", "check-availability-step", "ask-date-1", "end-1"];
  const strict = bookings.map((one) => (one.name === "gives up" ? { ...one, expect: { path } } : one));
  const found = told(mutation(booking, strict)).filter((line) => line.includes("by gives up"));
  assert.deepEqual(found, [
    'killed by gives up: "next" of "start-1" goes to "end-1" instead of "ask-date-1"',
    'killed by gives up: "tx-confirm" goes to "end-1" instead of "check-availability-step"',
    'killed by gives up: "busy" goes to "end-1" instead of "ask-date-1"',
    'killed by gives up: "busy" to "ask-date-1" is missing',
    'killed by gives up: the answer of "check-availability-step" has no "status"',
  ]);
});

it("Flowyte: connections, a condition, variables and answers", () => {
  const found = mutation(areas, [
    {
      name: "served",
      turns: ["02139"],
      mocks: { find_area: { result: { covered: true, data: { name: "Cambridge" } } } },
      expect: { says: ["We serve Cambridge"], ended_at: "e" },
    },
    {
      name: "not served",
      turns: ["99999"],
      mocks: { find_area: { result: { covered: false } } },
      expect: { ended_at: "e" },
    },
  ]);
  assert.deepEqual(told(found), [
    'killed by served: "success" of "s" goes to "e" instead of "c"',
    'killed by served: "success" of "s" goes to "k" instead of "c"',
    'killed by served: "success" of "s" to "c" is missing',
    'killed by served: "success" of "c" goes to "e" instead of "k"',
    'killed by served: "success" of "c" goes to "b" instead of "k"',
    'killed by served: "success" of "c" to "k" is missing',
    'killed by served: "c" gives "zip" no value',
    'killed by served: "success" of "k" goes to "e" instead of "b"',
    // The one who is not served hears "We serve ." and nobody minds.
    'survived: "success" of "k" goes to "m" instead of "b"',
    'killed by served: "success" of "k" to "b" is missing',
    'killed by served: "k" gives "area" no value',
    'killed by served: "k" gives "ok" no value',
    'killed by served: "true" of "b" goes to "n" instead of "m"',
    'killed by served: "true" of "b" goes to "e" instead of "m"',
    'killed by served: "true" of "b" to "m" is missing',
    'survived: "false" of "b" goes to "m" instead of "n"',
    'survived: "false" of "b" goes to "e" instead of "n"',
    'killed by not served: "false" of "b" to "n" is missing',
    'killed by served: "{ok} == true" of "b" is "not ({ok} == true)"',
    'killed by served: "success" of "m" to "e" is missing',
    'killed by not served: "success" of "n" to "e" is missing',
    'killed by served: the answer of "find_area" has no "covered"',
    'killed by served: the answer of "find_area" has no "data"',
    'killed by served: the answer of "find_area" has no "data.name"',
  ]);
  assert.deepEqual(scoreOf(found), { mutants: 24, killed: 21, survived: 3, equivalent: 0, score: 87.5 });
});

it("voicetest: choices, an equation, and a variable that is not extracted", () => {
  const turn = (plan: string) => ({ user: `my plan is ${plan}`, slots: { plan }, take: "plan" });
  const found = mutation(support, [
    { name: "gold", turns: [turn("gold")], expect: { ended_at: "vip" } },
    { name: "basic", turns: [turn("basic")], expect: { ended_at: "bye" } },
  ]);
  const hangsUp = 'takes "Caller hangs up" to "bye"';
  assert.deepEqual(told(found), [
    'killed by gold: "Caller names a plan" goes to "bye" instead of "plan"',
    'killed by gold: "Caller names a plan" goes to "vip" instead of "plan"',
    'killed by gold: "Caller names a plan" to "plan" is missing',
    // A case that says where to go does not care in which words that is offered.
    'survived: "Caller names a plan" goes to "bye" and "Caller hangs up" to "plan"',
    `unmet: "Caller hangs up" goes to "plan" instead of "bye" (${hangsUp})`,
    `unmet: "Caller hangs up" goes to "vip" instead of "bye" (${hangsUp})`,
    `unmet: "Caller hangs up" to "bye" is missing (${hangsUp})`,
    'killed by gold: "equation" of "plan" goes to "bye" instead of "vip"',
    'killed by gold: "equation" of "plan" to "vip" is missing',
    'killed by gold: "equation" of "plan" goes to "bye" and "always" of "plan" to "vip"',
    'killed by basic: "always" of "plan" goes to "vip" instead of "bye"',
    'killed by basic: "always" of "plan" to "bye" is missing',
    'killed by gold: "plan == gold" of "plan" is "plan != gold"',
    'killed by gold: "plan" gives "plan" no value',
  ]);
  assert.deepEqual(scoreOf(found), { mutants: 14, killed: 10, survived: 4, equivalent: 0, score: 71.4 });
});

it("a case that does not pass, or walks a flow of its own, notices nothing", () => {
  const failing = { ...bookings[1], name: "wrong", expect: { ended_at: "end-err" } };
  const unmocked = { name: "errored", turns: ["I want to book Wednesday"] };
  const found = mutation(booking, [bookings[1], failing, unmocked]);
  assert.deepEqual([found.cases, found.unfit], [1, 2]);
  assert.ok(found.judged.every(({ by }) => by === undefined || by === "declines"));
  assert.equal(scoreOf(mutation(booking, [failing])).killed, 0);
});

it("only the kinds that are wanted, and no more than are wanted, evenly spread", () => {
  const swaps = mutation(booking, bookings, { kinds: ["swap"] });
  assert.deepEqual(
    swaps.judged.map(({ mutant }) => mutant.kind),
    ["swap", "swap", "swap"],
  );
  const all = mutation(booking, bookings).judged.map(({ mutant }) => mutant.id);
  assert.equal(new Set(all).size, all.length, "ids are unique");
  const some = mutation(booking, bookings, { most: 5 });
  assert.deepEqual(
    some.judged.map(({ mutant }) => mutant.id),
    [0, 4, 8, 12, 16].map((i) => all[i]),
  );
  assert.equal(some.leftOut, 15);
});

it("where nothing can be noticed there is no score", () => {
  const found = mutation({ flow_config_version: "1", nodes: [{ id: "start", type: "start" }] }, []);
  assert.deepEqual(scoreOf(found), { mutants: 0, killed: 0, survived: 0, equivalent: 0, score: null });
});

it("what survives is told in sentences; what no case comes to is one where it is in one place", () => {
  const found = mutation(booking, bookings);
  assert.deepEqual(
    survivors(found).map(({ message, judged }) => [message, judged.length]),
    [
      ['No case notices if "next" of "start-1" goes to "end-1" instead of "ask-date-1"', 1],
      ['No case notices if "tx-confirm" goes to "end-1" instead of "check-availability-step"', 1],
      ['No case notices if "busy" goes to "end-1" instead of "ask-date-1"', 1],
      ['No case notices if "busy" to "ask-date-1" is missing', 1],
      ['No case takes "error" of "check-availability-step" to "end-err"', 3],
      ['No case notices if the answer of "check-availability-step" has no "status"', 1],
    ],
  );
  const unmet = found.judged.find(({ verdict }) => verdict === "unmet")!;
  assert.equal(
    survives(unmet),
    'No case notices if "error" of "check-availability-step" goes to "ask-date-1" instead of "end-err": ' +
      'no case takes "error" of "check-availability-step" to "end-err"',
  );
});
