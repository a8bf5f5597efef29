import { layoutOf, type NodeLayout } from "../../coverage/layout.ts";
import type { Span } from "../../text/json.ts";
import { Lines } from "../../text/lines.ts";
import type { MeasuredFlow } from "./report.ts";

/**
 * Coverage of a file line by line, as tools for programs want it: a node is a function, a transition and each answer of a
 * condition a branch. What no case can come to is left out. Lines count from 1.
 */
export interface FileLines {
  readonly file: string;
  /** Each name once. */
  readonly functions: readonly FunctionLines[];
  /** How often each line was come through, ascending. */
  readonly lines: ReadonlyMap<number, number>;
  readonly branches: readonly BranchLine[];
}

export interface FunctionLines {
  readonly name: string;
  readonly line: number;
  readonly hits: number;
  /** The lines of the node itself. */
  readonly lines: ReadonlySet<number>;
}

export interface BranchLine {
  readonly line: number;
  /** The function it is a branch of, by position. */
  readonly block: number;
  /** Its number among those of the block. */
  readonly branch: number;
  readonly hits: number;
  /** Whether it was ever come to where it branches off. */
  readonly met: boolean;
}

/** The same file's flows are told as one. */
export function byLines(flows: readonly MeasuredFlow[]): FileLines[] {
  const files = new Map<string, FileCount>();
  for (const { file, document, coverage } of flows) {
    let count = files.get(file);
    if (!count) {
      count = new FileCount(new Lines(document.text));
      files.set(file, count);
    }
    for (const node of layoutOf(document, coverage)) count.add(node);
  }
  return [...files].map(([file, { functions, lines, branches }]) => ({
    file,
    functions,
    lines: new Map([...lines].sort(([a], [b]) => a - b)),
    branches: branches.sort((a, b) => a.line - b.line || a.block - b.block || a.branch - b.branch),
  }));
}

class FileCount {
  readonly functions: FunctionLines[] = [];
  readonly lines = new Map<number, number>();
  readonly branches: BranchLine[] = [];
  private readonly text: Lines;
  private readonly names = new Set<string>();

  constructor(text: Lines) {
    this.text = text;
  }

  add({ of, span, parts, transitions, conditions }: NodeLayout): void {
    if (of.unreachable !== undefined) return;
    const block = this.functions.length;
    const met = of.hits > 0;
    const own = new Set(parts.flatMap((part) => this.linesOf(part)));
    for (const line of own) this.count(line, of.hits);
    this.functions.push({ name: this.nameFor(of.node.id), line: this.lineOf(span.start), hits: of.hits, lines: own });
    let branch = 0;
    const addBranch = (line: number, hits: number): void => {
      this.branches.push({ line, block, branch: branch++, hits, met });
    };
    for (const { of: way, span: written } of transitions) {
      if (way.unreachable !== undefined) continue;
      for (const line of this.linesOf(written)) this.count(line, way.hits);
      addBranch(this.lineOf(written.start), way.hits);
    }
    for (const { of: condition, span: written } of conditions) {
      const answers = [condition.held, condition.failed].filter(({ unreachable }) => unreachable === undefined);
      const line = this.lineOf(written.start);
      // A condition was come to whenever it was tried, whatever the answer.
      if (answers.length > 0) this.count(line, condition.held.hits + condition.failed.hits);
      for (const { hits } of answers) addBranch(line, hits);
    }
  }

  private count(line: number, hits: number): void {
    this.lines.set(line, Math.max(hits, this.lines.get(line) ?? 0));
  }

  private lineOf(offset: number): number {
    return this.text.position(offset).line;
  }

  private linesOf({ start, end }: Span): number[] {
    const first = this.lineOf(start);
    return Array.from({ length: this.lineOf(Math.max(start, end - 1)) - first + 1 }, (_, i) => first + i);
  }

  /** Flows that share a file may have nodes of one name. */
  private nameFor(id: string): string {
    let name = id;
    for (let n = 2; this.names.has(name); n++) name = `${id}~${n}`;
    this.names.add(name);
    return name;
  }
}
