import type { Row } from "../../flowtest/model.ts";
import type { Path } from "../../text/json.ts";
import { own } from "../../text/value.ts";
import { filled } from "./filled.ts";

/** An object in which members of a case are written, and the row that its placeholders are filled from. */
export interface Layer {
  readonly value: unknown;
  readonly path: Path;
  readonly row?: Row;
}

/** A member of a layer with its placeholders filled; undefined where it is not written. */
export function member({ value, row }: Layer, key: string): unknown {
  const found = own(value, key);
  return row ? filled(found, row) : found;
}
