import { byLines, type FileLines } from "./lines.ts";
import type { MeasuredFlow } from "./report.ts";

/** An LCOV tracefile, as genhtml and CI services read it. */
export function lcov(flows: readonly MeasuredFlow[]): string {
  return byLines(flows).map(record).join("");
}

function record({ file, functions, lines, branches }: FileLines): string {
  return [
    "TN:",
    `SF:${file}`,
    ...functions.map(({ name, line }) => `FN:${line},${oneLine(name)}`),
    ...functions.map(({ name, hits }) => `FNDA:${hits},${oneLine(name)}`),
    `FNF:${functions.length}`,
    `FNH:${functions.filter(({ hits }) => hits > 0).length}`,
    ...branches.map(({ line, block, branch, hits, met }) => `BRDA:${line},${block},${branch},${met ? hits : "-"}`),
    `BRF:${branches.length}`,
    `BRH:${branches.filter(({ hits }) => hits > 0).length}`,
    ...[...lines].map(([line, hits]) => `DA:${line},${hits}`),
    `LF:${lines.size}`,
    `LH:${[...lines.values()].filter((hits) => hits > 0).length}`,
    "end_of_record\n",
  ].join("\n");
}

/** A name that would end its line, or hide where it ends, would spoil the file. */
function oneLine(name: string): string {
  return name.replace(/[\p{Cc},]/gu, "_");
}
