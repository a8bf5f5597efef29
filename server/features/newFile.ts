import { firstTest, formats, type Skill } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import type { FirstTestResult, Skeleton } from "../protocol.ts";
import { nameOf } from "../uris.ts";

/** What new flows can be begun with, one for each dialect. */
export function skeletons(): Skeleton[] {
  return formats.flatMap(({ title, skeleton }) =>
    skeleton === undefined ? [] : { title, text: `${JSON.stringify(skeleton, null, 2)}\n` },
  );
}

/** A first test of the flow in a document, for a file in the same folder; `skillsFile` is the catalogue's name there. */
export function firstTestOf(
  { uri, document: { flow } }: Snapshot,
  skills?: readonly Skill[],
  skillsFile?: string,
): FirstTestResult {
  return flow ? { text: firstTest(flow, { file: `./${nameOf(uri)}`, skills, skillsFile }) } : null;
}
