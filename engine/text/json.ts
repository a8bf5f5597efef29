// What lives here: JSON text and nothing above it. A tree of positions over the text, the way back from a path to
// a place, lines and columns, and the nearest word. Nothing here knows what a flow is.
//
// The tree is four flat arrays in reading order rather than an object per token, because building an object per
// token alone costs ten times what reading the text costs. Values are decoded only when somebody asks.

/** A stretch of text: offsets in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where something stands in a document's value: keys and indexes from the root. */
export type Path = readonly (string | number)[];

/** What an element of the tree is. `missing` stands where a value was expected and none is written. */
export const Kind = {
  missing: 0,
  object: 1,
  array: 2,
  string: 3,
  number: 4,
  true: 5,
  false: 6,
  null: 7,
  key: 8,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** A mistake in the text itself. `lenient` ones (comments, a trailing comma) are fine in JSON with comments. */
export interface SyntaxError extends Span {
  readonly message: string;
  readonly lenient: boolean;
}

/** An element's number in the tree; the root is 0, `none` means there is no such element. */
export type Element = number;
export const none = -1;

const MAX_ERRORS = 100;

/**
 * The positions of a JSON text, whatever its state: half-written, with comments, nested a hundred thousand deep.
 * Elements are numbered in reading order; a member's key stands directly before its value.
 */
export class JsonTree {
  readonly text: string;
  /** How many elements there are; the arrays may be longer. */
  readonly size: number;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The element after this one and everything inside it. */
  readonly next: Int32Array;
  readonly errors: readonly SyntaxError[];

  constructor(from: Pick<JsonTree, "text" | "size" | "kinds" | "starts" | "ends" | "next" | "errors">) {
    this.text = from.text;
    this.size = from.size;
    this.kinds = from.kinds;
    this.starts = from.starts;
    this.ends = from.ends;
    this.next = from.next;
    this.errors = from.errors;
  }

  kind(element: Element): Kind {
    return (this.kinds[element] ?? Kind.missing) as Kind;
  }

  span(element: Element): Span {
    return { start: this.starts[element]!, end: this.ends[element]! };
  }

  /** Calls `visit` for each key and its value, in reading order. */
  members(object: Element, visit: (key: Element, value: Element) => void): void {
    if (this.kind(object) !== Kind.object) return;
    const end = this.next[object]!;
    for (let key = object + 1; key < end; key = this.next[key + 1]!) visit(key, key + 1);
  }

  /** The items of a list, in order; empty for anything else. */
  items(array: Element): Element[] {
    const found: Element[] = [];
    if (this.kind(array) !== Kind.array) return found;
    const end = this.next[array]!;
    for (let item = array + 1; item < end; item = this.next[item]!) found.push(item);
    return found;
  }

  /** The value of a member, `none` if there is none. Of two members with one name the last counts, as in JSON.parse. */
  get(object: Element, name: string): Element {
    let found = none;
    this.members(object, (key, value) => {
      if (this.keyIs(key, name)) found = value;
    });
    return found;
  }

  /** The decoded text of a string or key; of a key without quotes, the key as it stands. */
  string(element: Element): string {
    const start = this.starts[element]! + 1;
    let end = this.ends[element]!;
    if (this.text.charCodeAt(start - 1) !== 34) return this.text.slice(start - 1, end);
    if (end > start && this.text.charCodeAt(end - 1) === 34 && !endsInEscape(this.text, start, end - 1)) end--;
    const raw = this.text.slice(start, end);
    return raw.includes("\\") ? unescaped(raw) : raw;
  }

  /** The value an element stands for, as JSON.parse would give it; a missing value is `undefined`. */
  value(root: Element): unknown {
    // Iterative: nesting is the user's, the stack is ours.
    const { kinds, next } = this;
    type Open = { into: unknown[] | Record<string, unknown>; key: string; end: number };
    const open: Open[] = [];
    let result: unknown;
    const put = (value: unknown): void => {
      const top = open[open.length - 1];
      if (!top) result = value;
      else if (Array.isArray(top.into)) top.into.push(value);
      else if (value !== undefined) define(top.into, top.key, value);
    };
    for (let i = root; i < next[root]!; i++) {
      while (open.length > 0 && i >= open[open.length - 1]!.end) open.pop();
      switch (kinds[i]) {
        case Kind.key:
          if (open.length === 0) result = this.string(i);
          else open[open.length - 1]!.key = this.string(i);
          break;
        case Kind.object: {
          const into = {};
          put(into);
          open.push({ into, key: "", end: next[i]! });
          break;
        }
        case Kind.array: {
          const into: unknown[] = [];
          put(into);
          open.push({ into, key: "", end: next[i]! });
          break;
        }
        case Kind.string:
          put(this.string(i));
          break;
        case Kind.number:
          put(Number(this.text.slice(this.starts[i]!, this.ends[i]!)));
          break;
        case Kind.true:
          put(true);
          break;
        case Kind.false:
          put(false);
          break;
        case Kind.null:
          put(null);
          break;
        default:
          put(undefined);
      }
    }
    return result;
  }

  /** The element a path leads to; where the path breaks off, the last element that is there. */
  locate(path: Path): { element: Element; key: Element; complete: boolean } {
    let element: Element = 0;
    let key: Element = none;
    for (const step of path) {
      const [k, v] = this.child(element, step);
      if (v === none) return { element, key, complete: false };
      element = v;
      key = k;
    }
    return { element, key, complete: true };
  }

  /** The innermost element at an offset, and the path to it. */
  at(offset: number): { element: Element; path: Path } {
    const path: (string | number)[] = [];
    let element: Element = 0;
    for (;;) {
      let inside: Element = none;
      if (this.kind(element) === Kind.object) {
        this.members(element, (key, value) => {
          if (inside === none && offset >= this.starts[key]! && offset <= this.ends[value]!) {
            path.push(this.string(key));
            inside = offset <= this.ends[key]! ? key : value;
          }
        });
      } else if (this.kind(element) === Kind.array) {
        const index = this.items(element).findIndex((i) => offset >= this.starts[i]! && offset <= this.ends[i]!);
        if (index >= 0) {
          path.push(index);
          inside = this.children(element).byIndex![index]!;
        }
      }
      if (inside === none) return { element, path };
      element = inside;
    }
  }

  /**
   * The tree of `text`, which differs from this one's only inside `element`: `inner` is the tree of that element's new
   * text. Costs a copy of the arrays, not a reading of the text.
   */
  splice(element: Element, inner: JsonTree, text: string): JsonTree {
    const shift = this.starts[element]!;
    const old = this.next[element]!;
    const size = this.size + inner.size - (old - element);
    const after = element + inner.size;
    const more = inner.size - (old - element);
    const longer = text.length - this.text.length;
    const kinds = new Uint8Array(size);
    const starts = new Int32Array(size);
    const ends = new Int32Array(size);
    const next = new Int32Array(size);
    for (const [into, from, own] of [
      [kinds, this.kinds, inner.kinds],
      [starts, this.starts, inner.starts],
      [ends, this.ends, inner.ends],
      [next, this.next, inner.next],
    ] as const) {
      into.set(from.subarray(0, element));
      into.set(own.subarray(0, inner.size), element);
      into.set(from.subarray(old, this.size), after);
    }
    for (let i = element; i < after; i++) {
      starts[i]! += shift;
      ends[i]! += shift;
      next[i]! += element;
    }
    for (let i = after; i < size; i++) {
      starts[i]! += longer;
      ends[i]! += longer;
      next[i]! += more;
    }
    // Of what stands before, only the containers around it reach past it.
    let around: Element = 0;
    while (around < element) {
      ends[around]! += longer;
      next[around]! += more;
      let child = around + 1;
      while (this.next[child]! <= element) child = this.next[child]!;
      around = child;
    }
    const moved = (offset: number): number => (offset >= this.ends[element]! ? offset + longer : offset);
    const errors = [
      ...this.errors
        .filter(({ start, end }) => end <= shift || start >= this.ends[element]!)
        .map((error) => ({ ...error, start: moved(error.start), end: moved(error.end) })),
      ...inner.errors.map((error) => ({ ...error, start: error.start + shift, end: error.end + shift })),
    ].sort((a, b) => a.start - b.start);
    return new JsonTree({ text, size, kinds, starts, ends, next, errors });
  }

  // Large containers are indexed once, so that locating every one of n children is linear, not quadratic.
  private readonly indexed = new Map<Element, { byIndex?: Element[]; byName?: Map<string, Element> }>();

  private children(container: Element): { byIndex?: Element[]; byName?: Map<string, Element> } {
    let index = this.indexed.get(container);
    if (index) return index;
    if (this.kind(container) === Kind.array) index = { byIndex: this.items(container) };
    else {
      const byName = new Map<string, Element>();
      this.members(container, (key) => byName.set(this.string(key), key));
      index = { byName };
    }
    this.indexed.set(container, index);
    return index;
  }

  private child(container: Element, step: string | number): [key: Element, value: Element] {
    const { byIndex, byName } = this.children(container);
    if (byIndex) return [none, typeof step === "number" ? (byIndex[step] ?? none) : none];
    const key = byName?.get(String(step));
    return key === undefined ? [none, none] : [key, key + 1];
  }

  private keyIs(key: Element, name: string): boolean {
    const start = this.starts[key]! + 1;
    const length = this.ends[key]! - start - 1;
    if (length === name.length && this.text.startsWith(name, start) && !name.includes("\\")) return true;
    return length > name.length && this.string(key) === name;
  }
}

/** Sets an own property whatever its name: `__proto__` from a file is a name like any other. */
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else object[key] = value;
}

