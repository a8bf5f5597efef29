// How values are written in messages, traces and diffs: as JSON, which is how the user wrote them.

/** A value on one line, cut where it grows too long to read. */
export function shown(value: unknown, longest = 80): string {
  const writer = new Writer("", longest);
  writer.write(value, 0);
  return writer.text.length > longest ? `${writer.text.slice(0, longest - 1)}…` : writer.text;
}

/** A value over as many lines as it has members, for a diff. */
export function spread(value: unknown): string {
  const writer = new Writer("  ", Number.POSITIVE_INFINITY);
  writer.write(value, 0);
  return writer.text;
}

/** A path into a value, as one would write it in a program: `.order.items[0]`. */
export function shownPath(path: readonly (string | number)[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : plainName.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`))
    .join("");
}
const plainName = /^[A-Za-z_$][\w$]*$/;

const deepest = 64;

/** Writes JSON, maps as objects; stops when there is more than anybody wants, and says so where nesting is too deep. */
class Writer {
  text = "";
  private readonly indent: string;
  private readonly longest: number;

  constructor(indent: string, longest: number) {
    this.indent = indent;
    this.longest = longest;
  }

  write(value: unknown, depth: number): void {
    if (typeof value === "string") {
      this.text += JSON.stringify(value.length > this.longest ? value.slice(0, this.longest) : value);
    } else if (Array.isArray(value)) {
      this.list("[", "]", value, depth, (item) => this.write(item, depth + 1));
    } else if (typeof value === "object" && value !== null) {
      const members = value instanceof Map ? [...value] : Object.entries(value);
      this.list("{", "}", members, depth, ([key, member]) => {
        this.text += `${JSON.stringify(key)}:${this.indent === "" ? "" : " "}`;
        this.write(member, depth + 1);
      });
    } else this.text += value === undefined ? "nothing" : String(value);
  }

  private list<T>(open: string, close: string, items: readonly T[], depth: number, each: (item: T) => void): void {
    if (items.length === 0 || depth > deepest) {
      this.text += items.length === 0 ? open + close : `${open}…${close}`;
      return;
    }
    const line = this.indent === "" ? "" : `\n${this.indent.repeat(depth)}`;
    this.text += open;
    for (const [i, item] of items.entries()) {
      if (this.text.length > this.longest) return;
      this.text += `${i === 0 ? "" : ","}${line}${this.indent}`;
      each(item);
    }
    this.text += line + close;
  }
}
