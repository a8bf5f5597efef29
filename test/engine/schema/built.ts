// The engine's schema checks, with the validators compiled first where a build has not done it.

import { compileSchemas } from "../../../engine/schema/compile.mjs";
import type { SchemaProblem } from "../../../engine/schema/model.ts";

await compileSchemas();
export const { checkDocument, checkPart } = await import("../../../engine/schema/check.ts");
export const { validators } = await import("../../../engine/schema/validators.generated.js");

/** A problem on one line: `error nodes/1/id: Node "ask" has no "instructions"`; a `#` before the path's key means it. */
export function line({ severity, path, part, message }: SchemaProblem): string {
  const where = path.map(String);
  if (part === "key") where.push(`#${where.pop()}`);
  return `${severity} ${where.join("/")}: ${message}`;
}
