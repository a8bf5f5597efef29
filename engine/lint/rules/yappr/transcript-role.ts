import type { Fix } from "../../../flow/problem.ts";
import type { SchemaRule } from "../../rule.ts";

/**
 * ## What it finds
 * An entry of a transcript that has no `role`, or one that is neither `user` nor `agent`. `assistant` and `bot` are read
 * as `agent`, with a warning (Flowproof's choice).
 * ## Why it matters
 * Only the turns of the `user` are heard. What the caller says under any other role is passed over, and the walk waits in
 * vain.
 * ## Example
 * `{ "role": "caller", "text": "I want to book" }`
 * ## Instead
 * `{ "role": "user", "text": "I want to book" }`
 */
export const transcriptRole: SchemaRule = {
  id: "yappr/transcript-role",
  severity: "error",
  formats: ["yappr-test", "flowtest"],
  fixable: true,
  bySchema: true,
  fixes(value, path, missing) {
    if (missing)
      return ["user", "agent"].map(
        (role): Fix => ({
          title: `Add "role": "${role}"`,
          changes: [{ do: "set", path: [...path, missing], value: role }],
        }),
      );
    const right = typeof value === "string" ? roles.get(value.trim().toLowerCase()) : undefined;
    return right ? [{ title: `Change to "${right}"`, safe: true, changes: [{ do: "set", path, value: right }] }] : [];
  },
};

/** What others call the two. `assistant` and `bot` have their right word from the schema. */
const roles: ReadonlyMap<string, string> = new Map([
  ["caller", "user"],
  ["human", "user"],
  ["customer", "user"],
  ["client", "user"],
  ["person", "user"],
  ["ai", "agent"],
  ["model", "agent"],
]);
