import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { flowtest } from "../formats/flowtest/index.ts";
import { callsSkills, catalogueBeside } from "../formats/flowyte/index.ts";
import type { Document } from "../formats/format.ts";
import type { Found } from "./files.ts";
import type { Project } from "./project.ts";

type Skills = NonNullable<Document["skills"]>;

/**
 * Which skills playbooks can call; see `catalogueBeside` for which file says so. The flow tests that are looked at for a
 * playbook are those among the files of the run and those beside it, as their names tell.
 */
export class Catalogues {
  private readonly project: Project;
  private readonly tests: readonly string[];
  /** The flow tests that have been looked at. */
  private readonly known = new Set<string>();
  /** The catalogues that they name, by the flow they walk. */
  private readonly named = new Map<string, Set<string>>();
  private readonly folders = new Map<string, readonly string[]>();

  /** `files` are those of the run. */
  constructor(project: Project, files: readonly Found[]) {
    this.project = project;
    this.tests = files.map(({ path }) => path).filter(isTestName);
  }

  /** Nothing is looked for where no skill is called. */
  skillsFor(path: string, document: Document): Skills | undefined {
    if (path === "-" || !callsSkills(document.flow)) return undefined;
    const folder = dirname(path);
    const beside = this.filesIn(folder);
    for (const test of [...this.tests, ...beside.filter(isTestName).map((name) => join(folder, name))])
      if (!this.known.has(test)) this.note(test);
    const named = [...(this.named.get(path) ?? [])].flatMap((file) => this.project.find(file)?.skills ?? []);
    // Tests that name different ones name parts of what the agent can do.
    return named.length > 0 ? named : this.project.find(join(folder, catalogueBeside(basename(path), beside)))?.skills;
  }

  /** The file that `skillsFor` would read first; undefined where it finds none. */
  fileFor(path: string, document: Document): string | undefined {
    if (this.skillsFor(path, document) === undefined) return undefined;
    const [named] = this.named.get(path) ?? [];
    return named ?? join(dirname(path), catalogueBeside(basename(path), this.filesIn(dirname(path))));
  }

  private note(test: string): void {
    this.known.add(test);
    const document = this.project.find(test);
    const flow = document && this.project.flowOf(test, document);
    const skills = document?.tests?.skills;
    if (flow === undefined || !skills || !("file" in skills)) return;
    const catalogues = this.named.get(flow) ?? new Set();
    this.named.set(flow, catalogues.add(resolve(dirname(test), skills.file)));
  }

  private filesIn(folder: string): readonly string[] {
    let names = this.folders.get(folder);
    if (!names) {
      try {
        names = readdirSync(folder).sort();
      } catch {
        names = []; // a folder we may not read holds nothing for us
      }
      this.folders.set(folder, names);
    }
    return names;
  }
}

function isTestName(path: string): boolean {
  return (flowtest.names ?? []).some((ending) => path.endsWith(ending));
}
