/**
 * A list that only grows, as a value: appending gives a new log and leaves the old one as it was. The items are shared
 * as long as nobody appends twice to the same log, so a walk of n entries costs n, and a debugger that steps back and
 * takes another way costs one copy.
 */
export class Log<T> implements Iterable<T> {
  readonly length: number;
  private readonly items: T[];

  private constructor(items: T[], length: number) {
    this.items = items;
    this.length = length;
  }

  static of<T>(...items: T[]): Log<T> {
    return new Log(items, items.length);
  }

  append(...added: T[]): Log<T> {
    const items = this.items.length === this.length ? this.items : this.items.slice(0, this.length);
    for (const item of added) items.push(item);
    return new Log(items, items.length);
  }

  /** The log as it was when it had `length` items; shares them. */
  first(length: number): Log<T> {
    return length >= this.length ? this : new Log(this.items, Math.max(0, length));
  }

  at(index: number): T | undefined {
    const i = index < 0 ? this.length + index : index;
    return i < this.length ? this.items[i] : undefined;
  }

  /** What is in it from an index on, after what is `first`. */
  from(index: number, ...first: T[]): Log<T> {
    const items = [...first, ...this.items.slice(index, this.length)];
    return new Log(items, items.length);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let i = 0; i < this.length; i++) yield this.items[i]!;
  }

  toArray(): T[] {
    return this.items.slice(0, this.length);
  }

  toJSON(): T[] {
    return this.toArray();
  }
}
