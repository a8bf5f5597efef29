import {
  answerName,
  type Case,
  type CaseResult,
  Collector,
  type Count,
  type Coverage,
  type Covered,
  type Flow,
  layoutOf,
  locate,
  sharesOf,
} from "../engine/index.ts";
import type { Snapshot } from "./documents.ts";
import type { CoverageParams, CoverageResult, CoveredBranch, CoveredFile, CoveredNode, TraceLine } from "./protocol.ts";
import { keyOf } from "./uris.ts";
import type { Surroundings } from "./workspace.ts";

/** Details of an earlier run hardly anybody opens, and each holds the files it was about. */
const KEPT = 3;

/** What the last few runs have covered, for as long as somebody may ask about it. */
export class Coverages {
  private readonly runs = new Map<string, RunCoverage>();

  begin(run: string): RunCoverage {
    const begun = new RunCoverage();
    this.runs.set(run, begun);
    for (const oldest of this.runs.keys()) {
      if (this.runs.size <= KEPT) break;
      this.runs.delete(oldest);
    }
    return begun;
  }

  over(run: string): void {
    this.runs.delete(run);
  }

  details({ run, uri, test }: CoverageParams): CoverageResult {
    return this.runs.get(run)?.details(uri, test) ?? null;
  }
}

/** More cases of one file nobody picks from a list. */
const MOST_TESTS = 1000;
const MOST_OUT_OF_REACH = 20;

/** What one run covers, in the versions of the files that it ran. */
export class RunCoverage {
  private readonly flows = new Map<Flow, { readonly file: Snapshot; readonly collector: Collector }>();
  private measured: Measured[] | undefined;

  /** `uri` is the test file as whoever asked spells it. */
  add(testCase: Case, result: CaseResult, uri: string, snapshot: Snapshot, { context, flowIn }: Surroundings): void {
    const flow = testCase.flow ?? context.flow;
    const file = testCase.flow ? snapshot : flowIn;
    if (!flow || !file) return;
    let found = this.flows.get(flow);
    if (!found) {
      found = { file, collector: new Collector(flow) };
      this.flows.set(flow, found);
    }
    this.measured = undefined;
    found.collector.add({ id: testKey(uri, result.id), state: result.state, options: testCase.options });
  }

  /** Each file with what was covered of all the flows in it, in the order of their names. */
  files(): CoveredFile[] {
    const files = new Map<string, Measured[]>();
    for (const one of this.all()) {
      const same = files.get(one.file.key);
      if (same) same.push(one);
      else files.set(one.file.key, [one]);
    }
    return [...files.values()].map(summary).sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  details(uri: string, test: CoverageParams["test"]): CoveredNode[] {
    const key = keyOf(uri);
    return this.all().flatMap(({ file, coverage }) => {
      if (file.key !== key) return [];
      const at = test && coverage.cases.indexOf(testKey(test.uri, test.id));
      return nodesOf(file, coverage, at === undefined ? ({ hits }) => hits : ({ cases }) => (has(cases, at) ? 1 : 0));
    });
  }

  private all(): readonly Measured[] {
    this.measured ??= [...this.flows.values()].map(({ file, collector }) => ({ file, coverage: collector.coverage() }));
    return this.measured;
  }
}

interface Measured {
  readonly file: Snapshot;
  readonly coverage: Coverage;
}

function summary(flows: readonly Measured[]): CoveredFile {
  const shares = flows.map(({ coverage }) => sharesOf(coverage));
  const count = (of: keyof (typeof shares)[number]) => ({
    covered: shares.reduce((sum, share) => sum + share[of].covered, 0),
    total: shares.reduce((sum, share) => sum + share[of].reachable, 0),
  });
  return {
    uri: flows[0]!.file.uri,
    nodes: count("nodes"),
    transitions: count("transitions"),
    conditions: count("conditions"),
    tests: testsOf(flows),
    outOfReach: outOfReach(flows),
  };
}

function testsOf(flows: readonly Measured[]): CoveredFile["tests"] {
  const keys = new Set<string>();
  for (const { coverage } of flows) {
    const walked = new Set<number>();
    for (const { cases } of coverage.nodes) for (const at of cases) walked.add(at);
    for (const at of walked) keys.add(coverage.cases[at]!);
    if (keys.size > MOST_TESTS) return [];
  }
  const files = new Map<string, string[]>();
  for (const key of keys) {
    const split = key.indexOf("\n");
    const uri = key.slice(0, split);
    const id = key.slice(split + 1);
    const ids = files.get(uri);
    if (ids) ids.push(id);
    else files.set(uri, [id]);
  }
  return [...files].map(([uri, ids]) => ({ uri, ids }));
}

/** The nodes, and of nodes that cases can come to what else they cannot. */
function outOfReach(flows: readonly Measured[]): TraceLine[] {
  const found: TraceLine[] = [];
  let more = 0;
  const tell = (file: Snapshot, what: string, { unreachable }: Covered, place: Parameters<typeof locate>[1]): void => {
    if (unreachable === undefined) return;
    if (found.length >= MOST_OUT_OF_REACH) more++;
    else {
      const at = { uri: file.uri, range: file.range(locate(file.document, place)) };
      found.push({ text: `${what}: ${unreachable}`, at });
    }
  };
  for (const { file, coverage } of flows)
    for (const { node, transitions, conditions, ...own } of coverage.nodes) {
      tell(file, `"${node.id}"`, own, node.idPlace);
      if (own.unreachable !== undefined) continue;
      for (const { name, transition, ...way } of transitions)
        tell(file, `"${node.id}": ${name}`, way, transition.place);
      for (const { text, place, held, failed } of conditions) {
        tell(file, `"${node.id}": ${answerName(text, true)}`, held, place);
        tell(file, `"${node.id}": ${answerName(text, false)}`, failed, place);
      }
    }
  if (more > 0) found.push({ text: `and ${more} more` });
  return found;
}

/** What no case can come to is left out. */
function nodesOf(file: Snapshot, coverage: Coverage, hitsOf: (count: Count) => number): CoveredNode[] {
  const nodes: CoveredNode[] = [];
  for (const { of, span, parts, transitions, conditions } of layoutOf(file.document, coverage)) {
    if (of.unreachable !== undefined) continue;
    const branches: CoveredBranch[] = [];
    const add = (label: string, covered: Covered, range: CoveredBranch["range"]): void => {
      if (covered.unreachable === undefined) branches.push({ label, hits: hitsOf(covered), range });
    };
    for (const { of: way, span } of transitions) add(way.name, way, file.range(span));
    for (const { of: condition, span } of conditions) {
      const range = file.range(span);
      add(answerName(condition.text, true), condition.held, range);
      // Both answers at one place would be drawn over each other.
      add(answerName(condition.text, false), condition.failed, { start: range.end, end: range.end });
    }
    nodes.push({
      name: of.node.id,
      hits: hitsOf(of),
      // An editor that nests ranges takes one that begins where another does, and ends behind it, for what is inside.
      range: file.range({ start: span.start - 1, end: span.end }),
      parts: parts.map((part) => file.range(part)),
      branches,
    });
  }
  return nodes;
}

/** A URI has no line end. */
function testKey(uri: string, id: string): string {
  return `${uri}\n${id}`;
}

/** Whether a number is among ascending ones. */
function has(numbers: readonly number[], wanted: number): boolean {
  let low = 0;
  let high = numbers.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] === wanted) return true;
    if (numbers[middle]! < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
