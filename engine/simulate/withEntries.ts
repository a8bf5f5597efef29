/**
 * A map with more entries, later ones in the place of earlier; the map itself stays as it was. Long walks do this at every
 * step: no spreading and no constructor copies as fast as a loop.
 */
export function withEntries<K, V>(map: ReadonlyMap<K, V>, added: Iterable<readonly [K, V]>): Map<K, V> {
  const all = new Map<K, V>();
  for (const [key, value] of map) all.set(key, value);
  for (const [key, value] of added) all.set(key, value);
  return all;
}
