import type { Flow } from "../flow/flow.ts";
import type { Document, WorkspaceSettings } from "../formats/format.ts";
import type { Skill } from "../simulate/state.ts";
import { matchesGlob } from "../text/glob.ts";
import { nearest } from "../text/nearest.ts";
import type { FlowTest } from "./model.ts";
import type { Snapshots } from "./snapshot.ts";

/** What the cases of a document are walked with. */
export interface TestContext {
  /** The flow the cases walk; undefined when it could not be read. */
  readonly flow?: Flow;
  readonly skills?: readonly Skill[];
  /** Why a file that the test names could not be used, by the name as written. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** The name that such a file was probably meant to have. */
  readonly meant?: ReadonlyMap<string, string>;
  /** The traces that are kept beside the document. */
  readonly snapshots?: Snapshots;
  /** The first of these reasons: what a case without its flow says, rather than just that there is none. */
  readonly why?: string;
}

/** A file that a test names, as whoever can read files found it. */
export type Named =
  | { readonly document: Document }
  /** It could not be read; `beside` are the names of files that could have been meant. */
  | { readonly why: string; readonly beside?: readonly string[] };

/** The flow that is written into a file of tests for all its cases. */
export function inlineFlow(tests: FlowTest | undefined): Flow | undefined {
  return tests?.flow && "inline" in tests.flow ? tests.flow.inline : undefined;
}

/** The files a document's tests need, as written: relative to the document. */
export function filesNamedBy({ tests }: Document): string[] {
  const names = new Set<string>();
  if (tests?.flow && "file" in tests.flow) names.add(tests.flow.file);
  if (tests?.skills && "file" in tests.skills) names.add(tests.skills.file);
  return [...names];
}

/**
 * The flow and the skills that a document's tests walk with, and why a named file is of no use, in words for the user.
 * `fallback` is the flow that the workspace gives to tests which name none.
 */
export function testContext(document: Document, named: ReadonlyMap<string, Named>, fallback?: Flow): TestContext {
  const { tests } = document;
  const unreadable = new Map<string, string>();
  const meant = new Map<string, string>();
  const open = (file: string, what: string, holds: (d: Document) => boolean): Document | undefined => {
    const found = named.get(file);
    if (!found) return undefined;
    if ("document" in found) {
      if (holds(found.document)) return found.document;
      const { format } = found.document;
      unreadable.set(
        file,
        `"${file}" holds no ${what}; it is ${format ? `a ${format.title}` : "no file that Flowproof knows"}`,
      );
      return undefined;
    }
    const name = file.slice(file.lastIndexOf("/") + 1);
    const near = nearest(name, found.beside ?? []);
    const right = near && file.slice(0, file.length - name.length) + near;
    if (right) meant.set(file, right);
    unreadable.set(file, `Could not read "${file}": ${found.why}${right ? `; did you mean "${right}"?` : ""}`);
    return undefined;
  };

  let flow: Flow | undefined;
  if (!tests?.flow) flow = fallback;
  else if ("inline" in tests.flow) flow = tests.flow.inline;
  else flow = open(tests.flow.file, "flow", (d) => d.flow !== undefined)?.flow;

  const catalogue = tests?.skills;
  let skills = document.skills;
  if (catalogue && "inline" in catalogue) skills = catalogue.inline;
  else if (catalogue) skills = open(catalogue.file, "skills", (d) => d.skills !== undefined)?.skills;
  const [why] = unreadable.values();
  return { flow, skills, unreadable, meant, why };
}

/**
 * The flow that a workspace gives to a test file which names none, relative to the workspace file: the first entry of
 * `tests` whose pattern matches. `path` is the test file's, relative to the workspace file too.
 */
export function flowFor(settings: WorkspaceSettings, path: string): string | undefined {
  return settings.tests.find(({ files }) => matchesGlob(path, files))?.flow;
}
