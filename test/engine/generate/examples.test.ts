import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { it } from "node:test";
import { sharesOf } from "../../../engine/coverage/coverage.ts";
import { catalogueBeside } from "../../../engine/formats/flowyte/index.ts";
import { read } from "../../../engine/formats/index.ts";
import { covered } from "./generated.ts";

const examples = resolve(import.meta.dirname, "../../../examples");

for (const folder of readdirSync(examples)) {
  const names = readdirSync(join(examples, folder));
  for (const name of names) {
    const path = join(examples, folder, name);
    const { flow } = read(readFileSync(path, "utf8"), name);
    if (!flow) continue;
    it(`every reachable transition of examples/${folder}/${name} is taken by a generated case`, () => {
      const catalogue = catalogueBeside(name, names);
      const { skills } = names.includes(catalogue)
        ? read(readFileSync(join(examples, folder, catalogue), "utf8"), catalogue)
        : {};
      for (const given of skills ? [skills, undefined] : [undefined]) {
        const { coverage, missing } = covered(flow, { skills: given });
        const { transitions, conditions } = sharesOf(coverage);
        assert.equal(transitions.covered, transitions.reachable);
        assert.equal(conditions.covered, conditions.reachable);
        assert.deepEqual(
          missing.filter(({ certain }) => !certain),
          [],
        );
      }
    });
  }
}
