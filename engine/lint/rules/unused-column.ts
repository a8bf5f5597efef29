import type { TestRule } from "../rule.ts";

/**
 * ## What it finds
 * A column of a table that the case uses nowhere, while it uses others. One that begins with an underscore is a note to
 * people.
 * ## Why it matters
 * The rows differ in something that makes no difference: usually a placeholder is misspelt, or was forgotten.
 * ## Example
 * `"turns": ["on {day}"], "each": [{ "day": "Friday", "people": 4 }]`
 * ## Instead
 * `"turns": ["on {day} for {people}"], "each": [{ "day": "Friday", "people": 4 }]`
 */
export const unusedColumn: TestRule = {
  id: "unused-column",
  severity: "hint",
  fixable: true,
  checkTests({ tables = [] }, report) {
    for (const { rows, placeholders } of tables) {
      const columns = new Set(rows.flatMap(({ values }) => Object.keys(values)));
      const used = [...columns].filter((name) => placeholders.has(name));
      if (used.length === 0) continue; // rows that only tell how often
      for (const column of columns) {
        if (placeholders.has(column) || column.startsWith("_")) continue;
        const having = rows.filter(({ values }) => Object.hasOwn(values, column));
        report({ path: [...having[0]!.path, column], part: "key" }, `No text of this case has {${column}} in it`, {
          fixes: [
            {
              title: `Remove "${column}" from all rows`,
              changes: having.map(({ path }) => ({ do: "remove", path: [...path, column] })),
            },
          ],
        });
      }
    }
  },
};
