// Cases that write themselves for flows that people published, as they stand beside the project.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { read } from "../../engine/formats/index.ts";
import { assertFull, covered } from "../engine/generate/generated.ts";
import { mutations } from "../fuzz/survive.ts";
import { realFiles } from "./corpus.ts";

const flows = realFiles().flatMap(({ name, path, text }) => {
  const { flow } = read(text, path);
  return flow ? [{ name, text, flow }] : [];
});

describe("cases are generated for every real flow, pass, and leave out nothing without a reason", () => {
  it("there are some", () => assert.ok(flows.length >= 3));
  for (const { name, flow } of flows)
    it(name, () => {
      const { cases, missing } = assertFull(flow);
      assert.ok(cases.length > 0);
      for (const { why } of missing) assert.notEqual(why, "");
      assert.ok(assertFull(flow, { of: "nodes" }).cases.length <= cases.length);
    });
});

describe("whatever is changed in a real flow, cases are generated that pass", () => {
  for (const { name, text } of flows)
    it(name, () => {
      fc.assert(
        fc.property(mutations(text), (mutated) => {
          const { flow } = read(mutated, name);
          if (flow) covered(flow);
        }),
        { numRuns: 40 },
      );
    });
});
