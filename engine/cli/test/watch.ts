import { readFileSync, statSync } from "node:fs";
import { dirname, sep } from "node:path";
import { setTimeout } from "node:timers";
import { affected, type Given, type Ran, ran } from "../../flowtest/affected.ts";
import { snapshotFileOf } from "../../flowtest/snapshotFile.ts";
import { count } from "../../report/check.ts";
import { painter } from "../../report/paint.ts";
import { pretty, totals } from "../../report/test/pretty.ts";
import { isBad, positionsIn, type ReportedCase } from "../../report/test/report.ts";
import { Usage } from "../command.ts";
import { type Found, findFiles } from "../files.ts";
import type { Io } from "../io.ts";
import { Project } from "../project.ts";
import type { Asked } from "./asked.ts";
import { FolderWatch } from "./folders.ts";
import { output, walksFor } from "./output.ts";
import { type Played, play } from "./play.ts";
import { type Chosen, type ChosenCase, select, sizeOf } from "./select.ts";
import { SnapshotWriter } from "./snapshots.ts";

/**
 * Runs the cases, and after every change of a file those again that it can affect, until somebody quits; the exit code is
 * that of what then stands. Throws Usage for reports that cannot be kept up.
 */
export async function watchTests(asked: Asked, io: Io): Promise<number> {
  for (const { reporter, file } of asked.reports)
    if (file === undefined && reporter.name !== "pretty" && reporter.name !== "github")
      throw new Usage(`--watch tells people what it does; write --reporter ${reporter.name}=FILE`);
  return new TestWatch(asked, io).run();
}

/** Why cases run. */
type Reason = "start" | "all" | "failed" | "again" | { readonly changed: ReadonlySet<string> };

/** What came of a case, and what its walk has read. */
interface Kept {
  readonly ran: Ran;
  readonly told: ReportedCase;
}

/** Editors write a file in several steps; this many milliseconds after the last of them it is read. */
const settled = 50;

class TestWatch {
  private readonly asked: Asked;
  private readonly io: Io;
  private readonly folders: FolderWatch;
  private project: Project;
  /** By id. */
  private kept = new Map<string, Kept>();
  /** Files of other people, which are not read again until they change. */
  private readonly strangers = new Set<string>();
  /** What ran last, by id. */
  private last: ReadonlySet<string> = new Set();
  private readonly pending = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  /** One thing after the other. */
  private work: Promise<void> = Promise.resolve();
  private end: (code: number) => void = () => {};
  private fail: (error: unknown) => void = () => {};
  /** Folders in which files are looked for. */
  private entered: ReadonlySet<string> = new Set();
  private started = false;
  /** There is nothing to choose from, or it cannot be read; what was known before is kept for when it can. */
  private stuck = false;
  private warned = false;

  constructor(asked: Asked, io: Io) {
    this.asked = asked;
    this.io = io;
    this.project = new Project(io);
    this.folders = new FolderWatch(
      (path) => this.noticed(path),
      (folder, error) => this.unwatched(folder, error),
    );
  }

  async run(): Promise<number> {
    const ended = new Promise<number>((end, fail) => {
      this.end = end;
      this.fail = fail;
    });
    const release = this.io.keys?.((key) => this.pressed(key));
    try {
      this.queue("start");
      return await ended;
    } finally {
      clearTimeout(this.timer);
      release?.();
      this.folders.close();
    }
  }

  private queue(reason: Reason): void {
    this.work = this.work.then(() => this.step(reason)).catch((error) => this.fail(error));
  }

