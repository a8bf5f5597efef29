import {
  type Case,
  caseIds,
  isWithin,
  type TestContext,
  type TraceDocument,
  traceDocument,
} from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { fenced, plain } from "../markdown.ts";
import { traceLanguage } from "../protocol.ts";

/** A place that several cases share is about the first of them: more would be no card. */
const MOST_CASES = 3;

/**
 * The card of a turn in a test: what the walk did with it, as its trace tells it. On a case's name, in a few lines, where
 * each of its turns led.
 */
export function walkCard({ document }: Snapshot, offset: number, tests: TestContext): string | undefined {
  const { path } = document.tree().at(offset);
  const cases = document.tests?.cases ?? [];
  const around = cases.filter((one) => one.skip === undefined && isWithin(path, one.path));
  const cards = around.slice(0, MOST_CASES).flatMap((one) => {
    const lines = linesAt(one, path, tests, () => keptName(one, cases));
    if (!lines) return [];
    const title = around.length > 1 ? `**${plain(one.name)}**\n\n` : "";
    return `${title}${fenced(lines.join("\n"), traceLanguage)}`;
  });
  return cards.length > 0 ? cards.join("\n\n") : undefined;
}

/** Under which name its trace is kept. */
function keptName(one: Case, cases: readonly Case[]): string {
  return caseIds("", cases)[cases.indexOf(one)]!.slice(1);
}

function linesAt(
  one: Case,
  path: Case["path"],
  { flow, skills, why, snapshots }: TestContext,
  name: () => string,
): string[] | undefined {
  const turn = one.turnPlaces?.findIndex((place) => "path" in place && isWithin(path, place.path)) ?? -1;
  const ofTable = one.row !== undefined && isWithin(path, [...one.path, "name"]);
  const onName =
    ofTable || ("path" in one.place && one.place.path.length > one.path.length && isWithin(path, one.place.path));
  if (turn < 0 && !onName) return undefined;
  const kept = one.expect?.snapshot && { name: name(), snapshots };
  const told = traceDocument(one, flow, { skills, why, kept });
  return turn < 0 ? overview(told) : turnLines(told, turn);
}

/** What came of a turn; undefined where the walk never came to it. */
function turnLines({ lines, sections }: TraceDocument, turn: number): string[] | undefined {
  const section = sections.find((each) => each.turn === turn);
  return section && lines.slice(section.from, section.to + 1).map(({ text }) => withoutGutter(text));
}

/** The verdict, and of each turn its first line; below it what in it hangs by a thread. */
function overview({ lines, sections, status }: TraceDocument): string[] {
  const inside = sections.flatMap(({ from, to }) => [
    lines[from]!.text,
    ...lines.slice(from + 1, to + 1).flatMap(({ text }) => (/^ +fragile: /.test(text) ? [text] : [])),
  ]);
  return [`Verdict  ${status}`, ...inside];
}

/** Without the column that says which turn it is, which a card of one turn need not repeat. */
function withoutGutter(text: string): string {
  return text.slice(9);
}
