import { caseIds, locate } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { whole } from "../places.ts";
import type { TestCase } from "../protocol.ts";

/** The cases of a file as the Test Explorer shows them. */
export function testCases(snapshot: Snapshot): TestCase[] {
  const { document } = snapshot;
  if (!document.tests) return [];
  const ids = caseIds(snapshot.uri, document.tests.cases);
  return document.tests.cases.map(({ name, place, path, row, tags, skip }, i) => ({
    id: ids[i]!,
    name,
    range: snapshot.range(locate(document, place)),
    end: snapshot.range(whole(snapshot, { path: row?.path ?? path })).end,
    written: snapshot.range(whole(snapshot, { path })),
    tags,
    ...(skip !== undefined && { skip }),
  }));
}
