import type { FlowTest } from "../flowtest/model.ts";
import { remember } from "../text/remember.ts";

/** The columns of all tables of a file. */
const columnsOf = remember((tests: FlowTest): ReadonlySet<string> => {
  const columns = new Set<string>();
  for (const { rows } of tests.tables ?? [])
    for (const { values } of rows) for (const column of Object.keys(values)) columns.add(column);
  return columns;
});

/** Whether there is a placeholder in a text that a row of some table of the file fills in. */
export function isTemplate(text: string, tests: FlowTest): boolean {
  const names = text.match(/\{[^{}]+\}/g);
  return names?.some((name) => columnsOf(tests).has(name.slice(1, -1))) ?? false;
}
