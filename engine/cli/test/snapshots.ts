import { rmSync, writeFileSync } from "node:fs";
import { caseIds, type RunWith } from "../../flowtest/run.ts";
import type { Snapshot, Snapshots } from "../../flowtest/snapshot.ts";
import { keepsTraces, snapshotFileOf, snapshotText } from "../../flowtest/snapshotFile.ts";
import type { Document } from "../../formats/format.ts";
import { type Parsed, Usage } from "../command.ts";
import type { Io } from "../io.ts";
import type { Project } from "../project.ts";
import type { Played } from "./play.ts";
import type { Chosen } from "./select.ts";

/**
 * Which traces pass that are not the ones kept, because they will be written down: all of them with `--update`, those of
 * which nothing is kept elsewhere than in CI. What is read from standard input has no place for them.
 */
export function accepted(options: Parsed["options"], { env }: Io): RunWith["accept"] {
  if (options.update === true) return "all";
  return options.ci === true || !["", "0", "false", undefined].includes(env.CI) ? undefined : "missing";
}

/** Notes what is to be kept while cases run, and writes it beside their files. */
export class SnapshotWriter {
  /** By the path of the test file. */
  private readonly noted = new Map<string, Map<string, Snapshot>>();
  private readonly update: boolean;

  constructor(accept: RunWith["accept"]) {
    this.update = accept === "all";
  }

  note = ({ chosen: { path }, result: { status, snapshot } }: Played): void => {
    if (status !== "passed" || !snapshot || snapshot.status === "same") return;
    const noted = this.noted.get(path) ?? new Map<string, Snapshot>();
    this.noted.set(path, noted.set(snapshot.name, snapshot.now));
  };

  /**
   * Writes what was noted, and says so. With `--update` what no case of these files expects any more goes. Throws Usage for
   * a file that cannot be written.
   */
  finish(files: readonly Chosen[], project: Project, io: Io): void {
    for (const { path, document } of files) {
      const noted = this.noted.get(path) ?? new Map<string, Snapshot>();
      if (path === "-" || (noted.size === 0 && !this.update)) continue;
      const kept = project.snapshotsBeside(path);
      const gone = this.update ? obsolete(kept, document) : [];
      if (noted.size === 0 && gone.length === 0) continue;
      const now = new Map([...kept, ...noted]);
      for (const name of gone) now.delete(name);
      const file = snapshotFileOf(path);
      this.write(file, now, project);
      const added = [...noted.keys()].filter((name) => !kept.has(name)).length;
      const told = [
        ...(added > 0 ? [`wrote ${counted(added)}`] : []),
        ...(noted.size > added ? [`updated ${counted(noted.size - added)}`] : []),
        ...(gone.length > 0 ? [`removed ${gone.map((name) => `"${name}"`).join(", ")}`] : []),
      ];
      io.err(`${project.nameOf(file)}: ${told.join(", ")}\n`);
    }
  }

  private write(path: string, snapshots: Snapshots, project: Project): void {
    try {
      if (snapshots.size === 0) rmSync(path);
      else writeFileSync(path, snapshotText(snapshots));
    } catch (error) {
      throw new Usage(`could not write ${project.nameOf(path)}: ${(error as Error).message}`);
    }
  }
}

/** Whether anything is compared with what is kept. */
export function keepsAny(files: readonly Chosen[]): boolean {
  return files.some(({ document }) => keepsTraces(document));
}

/** What is kept of cases that are no more, or that do not expect it any more. */
function obsolete(kept: Snapshots, { tests }: Document): string[] {
  const cases = tests?.cases ?? [];
  const ids = caseIds("", cases);
  const expected = new Set(cases.flatMap(({ expect }, i) => (expect?.snapshot ? [ids[i]!.slice(1)] : [])));
  return [...kept.keys()].filter((name) => !expected.has(name));
}

function counted(traces: number): string {
  return `${traces} ${traces === 1 ? "trace" : "traces"}`;
}
