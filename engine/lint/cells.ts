import type { Row } from "../flowtest/model.ts";
import { columnOf, filled } from "../formats/flowtest/filled.ts";
import type { Document } from "../formats/format.ts";
import { checkDocument } from "../schema/check.ts";
import type { SchemaProblem } from "../schema/model.ts";
import type { Path } from "../text/json.ts";
import { type Json, own, ownAt } from "../text/value.ts";

/** A problem of a value that stands in a row, and where it stands there. */
type CellProblem = Pick<SchemaProblem, "rule" | "severity" | "message" | "suggestion" | "path" | "part">;

/**
 * What the rows of tables put where the schema wants something else: each is looked at as the case that it makes. A cell
 * that is null leaves out what it stands for (Flowproof's choice).
 */
export function* cellProblems({ value, path, tests }: Document): Iterable<CellProblem> {
  for (const table of tests?.tables ?? []) {
    const written = ownAt(value, table.path);
    if (table.path.length !== path.length + 2) continue; // a case that is begun without a list of cases
    for (const row of table.rows)
      for (const problem of problemsOf(written as Json, row))
        yield { ...problem, path: [...row.path, ...problem.path] };
  }
}

/** Worked out once for a row and its case: an edit leaves most of them as they were. */
const known = new WeakMap<object, WeakMap<object, readonly CellProblem[]>>();

/** The problems of one row's cells, their paths counted from the row. */
function problemsOf(written: Json, row: Row): readonly CellProblem[] {
  const rows = known.get(written) ?? new WeakMap<object, readonly CellProblem[]>();
  known.set(written, rows);
  let found = rows.get(row.values);
  if (!found) {
    const { each: _, ...said } = written;
    found = checkDocument("flowtest", { cases: [filled(said, row)] }).flatMap((problem) => {
      const cell = cellAt(problem.path.slice(2), written, row);
      // What a column is called is no matter, what a value in it calls its members is.
      if (!cell || (cell.length === 1 && problem.part) || ownAt(row.values, cell) === null) return [];
      return [{ ...problem, path: cell }];
    });
    rows.set(row.values, found);
  }
  return found;
}

/** Where in a row a value comes from that stands at a path of the case it makes; undefined where the case has it itself. */
function cellAt(path: Path, written: Json, { values }: Row): Path | undefined {
  let at: unknown = written;
  for (let i = 0; i <= path.length; i++) {
    const column = columnOf(at, values);
    if (column !== undefined) return [column, ...path.slice(i)];
    at = own(at, String(path[i]));
  }
  return undefined;
}
