import { type Json, own } from "../text/value.ts";

/** The place on a canvas beside and below a node's; undefined where the node has none, so that none is made up. */
export function positionBeside(position: unknown): Json | undefined {
  const at = read(position);
  return at && { x: at.x + ASIDE, y: at.y + BELOW };
}

/** That place, or the next one below it where no other node stands. */
export function freePosition(position: Json, taken: readonly unknown[]): Json {
  let at = read(position);
  if (!at) return position;
  const others = taken.flatMap((each) => read(each) ?? []).sort((a, b) => a.y - b.y);
  for (const { x, y } of others)
    if (Math.abs(x - at.x) < ASIDE / 2 && Math.abs(y - at.y) < BELOW / 2) at = { x: at.x, y: y + BELOW };
  return { x: at.x, y: at.y };
}

function read(position: unknown): { x: number; y: number } | undefined {
  const x = own(position, "x");
  const y = own(position, "y");
  return typeof x === "number" && typeof y === "number" ? { x, y } : undefined;
}

/** Far enough for the boxes of the canvases we know. */
const ASIDE = 240;
const BELOW = 160;
