/**
 * Whether a path matches a pattern: `*` is any run of characters within a folder's name, `?` one of them, `**` any
 * number of folders. Paths and patterns are separated by `/`. Works without regular expressions, because patterns come
 * from users: time is at most path times pattern.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  const parts = pattern.split("/").filter((part) => part !== "" && part !== ".");
  return matches(names, parts, "**", matchesName);
}

function matchesName(name: string, part: string): boolean {
  return matches([...name], [...part], "*", (character, wanted) => wanted === "?" || character === wanted);
}

/** One wildcard, `many`, stands for any run of items; the last one met is the only one worth going back to. */
function matches(
  items: string[],
  pattern: string[],
  many: string,
  one: (item: string, wanted: string) => boolean,
): boolean {
  let item = 0;
  let at = 0;
  let star = -1;
  let from = 0;
  while (item < items.length) {
    const wanted = pattern[at];
    if (wanted === many) {
      star = at++;
      from = item;
    } else if (wanted !== undefined && one(items[item]!, wanted)) {
      item++;
      at++;
    } else if (star >= 0) {
      at = star + 1;
      item = ++from;
    } else return false;
  }
  while (pattern[at] === many) at++;
  return at === pattern.length;
}
