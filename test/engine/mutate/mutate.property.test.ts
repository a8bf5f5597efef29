// What has to be so whatever the flow is: a mistake made in the text and one made in what is read of it are the same, a case
// that does not come to a mistake does not mind it, and what is called equivalent makes no difference to any walk.

import assert from "node:assert/strict";
import { it } from "node:test";
import { runCase } from "../../../engine/flowtest/run.ts";
import { read } from "../../../engine/formats/index.ts";
import { cover } from "../../../engine/generate/index.ts";
import { baselineOf, makesNoDifference, play } from "../../../engine/mutate/baseline.ts";
import { isEquivalent } from "../../../engine/mutate/equivalent.ts";
import { flowMutants, mutated } from "../../../engine/mutate/flowMutants.ts";
import { mutantKinds } from "../../../engine/mutate/mutant.ts";
import { mutation } from "../../../engine/mutate/mutate.ts";
import { sameToCaller } from "../../../engine/mutate/sameToCaller.ts";
import type { State } from "../../../engine/simulate/state.ts";
import { fixed } from "../../../engine/text/edit.ts";
import { areas, booking, support } from "../flowtest/flows.ts";
import { type Written, written } from "./mutated.ts";
import { randomFlows } from "./randomFlows.ts";

/** Small flows by hand, and random ones in each dialect, with cases that come to all they can. */
function* made(): Iterable<[name: string, Written]> {
  for (const [name, flow] of [...Object.entries({ booking, areas, support }), ...randomFlows(25)]) {
    const { cases } = cover(read(JSON.stringify(flow), "flow.json").flow!);
    // Every second one expects little, so that there is something left to survive.
    const lax = cases.map((one, i) => (i % 2 === 0 ? one : { ...one, expect: { not_visits: ["nowhere"] } }));
    yield [name, written(flow, lax)];
  }
}

const subjects = [...made()];

function drained<T>(work: Generator<unknown, T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

it("a mistake in the text and one in what is read are judged alike, by every case", () => {
  let compared = 0;
  for (const [name, { document, tests }] of subjects) {
    const flow = document.flow!;
    const { players, touching } = drained(baselineOf(flow, [tests]));
    for (const mutant of flowMutants(flow, new Set(mutantKinds))) {
      const text = fixed(document, mutant.changes);
      const slow = read(text, "flow.json").flow!;
      const fast = mutated(flow, mutant);
      const touched = new Set(touching(mutant.touch));
      for (const [i, player] of players.entries()) {
        const where = `${name}: ${mutant.what}, ${player.testCase.name}`;
        const expected = runCase(player.testCase, slow, { now: () => 0, file: "" });
        if (!touched.has(i)) {
          assert.equal(expected.status, "passed", `${where} is not touched`);
          continue;
        }
        compared++;
        const found = play(player, fast, mutant.at);
        assert.equal(found.status, expected.status, where);
        assert.deepEqual(found.message, expected.message, where);
        assert.deepEqual(found.state?.trace.toArray(), expected.state?.trace.toArray(), where);
        if (!makesNoDifference(player, fast, mutant.at)) continue;
        assert.equal(expected.status, "passed", `${where} makes no difference`);
        const before = runCase(player.testCase, flow, { now: () => 0, file: "" });
        assert.deepEqual(expected.state?.trace.toArray(), before.state?.trace.toArray(), where);
      }
    }
  }
  assert.ok(compared > 1000, `${compared} walks were compared`);
});

/** What a caller hears and what tools are asked, and how it ends. */
function outside({ says, calls, wants, endedAt }: State): unknown {
  return [[...says].map(({ text }) => text), [...calls].map(({ tool, args }) => [tool, args]), wants.kind, endedAt];
}

it("what is equivalent is so to whoever takes all ways of the flow, or all ways of the flow with the mistake", () => {
  let walked = 0;
  for (const [name, { document, tests }] of subjects) {
    const flow = document.flow!;
    for (const mutant of flowMutants(flow, new Set(mutantKinds))) {
      const other = mutated(flow, mutant);
      if (!isEquivalent(flow, mutant, other)) continue;
      const text = JSON.stringify({ flow: "./flow.json", cases: cover(other).cases });
      const others = read(text, "b.flowtest.json").tests!.cases;
      for (const testCase of [...tests.document.tests!.cases, ...others]) {
        const [a, b] = [flow, other].map((each) => runCase(testCase, each, { now: () => 0, file: "" }).state!);
        walked++;
        assert.deepEqual(outside(b!), outside(a!), `${name}: ${mutant.what}, ${testCase.name}`);
      }
    }
  }
  assert.ok(walked > 1000, `${walked} walks were compared`);
});

it("what is equivalent makes no difference to any walk that there is a case for", () => {
  let walked = 0;
  for (const [name, { document, tests }] of subjects) {
    const flow = document.flow!;
    const mutants = new Map(flowMutants(flow, new Set(mutantKinds)).map((mutant) => [mutant.id, mutant]));
    const { judged } = drained(mutation(flow, [tests]));
    for (const { mutant, verdict } of judged) {
      const wrong = mutants.get(mutant.id);
      if (verdict !== "equivalent" || !wrong) continue;
      const other = mutated(flow, wrong);
      for (const testCase of tests.document.tests!.cases) {
        const [a, b] = [flow, other].map((each) => runCase(testCase, each, { now: () => 0, file: "" }).state!);
        walked++;
        assert.ok(sameToCaller(a!, b!), `${name}: ${mutant.what}, ${testCase.name}`);
      }
    }
  }
  assert.ok(walked > 100, `${walked} walks were compared`);
});

it("a mistake in mocks is what taking the member out of the text makes of it", () => {
  let killed = 0;
  for (const [name, { document, tests }] of subjects) {
    const flow = document.flow!;
    const fit = new Set(drained(baselineOf(flow, [tests])).players.map(({ testCase }) => testCase.name));
    const { judged } = drained(mutation(flow, [tests], { kinds: ["mock"] }));
    for (const { mutant, verdict, by } of judged) {
      const { cases } = read(fixed(tests.document, mutant.changes), "a.flowtest.json").tests!;
      const bad = cases.find(
        (one) => fit.has(one.name) && runCase(one, flow, { now: () => 0, file: "" }).status !== "passed",
      );
      assert.equal(bad?.name, by, `${name}: ${mutant.what}`);
      if (verdict === "killed") killed++;
    }
  }
  assert.ok(killed > 20, `${killed} were noticed`);
});