  private noticed(path: string): void {
    this.pending.add(path);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const changed = new Set([...this.pending].filter((each) => this.differs(each)));
      this.pending.clear();
      if (changed.size > 0) this.queue({ changed });
    }, settled);
  }

  /** Whether a path is a file that says something else than when it was read, or a folder. */
  private differs(path: string): boolean {
    if (isFolder(path)) return this.entered.has(dirname(path));
    let text: string | undefined;
    if (/\.jsonc?$/i.test(path)) {
      try {
        text = readFileSync(path, "utf8");
      } catch {
        // It is gone.
      }
    }
    return text !== this.project.textOf(path);
  }

  private pressed(key: string): void {
    if (key === "q" || key === "\u0003") this.end(this.exitCode);
    else if (key === "a") this.queue("all");
    else if (key === "f") this.queue("failed");
    else if (key === "\r" || key === "\n") this.queue("again");
  }

  private get exitCode(): number {
    if (this.stuck) return 2;
    return [...this.kept.values()].some(({ told }) => isBad(told)) ? 1 : 0;
  }

  private async step(reason: Reason): Promise<void> {
    if (reason === "all") this.forgetAll();
    const changed = typeof reason === "object" ? reason.changed : new Set<string>();
    const known = [...changed].filter((path) => this.project.textOf(path) !== undefined);
    for (const path of changed) this.strangers.delete(path);
    this.project.forget(changed);
    const chosen = await this.choose();
    if (!chosen) return;
    this.started = true;
    const due = chosen.flatMap((file) => this.dueIn(file, reason, changed));
    const ours = new Set([...known, ...[...changed].filter((path) => this.project.textOf(path) !== undefined)]);
    if (typeof reason === "object" && ours.size === 0 && due.length === 0) return;
    this.tell(reason, ours, chosen, due);
  }

  /** Undefined where there is nothing to choose from, which is said; at first that ends it. */
  private async choose(): Promise<Chosen[] | undefined> {
    try {
      const files = this.find();
      const own = files.filter(({ path }) => !this.strangers.has(path));
      const chosen = await select(this.project, own, this.asked.wanted);
      for (const { path } of own) if (this.project.textOf(path) === undefined) this.strangers.add(path);
      this.folders.watch(new Set([...this.entered, ...this.beyond()]));
      this.stuck = false;
      return chosen;
    } catch (error) {
      if (!(error instanceof Usage) || !this.started) throw error;
      this.stuck = true;
      this.io.err(`flowproof test: ${error.message}\n`);
      return undefined;
    }
  }

  /** The files there are, in folders that were watched before anybody looked into them: what comes later is told of. */
  private find(): Found[] {
    for (;;) {
      const entered = new Set<string>();
      const files = findFiles(this.asked.paths, this.io.cwd, (folder) => void entered.add(folder));
      this.entered = entered;
      if (!this.folders.watch(new Set([...entered, ...this.beyond()]))) return files;
    }
  }

  /** Folders of files that tests name, and of those that are missing; above this one only of those that are there. */
  private *beyond(): Iterable<string> {
    for (const path of this.project.files()) {
      const folder = dirname(path);
      if (this.project.textOf(path) !== undefined || `${folder}${sep}`.startsWith(`${this.io.cwd}${sep}`)) yield folder;
    }
  }

  private dueIn(file: Chosen, reason: Reason, changed: ReadonlySet<string>): Chosen[] {
    const cases = file.cases.filter((each) => this.isDue(file, each, reason, changed));
    return cases.length === 0 ? [] : [{ ...file, cases }];
  }

  private isDue(file: Chosen, { one, id }: ChosenCase, reason: Reason, changed: ReadonlySet<string>): boolean {
    const kept = this.kept.get(id);
    if (!kept) return true;
    if (reason === "failed") return isBad(kept.told);
    if (reason === "again") return this.last.has(id);
    if (one.expect?.snapshot && changed.has(snapshotFileOf(file.path))) return true;
    // One that failed names places in its file.
    return affected(kept.ran, givenOf(file, one)) || (isBad(kept.told) && changed.has(file.path));
  }

  private tell(reason: Reason, ours: ReadonlySet<string>, chosen: readonly Chosen[], due: readonly Chosen[]): void {
    const paint = painter(this.io.colours);
    const told = this.play(chosen, due);
    if (this.io.terminal) this.io.out(clear);
    const why = this.reasonIn(reason, ours, told.length, sizeOf(chosen));
    if (why !== undefined) this.io.out(`${paint.bold(why)}\n\n`);
    if (told.length > 0) {
      const shown = this.asked.reports.find(({ file }) => file === undefined)?.reporter ?? pretty;
      output({ cases: told }, [{ reporter: shown }], this.io, { covered: false });
    }
    const all = this.ordered(chosen);
    if (told.length < all.length) this.io.out(`in all ${totals({ cases: all }, paint)}\n`);
    const files = this.asked.reports.filter(({ file }) => file !== undefined);
    output({ cases: all }, files, this.io, { covered: false });
    const keys = this.io.keys ? "; a runs all, f what failed, Enter the same again, q quits" : "";
    this.io.out(paint.dim(`\nwaiting for changes${keys}\n`));
  }

  /** Runs what is due, and brings what is kept up to date. */
  private play(chosen: readonly Chosen[], due: readonly Chosen[]): readonly ReportedCase[] {
    const { reports, accept } = this.asked;
    const snapshots = new SnapshotWriter(accept);
    const read = new Map<string, Ran>();
    const note = ({ chosen: file, one, result }: Played): void => {
      read.set(result.id, ran(givenOf(file, one), result));
    };
    const told = play(due, { walks: walksFor(reports), watchers: [note, snapshots.note], accept });
    snapshots.finish(due, this.project, this.io);
    // What was written just now is no change.
    this.project.forget(due.map(({ path }) => snapshotFileOf(path)));
    const now = new Map(told.map((one) => [one.id, { told: one, ran: read.get(one.id)! }]));
    const kept = new Map<string, Kept>();
    for (const { cases } of chosen)
      for (const { id } of cases) {
        const found = now.get(id) ?? this.kept.get(id);
        if (found) kept.set(id, found);
      }
    this.kept = kept;
    this.last = new Set(now.keys());
    return told;
  }

  /** What came of all cases, at the places where they stand now. */
  private ordered(chosen: readonly Chosen[]): readonly ReportedCase[] {
    return chosen.flatMap(({ document, cases }) => {
      const at = positionsIn(document);
      return cases.flatMap(({ id, one, position }) => {
        const kept = this.kept.get(id);
        return kept ? [{ ...kept.told, ...at(one.place), position, tags: one.tags }] : [];
      });
    });
  }

  private reasonIn(reason: Reason, ours: ReadonlySet<string>, due: number, all: number): string | undefined {
    if (reason === "start") return undefined;
    if (reason === "all") return `All ${count(all, "case")}`;
    if (reason === "failed") return due === 0 ? "Nothing has failed" : `What failed: ${due} of ${count(all, "case")}`;
    if (reason === "again") return `Again: ${due} of ${count(all, "case")}`;
    // Where none of the files was known a whole folder came or went.
    const [first, ...others] = [...(ours.size > 0 ? ours : reason.changed)].map((path) => this.project.nameOf(path));
    const what = others.length === 0 ? first : `${first} and ${count(others.length, "other file")}`;
    return `${what} changed: ${due === 0 ? "no case is affected" : `it can affect ${due} of ${count(all, "case")}`}`;
  }

  private forgetAll(): void {
    this.project = new Project(this.io);
    this.kept.clear();
    this.strangers.clear();
  }

  private unwatched(folder: string, { message }: Error): void {
    if (this.warned) return;
    this.warned = true;
    const name = this.project.nameOf(folder);
    this.io.err(`flowproof test: changes in ${name} and perhaps other folders are not noticed: ${message}\n`);
  }
}

const clear = "\u001b[2J\u001b[H";

function givenOf({ context }: Chosen, testCase: Given["testCase"]): Given {
  const { flow, skills, why } = context;
  return { testCase, flow, skills, why };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
