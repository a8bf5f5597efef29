// How much the tests of the bundled examples notice.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { it } from "node:test";
import { testContext } from "../../../engine/flowtest/context.ts";
import type { Snapshots } from "../../../engine/flowtest/snapshot.ts";
import { snapshotsIn } from "../../../engine/flowtest/snapshotFile.ts";
import { read } from "../../../engine/formats/index.ts";
import { mutate, scoreOf } from "../../../engine/mutate/mutate.ts";

const open = (name: string) => read(readFileSync(`${import.meta.dirname}/../../../examples/${name}`, "utf8"), name);

/** The traces that are kept beside an example's tests. */
function tracesOf(name: string): Snapshots {
  const path = `${import.meta.dirname}/../../../examples/${name}/${name}.flowtest.snap.json`;
  return snapshotsIn(existsSync(path) ? readFileSync(path, "utf8") : "");
}

const scores = {
  booking: { mutants: 63, killed: 45, survived: 17, equivalent: 1, score: 72.5 },
  "service-request": { mutants: 47, killed: 44, survived: 3, equivalent: 0, score: 93.6 },
  helpdesk: { mutants: 34, killed: 28, survived: 6, equivalent: 0, score: 82.3 },
};

for (const [name, expected] of Object.entries(scores))
  it(name, () => {
    const flow = open(`${name}/${name}.json`);
    const document = open(`${name}/${name}.flowtest.json`);
    const named = new Map([
      [`./${name}.json`, { document: flow }],
      ...(name === "service-request"
        ? [[`./${name}.flowyte-skills.json`, { document: open(`${name}/${name}.flowyte-skills.json`) }] as const]
        : []),
    ]);
    const { skills } = testContext(document, named);
    const found = mutate(flow.flow!, [{ file: "tests", document, skills, snapshots: tracesOf(name) }]);
    assert.deepEqual(scoreOf(found), expected);
    assert.equal(found.unfit, 0);
    // What survives is where no case comes: nothing that is tested goes unnoticed.
    assert.ok(found.judged.every(({ verdict }) => verdict !== "survived"));
  });