function endsInEscape(text: string, start: number, end: number): boolean {
  let backslashes = 0;
  for (let i = end - 1; i >= start && text.charCodeAt(i) === 92; i--) backslashes++;
  return backslashes % 2 === 1;
}

function unescaped(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex: string | undefined, char: string | undefined) =>
      hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (escapes[char!] ?? char!),
    );
  }
}
const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** Reads positions from any text. Never fails: what is wrong with the text is in `errors`. */
export function parseTree(text: string): JsonTree {
  return new Scanner(text).scan();
}

/**
 * One pass, no recursion, no object per token. Strings, most of the bytes of a flow, are crossed with `indexOf`,
 * which the engine runs at memory speed, instead of character by character.
 */
class Scanner {
  private kinds: Uint8Array;
  private starts: Int32Array;
  private ends: Int32Array;
  private next: Int32Array;
  private size = 0;
  private readonly errors: SyntaxError[] = [];
  // The first backslash and line end at or after the scanner, so that each is searched for once.
  private backslash = -2;
  private newline = -2;

  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    const guess = Math.max(16, text.length >> 4);
    this.kinds = new Uint8Array(guess);
    this.starts = new Int32Array(guess);
    this.ends = new Int32Array(guess);
    this.next = new Int32Array(guess);
  }

  scan(): JsonTree {
    const { text } = this;
    const length = text.length;
    const open: number[] = [];
    let container = none; // the innermost open element
    let isObject = false;
    // What may come next: a value, a key, a colon, a comma (or the container's end).
    let expect: "value" | "key" | "colon" | "comma" | "end" = "value";
    let comma = -1; // offset of the last comma, while nothing has followed it
    let i = 0;
    if (text.charCodeAt(0) === 0xfeff) i = 1;

    for (; i < length; ) {
      const c = text.charCodeAt(i);
      if (c === 32 || c === 10 || c === 13 || c === 9) {
        i++;
        continue;
      }
      if (c === 34) {
        // "
        const end = this.stringEnd(i + 1);
        if (expect === "comma") this.fail(i, i + 1, `Expected a comma before this ${isObject ? "property" : "item"}`);
        if (expect === "colon") {
          this.fail(i, end, "Expected a colon between the property name and its value");
          expect = "value";
        } else if (expect === "comma") expect = isObject ? "key" : "value";
        comma = -1;
        if (expect === "key") {
          this.add(Kind.key, i, end);
          expect = "colon";
        } else if (expect === "value") {
          this.add(Kind.string, i, end);
          expect = container === none ? "end" : "comma";
        } else this.fail(i, end, "Expected nothing more after the end of the JSON value");
        i = end;
        continue;
      }
      if (c === 44) {
        // ,
        if (expect === "comma") {
          comma = i;
          expect = isObject ? "key" : "value";
        } else if (expect === "colon" || (expect === "value" && container !== none)) {
          this.fail(i, i + 1, "Expected a value before the comma");
          if (isObject || expect === "colon") this.missing(i);
          comma = i;
          expect = isObject ? "key" : "value";
        } else this.fail(i, i + 1, "This comma stands where none is allowed");
        i++;
        continue;
      }
      if (c === 58) {
        // :
        if (expect === "colon") expect = "value";
        else this.fail(i, i + 1, "This colon stands where none is allowed");
        i++;
        continue;
      }
      if (c === 125 || c === 93) {
        // } ]
        const closesObject = c === 125;
        if (container === none || isObject !== closesObject) {
          // A closer that does not fit: close up to the container it fits, if there is one, else pass over it.
          let fit = open.length - 1;
          while (fit >= 0 && (this.kinds[open[fit]!] === Kind.object) !== closesObject) fit--;
          if (container === none || fit < 0) {
            this.fail(i, i + 1, `This "${text[i]}" closes nothing`);
            i++;
            continue;
          }
          this.fail(i, i + 1, `Expected "${isObject ? "}" : "]"}" before this "${text[i]}"`);
          while (open.length - 1 > fit) {
            if (expect === "colon" || (expect === "value" && isObject)) this.missing(i);
            this.close(open.pop()!, i);
            container = open[open.length - 1]!;
            isObject = this.kinds[container] === Kind.object;
            expect = "comma";
          }
        }
        if (expect === "colon" || (expect === "value" && isObject)) {
          this.fail(i, i + 1, `Expected a value before this "${text[i]}"`);
          this.missing(i);
        } else if (comma >= 0) this.fail(comma, comma + 1, "A comma may not come after the last one", true);
        comma = -1;
        i++;
        this.close(open.pop()!, i);
        container = open.length > 0 ? open[open.length - 1]! : none;
        isObject = container !== none && this.kinds[container] === Kind.object;
        expect = container === none ? "end" : "comma";
        continue;
      }
      if (c === 47 && (text.charCodeAt(i + 1) === 47 || text.charCodeAt(i + 1) === 42)) {
        // a comment
        const block = text.charCodeAt(i + 1) === 42;
        let end = block ? text.indexOf("*/", i + 2) : text.indexOf("\n", i + 2);
        if (end < 0) {
          end = length;
          if (block) this.fail(i, i + 2, "This comment is never closed");
        } else if (block) end += 2;
        this.fail(i, end, "JSON has no comments", true);
        i = end;
        continue;
      }
      // A value other than a string: { [ number word, or something that is no JSON at all.
      if (expect === "key") {
        const end = c === 123 || c === 91 ? i + 1 : this.wordEnd(i);
        if (c === 123 || c === 91) {
          // Most likely the name is being typed: treat the value as belonging to a name that is not there.
          this.fail(i, end, "Expected a property name in double quotes");
          this.add(Kind.key, i, i);
          expect = "value";
          continue;
        }
        this.fail(i, end, "Expected a property name in double quotes");
        this.add(Kind.key, i, end);
        comma = -1;
        expect = "colon";
        i = end;
        continue;
      }
      if (expect === "colon") {
        this.fail(i, i + 1, "Expected a colon between the property name and its value");
        expect = "value";
      } else if (expect === "comma") {
        this.fail(i, i + 1, `Expected a comma before this ${isObject ? "property" : "item"}`);
        expect = isObject ? "key" : "value";
        if (isObject) continue;
      } else if (expect === "end") {
        this.fail(i, length, "Expected nothing more after the end of the JSON value");
        break;
      }
      comma = -1;
      if (c === 123 || c === 91) {
        container = this.add(c === 123 ? Kind.object : Kind.array, i, length);
        open.push(container);
        isObject = c === 123;
        expect = isObject ? "key" : "value";
        i++;
        // "{}" and "[]": nothing is owed. A key or value is expected, and a closer is fine too.
        continue;
      }
      const end = this.wordEnd(i);
      this.add(this.wordKind(i, end), i, end);
      i = end;
      expect = container === none ? "end" : "comma";
    }

    while (open.length > 0) {
      const element = open.pop()!;
      const object = this.kinds[element] === Kind.object;
      this.fail(
        this.starts[element]!,
        this.starts[element]! + 1,
        `This "${object ? "{" : "["}" is never closed with "${object ? "}" : "]"}"`,
      );
      if (expect === "colon" || (expect === "value" && object)) this.missing(length);
      expect = "comma";
      this.close(element, length);
    }
    if (this.size === 0) {
      this.fail(0, length, "Expected a JSON value");
      this.missing(length);
    }
    const { size, kinds, starts, ends, next, errors } = this;
    return new JsonTree({ text, size, kinds, starts, ends, next, errors });
  }

  private stringEnd(from: number): number {
    const { text } = this;
    let quote = text.indexOf('"', from);
    if (this.newline !== -1 && this.newline < from) this.newline = text.indexOf("\n", from);
    if (this.newline !== -1 && (quote < 0 || quote > this.newline)) {
      // A line end before the closing quote: the quote is missing. End the string with its line.
      let end = this.newline;
      if (text.charCodeAt(end - 1) === 13) end--;
      this.fail(from - 1, end, 'This string is never closed with "');
      return end;
    }
    if (this.backslash !== -1 && this.backslash < from) this.backslash = text.indexOf("\\", from);
    if (quote < 0) {
      this.fail(from - 1, text.length, 'This string is never closed with "');
      return text.length;
    }
    while (this.backslash !== -1 && this.backslash < quote) {
      // A backslash takes the character after it along; a quote among them is not the end.
      const taken = this.backslash + 1;
      if (taken === quote) {
        quote = text.indexOf('"', quote + 1);
        if (quote < 0 || (this.newline !== -1 && quote > this.newline)) {
          const end = this.newline === -1 ? text.length : this.newline;
          this.fail(from - 1, end, 'This string is never closed with "');
          this.backslash = text.indexOf("\\", end);
          return end;
        }
      }
      this.backslash = text.indexOf("\\", taken + 1);
    }
    return quote + 1;
  }

  /** The end of a number, of true, false or null, or of a run of text that is none of them. */
  private wordEnd(from: number): number {
    const { text } = this;
    let i = from + 1;
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i);
      // space and below, " , / : [ ] { }
      if (c <= 32 || c === 34 || c === 44 || c === 47 || c === 58 || c === 91 || c === 93 || c === 123 || c === 125)
        break;
    }
    return i;
  }

  private wordKind(start: number, end: number): Kind {
    const { text } = this;
    const c = text.charCodeAt(start);
    const length = end - start;
    if (length === 4 && c === 116 && text.startsWith("true", start)) return Kind.true;
    if (length === 5 && c === 102 && text.startsWith("false", start)) return Kind.false;
    if (length === 4 && c === 110 && text.startsWith("null", start)) return Kind.null;
    if (c === 45 || (c >= 48 && c <= 57)) {
      let digits = 0;
      while (start + digits < end && (text.charCodeAt(start + digits) - 48) >>> 0 < 10) digits++;
      if (digits === length && (c !== 48 || length === 1)) return Kind.number; // the common case, without a regex
      if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text.slice(start, end))) return Kind.number;
      this.fail(start, end, `"${excerpt(text.slice(start, end))}" is not a JSON number`);
      return Kind.missing;
    }
    this.fail(start, end, `"${excerpt(text.slice(start, end))}" is not a JSON value; text stands in double quotes`);
    return Kind.missing;
  }

  private add(kind: Kind, start: number, end: number): number {
    const element = this.size++;
    if (element >= this.kinds.length) this.grow();
    this.kinds[element] = kind;
    this.starts[element] = start;
    this.ends[element] = end;
    this.next[element] = element + 1;
    return element;
  }

  private missing(at: number): void {
    this.add(Kind.missing, at, at);
  }

  private close(element: number, end: number): void {
    this.ends[element] = end;
    this.next[element] = this.size;
  }

  private grow(): void {
    const size = this.kinds.length * 2;
    const larger = <T extends Uint8Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.kinds = larger(this.kinds, new Uint8Array(size));
    this.starts = larger(this.starts, new Int32Array(size));
    this.ends = larger(this.ends, new Int32Array(size));
    this.next = larger(this.next, new Int32Array(size));
  }

  private fail(start: number, end: number, message: string, lenient = false): void {
    if (this.errors.length < MAX_ERRORS) this.errors.push({ start, end: Math.max(end, start), message, lenient });
  }
}

function excerpt(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
