import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Collector } from "../../coverage/collector.ts";
import type { Flow } from "../../flow/flow.ts";
import type { Case } from "../../flowtest/model.ts";
import type { Document } from "../../formats/format.ts";
import { cobertura } from "../../report/coverage/cobertura.ts";
import { belowGate, type Gate } from "../../report/coverage/gate.ts";
import { lcov } from "../../report/coverage/lcov.ts";
import type { CoverageReport, MeasuredFlow } from "../../report/coverage/report.ts";
import { numberIn, type Parsed, Usage } from "../command.ts";
import type { Io } from "../io.ts";
import type { Project } from "../project.ts";
import type { Watcher } from "./play.ts";
import type { Chosen } from "./select.ts";

/** What `--coverage` and its companions ask for. */
export interface CoverageWish {
  /** The folder that the reports go to, as the user named it; without it nothing is written. */
  readonly folder?: string;
  readonly gate: Gate;
}

/** Undefined where nobody asks for coverage. A gate asks for it, and writes nothing. Throws Usage. */
export function coverageWish(options: Parsed["options"]): CoverageWish | undefined {
  const { coverage, "coverage-dir": named } = options;
  const gate = gateIn(options);
  if (named === "") throw new Usage("--coverage-dir names no folder; write --coverage-dir FOLDER");
  if (typeof named === "string") return { folder: named, gate };
  if (coverage === true) return { folder: "coverage", gate };
  return isOpen(gate) ? undefined : { gate };
}

/** What `--min-nodes` and `--min-transitions` ask for. Throws Usage. */
export function gateIn(options: Parsed["options"]): Gate {
  return { nodes: numberIn(options, "min-nodes", 0, 100), transitions: numberIn(options, "min-transitions", 0, 100) };
}

/** A part of the cases says nothing about what all of them cover. Throws Usage. */
export function refuseGate(gate: Gate): void {
  if (isOpen(gate)) return;
  throw new Usage("a part of the cases cannot meet a gate; give --min-nodes and --min-transitions to merge-reports");
}

export function isOpen({ nodes, transitions }: Gate): boolean {
  return nodes === undefined && transitions === undefined;
}

/** Measures what cases cover of their flows as they are run; a flow counts even if none of them could walk it. */
export class Measuring {
  private readonly project: Project;
  private readonly flows = new Map<Flow, Measured>();

  constructor(project: Project) {
    this.project = project;
  }

  readonly watch: Watcher = ({ chosen, one, result }) => {
    const flow = one.flow ?? chosen.context.flow;
    if (!flow) return;
    let measured = this.flows.get(flow);
    if (!measured) {
      measured = { ...this.fileOf(chosen, one), collector: new Collector(flow) };
      this.flows.set(flow, measured);
    }
    measured.collector.add({ id: result.id, state: result.state, options: one.options });
  };

  /** What was covered so far, in the order of the files' names. */
  get measured(): MeasuredFlow[] {
    return [...this.flows.values()]
      .map(({ file, document, collector }) => ({ file, document, coverage: collector.coverage() }))
      .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  }

  /** The file in which the flow of a case is written. */
  private fileOf({ path, file, document }: Chosen, one: Case): Omit<Measured, "collector"> {
    const own = one.flow ? undefined : this.project.flowOf(path, document);
    const found = own === undefined ? undefined : this.project.find(own);
    return own === undefined || !found ? { file, document } : { file: this.project.nameOf(own), document: found };
  }
}

interface Measured {
  readonly file: string;
  readonly document: Document;
  readonly collector: Collector;
}

/** Writes `lcov.info` and `cobertura.xml`. Throws Usage for a folder that cannot be written to. */
export function writeCoverage(flows: readonly MeasuredFlow[], folder: string, io: Io): void {
  const path = resolve(io.cwd, folder);
  try {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "lcov.info"), lcov(flows));
    writeFileSync(join(path, "cobertura.xml"), cobertura(flows, { root: io.cwd, timestamp: Date.now() }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Usage(`could not write to ${folder}: ${(error as Error).message}`);
  }
}

/** Says which flows are covered less than they have to be; whether any is. */
export function failsGate(flows: readonly CoverageReport[], gate: Gate, io: Pick<Io, "err">): boolean {
  const failures = belowGate(flows, gate);
  for (const failure of failures) io.err(`flowproof: ${failure}\n`);
  return failures.length > 0;
}
