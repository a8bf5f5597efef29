import { positionsIn } from "../../report/test/report.ts";
import { findFiles } from "../files.ts";
import type { Io } from "../io.ts";
import { Project } from "../project.ts";
import type { Asked } from "./asked.ts";
import { select } from "./select.ts";
import { share } from "./share.ts";

/** Prints the cases that would run, a line each, place first; runs none of them. Throws Usage when there are none. */
export async function listCases({ paths, wanted, part }: Asked, io: Io): Promise<number> {
  const all = await select(new Project(io), findFiles(paths, io.cwd), wanted);
  for (const { file, document, cases } of part ? share(all, part) : all) {
    const at = positionsIn(document);
    for (const { one } of cases) {
      const { line, column } = at(one.place);
      const tags = one.tags.length > 0 ? `  [${one.tags.join(", ")}]` : "";
      io.out(`${file}:${line}:${column}  ${one.name}${tags}\n`);
    }
  }
  return 0;
}
