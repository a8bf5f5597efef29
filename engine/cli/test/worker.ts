import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { caseIds } from "../../flowtest/run.ts";
import type { ReportedCase } from "../../report/test/report.ts";
import { Usage } from "../command.ts";
import { processIo } from "../io.ts";
import { Project } from "../project.ts";
import { type PlayOptions, play } from "./play.ts";
import type { Chosen } from "./select.ts";

/** What a thread is started with. */
export interface Work {
  readonly flowproof: "runs cases";
  readonly cwd: string;
}

/** The cases that a thread is to run. */
export interface Errand extends Pick<PlayOptions, "walks" | "bail"> {
  readonly files: readonly {
    readonly path: string;
    readonly cases: readonly { readonly id: string; readonly index: number; readonly position: number }[];
  }[];
}

/** What came of them, or why it could not be done. */
export type Reply = { readonly cases: readonly ReportedCase[] } | { readonly why: string };

/** In a thread that `Crew` has started: runs what it is told to, until it is dismissed. Anywhere else: nothing. */
export function workInThread(): void {
  if (isMainThread || (workerData as Work | null)?.flowproof !== "runs cases") return;
  const project = new Project({ ...processIo(), cwd: (workerData as Work).cwd });
  parentPort!.on("message", (errand: Errand) => void run(project, errand).then(reply));
}

async function run(project: Project, { files, walks, bail }: Errand): Promise<Reply> {
  try {
    const chosen: Chosen[] = [];
    for (const { path, cases } of files) chosen.push(await open(project, path, cases));
    return { cases: play(chosen, { walks, bail }) };
  } catch (error) {
    if (error instanceof Usage) return { why: error.message };
    throw error;
  }
}

async function open(project: Project, path: string, cases: Errand["files"][number]["cases"]): Promise<Chosen> {
  const document = await project.open(path);
  const file = project.nameOf(path);
  const written = document.tests?.cases ?? [];
  const ids = caseIds(file, written);
  return {
    path,
    file,
    document,
    context: project.contextToRun(path, document),
    cases: cases.map(({ id, index, position }) => {
      const one = written[index];
      if (!one || ids[index] !== id) throw new Usage(`${file} was changed while its cases ran`);
      return { one, id, index, position };
    }),
  };
}

function reply(answer: Reply): void {
  try {
    parentPort!.postMessage(answer);
  } catch {
    // A value nested too deep to be sent; its case is told without its walk.
    if ("cases" in answer) parentPort!.postMessage({ cases: answer.cases.map(sendable) });
  }
}

function sendable(one: ReportedCase): ReportedCase {
  try {
    return structuredClone(one);
  } catch {
    return { ...one, walk: undefined };
  }
}
