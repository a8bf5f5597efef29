import { isWithin } from "../../text/json.ts";
import { list, object, own, ownAt, text } from "../../text/value.ts";
import type { Document, Mention, Sought } from "../format.ts";

/** The names in a test array: the variables a call begins with, and the tools that are mocked, in any shape of a mock. */
export function mentionsOf(document: Document, { on }: Sought = {}): Mention[] {
  const found: Mention[] = [];
  for (const one of document.tests?.cases ?? []) {
    if (on && !isWithin(on, one.path)) continue;
    const value = ownAt(document.value, one.path);
    for (const name of Object.keys(object(own(value, "dynamic_variables")) ?? {})) {
      const place = { path: [...one.path, "dynamic_variables", name], part: "key" as const };
      found.push({ as: "variable", name, how: "gives", place, case: one });
    }
    for (const [i, mock] of list(own(value, "tool_mocks")).entries()) {
      const member = ["tool_name", "tool", "name"].find((each) => own(mock, each) !== undefined);
      const name = member && text(own(mock, member));
      if (!name) continue;
      const place = { path: [...one.path, "tool_mocks", i, member] };
      found.push({ as: "tool", name, how: "mocks", place, case: one });
    }
  }
  return found;
}
