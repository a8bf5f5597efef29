import { attribute } from "../xml.ts";
import { type BranchLine, byLines, type FileLines } from "./lines.ts";
import type { MeasuredFlow } from "./report.ts";

/**
 * Cobertura XML after its `coverage-04.dtd`: a class a file, a method a node. `timestamp` is in milliseconds since 1970,
 * `root` what the files' names are relative to.
 */
export function cobertura(
  flows: readonly MeasuredFlow[],
  { root, timestamp }: { root: string; timestamp: number },
): string {
  const files = byLines(flows);
  const all = totals(
    files.flatMap(({ lines }) => [...lines.values()]),
    files.flatMap(({ branches }) => branches),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">',
    `<coverage ${rates(all)} lines-covered="${all.lines.hit}" lines-valid="${all.lines.found}" branches-covered="${all.branches.hit}" branches-valid="${all.branches.found}" complexity="0" version="1" timestamp="${timestamp}">`,
    "  <sources>",
    `    <source>${attribute(root)}</source>`,
    "  </sources>",
    "  <packages>",
    `    <package name="flows" ${rates(all)} complexity="0">`,
    "      <classes>",
    ...files.flatMap(classOf),
    "      </classes>",
    "    </package>",
    "  </packages>",
    "</coverage>\n",
  ].join("\n");
}

function classOf({ file, functions, lines, branches }: FileLines): string[] {
  const byLine = new Map<number, BranchLine[]>();
  for (const branch of branches) {
    const same = byLine.get(branch.line);
    if (same) same.push(branch);
    else byLine.set(branch.line, [branch]);
  }
  const written = (indent: string, some: Iterable<number>): string[] =>
    [...some].map((line) => `${indent}${lineOf(line, lines.get(line) ?? 0, byLine.get(line))}`);
  const name = attribute(file);
  const methods = functions.flatMap(({ name, lines: own }, block) => {
    const rate = rates(
      totals(
        [...own].map((line) => lines.get(line) ?? 0),
        branches.filter((branch) => branch.block === block),
      ),
    );
    return [
      `            <method name="${attribute(name)}" signature="" ${rate} complexity="0">`,
      "              <lines>",
      ...written("                ", own),
      "              </lines>",
      "            </method>",
    ];
  });
  return [
    `        <class name="${name}" filename="${name}" ${rates(totals([...lines.values()], branches))} complexity="0">`,
    "          <methods>",
    ...methods,
    "          </methods>",
    "          <lines>",
    ...written("            ", lines.keys()),
    "          </lines>",
    "        </class>",
  ];
}

function lineOf(line: number, hits: number, branches: readonly BranchLine[] | undefined): string {
  if (!branches) return `<line number="${line}" hits="${hits}" branch="false"/>`;
  const hit = branches.filter((branch) => branch.hits > 0).length;
  const percent = Math.floor((100 * hit) / branches.length);
  return `<line number="${line}" hits="${hits}" branch="true" condition-coverage="${percent}% (${hit}/${branches.length})"/>`;
}

interface Totals {
  readonly lines: { readonly found: number; readonly hit: number };
  readonly branches: { readonly found: number; readonly hit: number };
}

function totals(lines: readonly number[], branches: readonly BranchLine[]): Totals {
  return {
    lines: { found: lines.length, hit: lines.filter((hits) => hits > 0).length },
    branches: { found: branches.length, hit: branches.filter(({ hits }) => hits > 0).length },
  };
}

function rates({ lines, branches }: Totals): string {
  return `line-rate="${rate(lines)}" branch-rate="${rate(branches)}"`;
}

/** 1 where there is nothing to cover. */
function rate({ found, hit }: Totals["lines"]): string {
  return found === 0 ? "1" : String(Math.floor((1000 * hit) / found) / 1000);
}
