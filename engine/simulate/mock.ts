import { object, own } from "../text/value.ts";
import type { ToolAnswer } from "./state.ts";

/**
 * What a mock says the tool answers: its `error` where that is set, else its `result`, which may be null. An `error` is
 * set unless it is absent, null, false or "". `undefined`, which is no mock at all, for an entry with neither and for
 * what is no object (vendor contract: an error that is set wins; what counts as set is Flowproof's choice).
 */
export function mockAnswer(entry: unknown): ToolAnswer | undefined {
  const mock = object(entry);
  const error = own(mock, "error");
  if (error !== undefined && error !== null && error !== false && error !== "") return { error };
  const result = own(mock, "result");
  return result === undefined ? undefined : { result };
}
