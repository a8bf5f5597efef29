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

/** Whether a path leads to what stands at `above`, or to something inside it. */
export function isWithin(path: Path, above: Path): boolean {
  return above.every((step, i) => step === path[i]);
}

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
export interface SyntaxMistake extends Span {
  readonly message: string;
  readonly lenient: boolean;
  /** What it is, where that tells how to mend it. */
  readonly is?: "comment" | "last comma" | "no comma";
}

/** An element's number in the tree; the root is 0, `none` means there is no such element. */
export type Element = number;
export const none = -1;

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
  readonly errors: readonly SyntaxMistake[];

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

  /** The innermost element at an offset, the path to it, and the elements on the way: one for each step. */
  at(offset: number): { element: Element; path: Path; elements: readonly Element[] } {
    const path: (string | number)[] = [];
    const elements: Element[] = [];
    let element: Element = 0;
    for (;;) {
      const isObject = this.kind(element) === Kind.object;
      if (!isObject && this.kind(element) !== Kind.array) return { element, path, elements };
      const end = this.next[element]!;
      // Children stand in the order of the text: the first that ends behind the offset is the only one it can be in.
      let child = element + 1;
      let index = 0;
      let value = isObject ? child + 1 : child;
      while (child < end && this.ends[value]! < offset) {
        child = this.next[value]!;
        value = isObject ? child + 1 : child;
        index++;
      }
      if (child >= end || this.starts[child]! > offset) return { element, path, elements };
      path.push(isObject ? this.string(child) : index);
      elements.push(value);
      if (isObject && offset <= this.ends[child]!) return { element: child, path, elements };
      element = value;
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
    const containers: Element[] = [];
    let around: Element = 0;
    while (around < element) {
      containers.push(around);
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
    const spliced = new JsonTree({ text, size, kinds, starts, ends, next, errors });
    for (const container of containers) {
      const names = this.names.get(container);
      if (names) spliced.names.set(container, names);
    }
    return spliced;
  }

  // Large containers are indexed once, so that locating every one of n children is linear, not quadratic.
  private readonly children = new Map<Element, Element[]>();
  // By object: the positions of its keys among its children. They outlast an edit inside one of its members.
  private readonly names = new Map<Element, ReadonlyMap<string, number>>();

  private childrenOf(container: Element): Element[] {
    let children = this.children.get(container);
    if (!children) {
      children = this.kind(container) === Kind.array ? this.items(container) : this.keys(container);
      this.children.set(container, children);
    }
    return children;
  }

  private keys(object: Element): Element[] {
    const found: Element[] = [];
    this.members(object, (key) => found.push(key));
    return found;
  }

  private child(container: Element, step: string | number): [key: Element, value: Element] {
    const children = this.childrenOf(container);
    if (this.kind(container) === Kind.array) return [none, typeof step === "number" ? (children[step] ?? none) : none];
    let names = this.names.get(container);
    if (!names) {
      names = new Map(children.map((key, i) => [this.string(key), i]));
      this.names.set(container, names);
    }
    const key = children[names.get(String(step)) ?? none];
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
