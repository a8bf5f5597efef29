// Cases that write themselves for flows that people published, as they stand beside the project.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { read } from "../../engine/formats/index.ts";
import { assertFull } from "../engine/generate/generated.ts";
import { realFiles } from "./corpus.ts";

const flows = realFiles().flatMap(({ name, path, text }) => {
  const { flow } = read(text, path);
  return flow ? [{ name, flow }] : [];
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
