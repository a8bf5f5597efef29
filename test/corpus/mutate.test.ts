// Mistakes in real flows: each is judged, whatever the flow is like, and cases made for it notice most of them.

import assert from "node:assert/strict";
import { it } from "node:test";
import { read } from "../../engine/formats/index.ts";
import { cover } from "../../engine/generate/index.ts";
import { mutate, scoreOf } from "../../engine/mutate/mutate.ts";
import { realFiles } from "./corpus.ts";

it("every mistake is judged, and nothing breaks", () => {
  let flows = 0;
  const all = { mutants: 0, killed: 0, equivalent: 0 };
  for (const { name, path, text } of realFiles()) {
    const document = read(text, path);
    const { flow } = document;
    if (!flow) continue;
    const tests = read(JSON.stringify({ flow: "./flow.json", cases: cover(flow).cases }), "a.flowtest.json");
    const found = mutate(flow, [{ file: "a.flowtest.json", document: tests }], { most: 300 });
    const score = scoreOf(found);
    assert.equal(score.mutants, score.killed + score.survived + score.equivalent, name);
    assert.equal(found.unfit, 0, `${name}: cases that are made pass`);
    flows++;
    all.mutants += score.mutants;
    all.killed += score.killed;
    all.equivalent += score.equivalent;
  }
  assert.ok(flows >= 3, `${flows} flows were mutated`);
  assert.ok(all.killed > (all.mutants - all.equivalent) / 2, JSON.stringify(all));
});
