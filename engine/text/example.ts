import { children } from "./gaps.ts";
import { type Element, type JsonTree, Kind, none, type Path } from "./json.ts";

/** How many neighbours are looked at. */
const ENOUGH = 100;

/**
 * A container already written after which a new value at `path` can be modelled: what stands under the same name in a
 * neighbour of its object, or beside it; `none` if there is nothing alike.
 */
export function exampleFor(tree: JsonTree, path: Path, value: unknown): Element {
  if (typeof value !== "object" || value === null || path.length === 0) return none;
  const parent = tree.locate(path.slice(0, -1));
  if (!parent.complete) return none;
  const key = path.at(-1)!;
  if (tree.kind(parent.element) === Kind.array) {
    const beside = like(tree, parent.element, value, tree.items(parent.element)[Number(key)] ?? none);
    if (beside !== none) return beside;
    const list = exampleFor(tree, path.slice(0, -1), [value]);
    return list === none ? none : like(tree, list, value);
  }
  if (path.length > 1) {
    const around = tree.locate(path.slice(0, -2)).element;
    for (const { value: neighbour } of children(tree, around).slice(0, ENOUGH)) {
      const same = tree.get(neighbour, String(key));
      if (neighbour !== parent.element && isLike(tree, same, value)) return same;
    }
  }
  const known = tree.get(parent.element, String(key));
  return like(tree, parent.element, value, known);
}

/** Whether an element is a non-empty container of the same kind as a value, with or without containers in it like the value. */
export function isLike(tree: JsonTree, element: Element, value: unknown): boolean {
  if (element === none || typeof value !== "object" || value === null) return false;
  const isList = Array.isArray(value);
  if (tree.kind(element) !== (isList ? Kind.array : Kind.object)) return false;
  if (tree.next[element]! <= element + 1) return false;
  return !isList || value.length === 0 || isPlain(value[0]) === isPlainElement(tree, element + 1);
}

/** The child that is alike and stands nearest before `where`, or before the container's end, else nearest behind it. */
function like(tree: JsonTree, container: Element, value: object, where: Element = none): Element {
  const all = children(tree, container);
  const at = where === none ? all.length : all.findIndex((child) => child.value === where);
  const near = [...all.slice(Math.max(0, at - ENOUGH), at).reverse(), ...all.slice(at, at + ENOUGH)];
  return near.find((child) => isLike(tree, child.value, value))?.value ?? none;
}

function isPlain(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function isPlainElement(tree: JsonTree, element: Element): boolean {
  return tree.kind(element) !== Kind.object && tree.kind(element) !== Kind.array;
}
