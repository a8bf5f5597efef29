import type { Fix, Place } from "../flow/problem.ts";

/** The fix that writes a name instead of the key, the stretch of text or the value at a place; none at bare offsets. */
export function changeTo(name: string, place: Place): Fix | undefined {
  if (!("path" in place)) return undefined;
  const { path, part } = place;
  const title = `Change to "${name}"`;
  if (part === "key") return { title, changes: [{ do: "rename", path, key: name }] };
  if (part) return { title, changes: [{ do: "text", path, span: part, text: name }] };
  return { title, changes: [{ do: "set", path, value: name }] };
}
