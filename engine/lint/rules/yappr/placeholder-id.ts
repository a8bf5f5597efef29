import { quoted } from "../../../schema/words.ts";
import { own } from "../../../text/value.ts";
import type { NodeRule } from "../../rule.ts";
import { isToken, toBeFilledIn } from "./toBeFilledIn.ts";

/**
 * ## What it finds
 * A `tool_id` or `integration_id` that is no UUID. In a template it is one to be filled in, such as `<TOOL_ID_BOOK>`.
 * ## Why it matters
 * Yappr finds tools and connected accounts by their ids, and all of these are UUIDs. With any other text every call of
 * this node is an error. For local tests it does not matter.
 * ## Example
 * `"tool_id": "book_table"`
 * ## Instead
 * `"tool_id": "7f6b8a52-3c1d-4e0a-9a35-0d4f4f1f2b10"`
 */
export const placeholderId: NodeRule = {
  id: "yappr/placeholder-id",
  severity: "warning",
  formats: ["yappr-flow"],
  fixable: true,
  checkNode({ kind, type, value, path: at }, report) {
    if (kind !== "tool") return;
    const key = type === "tool_call" ? "tool_id" : "integration_id";
    const id = own(value, key);
    if (typeof id !== "string" || uuid.test(id) || id.trim() === "") return;
    const of = key === "tool_id" ? "tool" : "connected account";
    const path = [...at, key];
    if (toBeFilledIn(id) || isToken(id))
      report({ path }, `${quoted(id)} is still to be filled in with the id of the ${of}`);
    else {
      const [, inside] = /^[\s{]*([0-9a-f-]+)[\s}]*$/i.exec(id) ?? [];
      report({ path }, `${quoted(id)} is not the id of a ${of}, which is a UUID`, {
        suggestion: inside !== undefined && uuid.test(inside) ? inside : undefined,
      });
    }
  },
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
