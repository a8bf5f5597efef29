import type { Case, Mock } from "../flowtest/model.ts";
import { isWithin } from "../text/json.ts";

/**
 * The mocks of a case that have to be for something in the flow it walks. A case that brings a flow along shares the others
 * with cases that walk another one.
 */
export function* ownMocks({ mocks, flow, path }: Case): Iterable<readonly [string, Mock]> {
  for (const entry of mocks) {
    const { place } = entry[1];
    if (!flow || !("path" in place) || isWithin(place.path, path)) yield entry;
  }
}
