import { bodyOf, type Document } from "../formats/format.ts";
import { checkDocument } from "../schema/check.ts";
import type { Report } from "./rule.ts";

/** Where the document departs from the schema of its format. A document without one of ours is not looked at. */
export function schemaProblems(document: Document, report: Report): void {
  if (!document.format || document.unsupported !== undefined) return;
  for (const { path, part, severity, message, suggestion } of checkDocument(
    document.format.id,
    bodyOf(document),
    document.path,
    document.edited,
  ))
    report({ path, part }, message, { severity, suggestion });
}
