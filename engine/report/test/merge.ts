import { mergeCoverage } from "../coverage/merge.ts";
import type { TestReport } from "./report.ts";

/** A report and the file it was read from, as the user knows it. */
export interface NamedReport {
  readonly name: string;
  readonly report: TestReport;
}

/** One report of several, or why they do not belong together. */
export type Merged = { readonly ok: true; readonly value: TestReport } | { readonly ok: false; readonly why: string };

/**
 * Joins the reports of several machines. Parts of one run have to be all of them, or a failure could hide in the one that is
 * missing; their cases are told in the order of the files. Reports of whole runs stay in the order given.
 */
export function merge(given: readonly NamedReport[]): Merged {
  const reports = [...given].sort((a, b) => (a.report.shard?.index ?? 0) - (b.report.shard?.index ?? 0));
  const why = differentParts(reports) ?? missingPart(reports) ?? toldTwice(reports);
  if (why !== undefined) return { ok: false, why };
  const cases = reports.flatMap(({ report }) => report.cases);
  const inParts = reports.some(({ report }) => report.shard);
  const ordered = inParts ? [...cases].sort((a, b) => a.position - b.position) : cases;
  return {
    ok: true,
    value: {
      cases: ordered.map((one, position) => ({ ...one, position })),
      rounds: common(reports.map(({ report }) => report.rounds)),
      seed: reports.length === 1 ? reports[0]?.report.seed : undefined,
      coverage: coverageOf(reports),
    },
  };
}

/** Where one of them was made without, nobody knows what its cases cover. */
function coverageOf(reports: readonly NamedReport[]): TestReport["coverage"] {
  const all = reports.flatMap(({ report }) => (report.coverage ? [report.coverage] : []));
  return all.length === reports.length ? mergeCoverage(all) : undefined;
}

function differentParts([first, ...others]: readonly NamedReport[]): string | undefined {
  for (const { name, report } of first ? others : []) {
    const [one, other] = [first!.report.shard, report.shard];
    if (one?.count !== other?.count)
      return `${first!.name} is ${partOf(first!)} and ${name} is ${partOf({ name, report })}; they are not of one run`;
    if (one?.all !== other?.all)
      return `${first!.name} is a part of ${one?.all} cases and ${name} of ${other?.all}; they are not of one run`;
  }
  return undefined;
}

function partOf({ report: { shard } }: NamedReport): string {
  return shard ? `part ${shard.index} of ${shard.count}` : "a whole run";
}

function missingPart(reports: readonly NamedReport[]): string | undefined {
  const found = new Map<number, string>();
  for (const { name, report } of reports) {
    if (!report.shard) return undefined;
    const { index, count } = report.shard;
    const other = found.get(index);
    if (other !== undefined) return `${other} and ${name} are both part ${index} of ${count}`;
    found.set(index, name);
  }
  const count = reports[0]?.report.shard?.count ?? 0;
  for (let index = 1; index <= count; index++)
    if (!found.has(index)) return `the report of part ${index} of ${count} is missing`;
  return undefined;
}

function toldTwice(reports: readonly NamedReport[]): string | undefined {
  const seen = new Map<string, string>();
  for (const { name, report } of reports)
    for (const { id } of report.cases) {
      const other = seen.get(id);
      if (other !== undefined) return `"${id}" is in ${other === name ? `${name} twice` : `${other} and in ${name}`}`;
      seen.set(id, name);
    }
  return undefined;
}

function common<T>([first, ...others]: readonly T[]): T | undefined {
  return others.every((each) => each === first) ? first : undefined;
}
