import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { filesNamedBy, flowFor, type Named, type TestContext, testContext } from "../flowtest/context.ts";
import type { Snapshots } from "../flowtest/snapshot.ts";
import { keepsTraces, snapshotFileOf, snapshotsIn, unreadableSnapshots } from "../flowtest/snapshotFile.ts";
import type { Document, WorkspaceSettings } from "../formats/format.ts";
import { read } from "../formats/index.ts";
import { type FileSeverities, severitiesFor } from "../lint/severities.ts";
import { Lines } from "../text/lines.ts";
import { Usage } from "./command.ts";
import type { Io } from "./io.ts";

/** The files of one run, each read and parsed at most once. */
export class Project {
  private readonly documents = new Map<string, Document | Error>();
  private readonly snapshots = new Map<string, Snapshots>();
  /** Files of which it was said that they cannot be read. */
  private readonly told = new Set<string>();
  private readonly io: Io;

  constructor(io: Io) {
    this.io = io;
  }

  /** How people are told about a file: relative to where they are, with `/`. */
  nameOf(path: string): string {
    if (path === "-") return "<stdin>";
    const name = relative(this.io.cwd, path);
    return (name === "" ? basename(path) : name).split(sep).join("/");
  }

  /** Throws Usage when the file cannot be read. */
  async open(path: string): Promise<Document> {
    if (path === "-" && !this.documents.has(path)) this.documents.set(path, read(await this.io.stdin(), "<stdin>"));
    const found = this.peek(path);
    if (found instanceof Error) throw new Usage(`could not read ${this.nameOf(path)}: ${reason(found)}`);
    return found;
  }

  /**
   * Like `open`, but a file that was merely found, not asked for, may be unreadable without stopping the others, and is
   * not kept when it is none of ours: a repository may hold any number of those.
   */
  async tryOpen(path: string, asked: boolean): Promise<Document | undefined> {
    try {
      const document = await this.open(path);
      if (!asked && !document.format) this.documents.delete(path);
      return document;
    } catch (error) {
      if (asked || !(error instanceof Usage)) throw error;
      if (!this.told.has(path)) this.io.err(`flowproof: ${error.message}\n`);
      this.told.add(path);
      return undefined;
    }
  }

  /** A file has been written: what is read of it from now on. */
  replace(path: string, text: string): Document {
    const document = read(text, path);
    this.documents.set(path, document);
    return document;
  }

  /** What was read of a file, as far as it is one of ours; undefined for any other, and for one that is not there. */
  textOf(path: string): string | undefined {
    const found = this.documents.get(path);
    return found instanceof Error ? undefined : found?.text;
  }

  /** All that were looked for, whether they are there or not. */
  files(): Iterable<string> {
    return this.documents.keys();
  }

  /** Files may have changed: they are read anew when somebody asks for them. */
  forget(paths: Iterable<string>): void {
    for (const path of paths) {
      this.documents.delete(path);
      this.snapshots.delete(path);
      this.told.delete(path);
    }
  }

  /** What the tests of a document walk with. */
  contextOf(path: string, document: Document): TestContext {
    const folder = path === "-" ? this.io.cwd : dirname(path);
    const named = new Map<string, Named>();
    for (const file of filesNamedBy(document)) {
      const found = this.peek(resolve(folder, file));
      named.set(
        file,
        found instanceof Error
          ? { why: reason(found), beside: besides(dirname(resolve(folder, file))) }
          : { document: found },
      );
    }
    const given = document.tests && !document.tests.flow ? this.flowOf(path, document) : undefined;
    const context = testContext(document, named, given === undefined ? undefined : this.find(given)?.flow);
    return path !== "-" && keepsTraces(document) ? { ...context, snapshots: this.snapshotsBeside(path) } : context;
  }

  /**
   * Like `contextOf`, for a run, whose verdicts are about all that is written: without a flow, and why, where a file that
   * the tests need is no JSON, so that only some of it may have been understood.
   */
  contextToRun(path: string, document: Document): TestContext {
    const context = this.contextOf(path, document);
    const flow = this.flowOf(path, document);
    const needed = filesNamedBy(document).map((file) => resolve(path === "-" ? this.io.cwd : dirname(path), file));
    for (const file of flow === undefined ? needed : [flow, ...needed]) {
      const found = this.find(file);
      const why = found && this.brokenIn(file, found);
      if (why !== undefined) return { ...context, flow: undefined, why };
    }
    return context;
  }

  /** Where and why a document is no JSON; undefined where it is. */
  brokenIn(path: string, { text, problems }: Document): string | undefined {
    const mistake = problems.find(({ severity }) => severity === "error");
    if (!mistake) return undefined;
    const { line, column } = new Lines(text).position(mistake.span.start);
    return `${this.nameOf(path)}:${line}:${column} is no JSON: ${mistake.message}`;
  }

  /** The traces that are kept beside a file of tests. */
  snapshotsBeside(path: string): Snapshots {
    const file = snapshotFileOf(path);
    let kept = this.snapshots.get(file);
    if (!kept) {
      const found = this.peek(file);
      if (!(found instanceof Error)) kept = snapshotsIn(found.text);
      else kept = (found as NodeJS.ErrnoException).code === "ENOENT" ? snapshotsIn("") : unreadableSnapshots();
      this.snapshots.set(file, kept);
    }
    return kept;
  }

  /** A file that may be there, and may be readable. */
  find(path: string): Document | undefined {
    const found = this.peek(path);
    return found instanceof Error ? undefined : found;
  }

  /** The path of the flow that a document's tests walk, where it is a file of its own. */
  flowOf(path: string, { tests }: Document): string | undefined {
    if (tests?.flow) return "file" in tests.flow ? resolve(dirname(path), tests.flow.file) : undefined;
    const near = tests && this.settingsFor(path);
    const flow = near && flowFor(near.settings, below(near.folder, path));
    return flow === undefined ? undefined : resolve(near!.folder, flow);
  }

  /** The settings of the nearest flowproof.json above a file. */
  settingsFor(path: string): { readonly settings: WorkspaceSettings; readonly folder: string } | undefined {
    for (let folder = path === "-" ? this.io.cwd : dirname(path); ; folder = dirname(folder)) {
      const found = this.peek(join(folder, "flowproof.json"));
      if (!(found instanceof Error) && found.settings) return { settings: found.settings, folder };
      if (dirname(folder) === folder) return undefined;
    }
  }

  /** How serious problems are in a file. */
  severitiesOf(path: string): FileSeverities {
    const near = this.settingsFor(path);
    return severitiesFor(near ? [{ ...near.settings, path: below(near.folder, path) }] : []);
  }

  private peek(path: string): Document | Error {
    let found = this.documents.get(path);
    if (!found) {
      try {
        found = read(readFileSync(path, "utf8"), path);
      } catch (error) {
        found = error as Error;
      }
      this.documents.set(path, found);
    }
    return found;
  }
}

/** A path from a folder, with `/`. */
function below(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}

function besides(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** An error of the file system in words. */
function reason(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    ENOENT: "there is no such file",
    EACCES: "permission denied",
    EISDIR: "it is a folder",
    ENOTDIR: "part of the path is a file, not a folder",
    ERR_STRING_TOO_LONG: "it is larger than a text can be here, 512 MB",
  };
  return words[code ?? ""] ?? error.message;
}
