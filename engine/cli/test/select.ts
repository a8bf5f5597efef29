// What lives here: running flow tests from the command line. Which cases (select.ts, share.ts, shuffle.ts), run how
// (play.ts, rounds.ts, jobs.ts), told where (output.ts); commands/test.ts puts them together.

import type { TestContext } from "../../flowtest/context.ts";
import type { Case } from "../../flowtest/model.ts";
import { caseIds } from "../../flowtest/run.ts";
import { flowtest } from "../../formats/flowtest/index.ts";
import type { Document } from "../../formats/format.ts";
import { nearest } from "../../text/nearest.ts";
import { Usage } from "../command.ts";
import type { Found } from "../files.ts";
import type { Project } from "../project.ts";

/** A file of tests, and those of its cases that are to be run. */
export interface Chosen {
  /** Absolute, or "-". */
  readonly path: string;
  /** The file as the user knows it. */
  readonly file: string;
  readonly document: Document;
  readonly context: TestContext;
  readonly cases: readonly ChosenCase[];
}

export interface ChosenCase {
  readonly one: Case;
  readonly id: string;
  /** Its place in the file. */
  readonly index: number;
  /** Its place among all cases that are chosen, before they are shared out or put in another order. */
  readonly position: number;
}

/** Which cases are wanted. */
export interface Wanted {
  /** A part of the name, whatever the case of its letters. */
  readonly grep?: string;
  /** One of these tags, where any are named. */
  readonly tags: readonly string[];
  /** None of these tags. */
  readonly without: readonly string[];
}

/** The wanted cases of all files, in the order of the files. Throws Usage when there are none, and for a file of tests that is no JSON. */
export async function select(project: Project, files: readonly Found[], wanted: Wanted): Promise<Chosen[]> {
  const chosen: Chosen[] = [];
  const grep = wanted.grep?.toLowerCase() ?? "";
  const known = new Set<string>();
  let position = 0;
  let all = 0;
  for (const { path, asked } of files) {
    const document = await project.tryOpen(path, asked);
    // Some of its cases may not have been understood, and nobody would miss them.
    const broken = document?.format === flowtest || document?.tests ? project.brokenIn(path, document) : undefined;
    if (broken !== undefined) throw new Usage(broken);
    if (!document?.tests) continue;
    const { cases: written } = document.tests;
    const file = project.nameOf(path);
    const ids = caseIds(file, written);
    const cases: ChosenCase[] = [];
    all += written.length;
    for (const [i, one] of written.entries()) {
      for (const tag of one.tags) known.add(tag);
      if (!one.name.toLowerCase().includes(grep) || !hasTags(one, wanted)) continue;
      cases.push({ one, id: ids[i]!, index: i, position: position++ });
    }
    if (cases.length > 0) chosen.push({ path, file, document, context: project.contextToRun(path, document), cases });
  }
  if (all === 0) throw new Usage("there are no flow tests here");
  checkTags(wanted.tags, known);
  if (position === 0) throw new Usage(nothingChosen(wanted));
  return chosen;
}

/** How many cases are chosen. */
export function sizeOf(files: readonly Chosen[]): number {
  return files.reduce((sum, { cases }) => sum + cases.length, 0);
}

function hasTags({ tags: own }: Case, { tags, without }: Wanted): boolean {
  return (tags.length === 0 || tags.some((tag) => own.includes(tag))) && !without.some((tag) => own.includes(tag));
}

/** A tag that no case has is a slip of the pen; one to leave out may well be in no file. */
function checkTags(tags: readonly string[], known: ReadonlySet<string>): void {
  for (const tag of tags) {
    if (known.has(tag)) continue;
    const meant = nearest(tag, known);
    throw new Usage(`no case has the tag "${tag}"${meant === undefined ? "" : `; did you mean "${meant}"?`}`);
  }
}

function nothingChosen({ grep, tags, without }: Wanted): string {
  const said = [
    ...(grep ? [`"${grep}" in its name`] : []),
    ...(tags.length > 0 ? [`the tag ${tags.map((tag) => `"${tag}"`).join(" or ")}`] : []),
    ...(without.length > 0 ? [`none of the tags ${without.map((tag) => `"${tag}"`).join(", ")}`] : []),
  ];
  return said.length === 0 ? "there are no cases in these flow tests" : `no case has ${said.join(" and ")}`;
}
