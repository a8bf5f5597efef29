import { Log } from "./log.ts";

/**
 * A map that only grows, as a value: setting gives a new map and leaves the old one as it was. Setting costs one entry of
 * a log, reading for the first time the whole log, so a walk that nobody looks into pays nothing for its length.
 */
export class LogMap<K, V> implements ReadonlyMap<K, V> {
  private readonly log: Log<readonly [K, V]>;
  private read: ReadonlyMap<K, V> | undefined;

  private constructor(log: Log<readonly [K, V]>) {
    this.log = log;
  }

  static empty<K, V>(): LogMap<K, V> {
    return new LogMap(Log.of());
  }

  /** The map with `value` under `key`, in the place of what was there. */
  with(key: K, value: V): LogMap<K, V> {
    return new LogMap(this.log.append([key, value]));
  }

  private get map(): ReadonlyMap<K, V> {
    this.read ??= new Map(this.log);
    return this.read;
  }

  get size(): number {
    return this.map.size;
  }

  get(key: K): V | undefined {
    return this.map.get(key);
  }

  has(key: K): boolean {
    return this.map.has(key);
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.map) visit(value, key, this);
  }

  entries(): MapIterator<[K, V]> {
    return this.map.entries();
  }

  keys(): MapIterator<K> {
    return this.map.keys();
  }

  values(): MapIterator<V> {
    return this.map.values();
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.map.entries();
  }
}
