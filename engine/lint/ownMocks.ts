import type { Case, FlowTest, Mock } from "../flowtest/model.ts";
import { isWithin } from "../text/json.ts";
import { isTemplate } from "./columns.ts";

/**
 * The mocks of a case that have to be for something in the flow it walks. A case that brings a flow along shares the others
 * with cases that walk another one, and one without rows those whose name the rows of other cases fill in.
 */
export function* ownMocks({ mocks, flow, path }: Case, tests: FlowTest): Iterable<readonly [string, Mock]> {
  for (const entry of mocks) {
    const [key, { place }] = entry;
    if ("path" in place && !isWithin(place.path, path) && (flow || isTemplate(key, tests))) continue;
    yield entry;
  }
}
