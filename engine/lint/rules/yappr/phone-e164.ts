import type { Fix } from "../../../flow/problem.ts";
import { quoted } from "../../../schema/words.ts";
import type { Path } from "../../../text/json.ts";
import { own } from "../../../text/value.ts";
import type { NodeRule, Report } from "../../rule.ts";
import { isToken, toBeFilledIn } from "./toBeFilledIn.ts";

const e164 = /^\+[1-9]\d{1,14}$/;

/**
 * ## What it finds
 * A `transfer_to` that is no phone number in the international form E.164: `+`, the country code and the rest, digits
 * only. Tokens such as `{{metadata.user_number}}` and SIP addresses are passed over, because the vendor does not say
 * that they cannot work (Flowproof's choice).
 * ## Why it matters
 * Where the number is not understood the transfer fails, and the caller is cut off at the moment they were promised a
 * person.
 * ## Example
 * `"transfer_to": "(415) 555-0123"`
 * ## Instead
 * `"transfer_to": "+14155550123"`
 */
export const phoneE164: NodeRule = {
  id: "yappr/phone-e164",
  severity: "warning",
  formats: ["yappr-flow"],
  fixable: true,
  checkNode({ kind, value, path: at }, report) {
    if (kind !== "transfer") return;
    const number = own(value, "transfer_to");
    // What is missing, blank or of another type is the schema's.
    if (typeof number !== "string" || e164.test(number) || number.trim() === "") return;
    if (isToken(number) || /^sips?:/i.test(number)) return;
    const path = [...at, "transfer_to"];
    if (toBeFilledIn(number)) report({ path }, `${quoted(number)} is still to be filled in; ${expected}`);
    else
      report(
        { path },
        `${quoted(number)} is not a phone number in international form; ${expected}`,
        rightNumber(number, path),
      );
  },
};

const expected = `expected one such as "+14155550123"`;

/** What people put between digits, and the invisible marks that come along when a number is copied. */
const separators = /[\s()./\u2010-\u2015\u2212\p{Cf}-]+/gu;

/** The number without separators; where more than that has to change, whether it is still the same is for a person to say. */
function rightNumber(number: string, path: Path): Parameters<Report>[2] {
  const bare = number.replace(/^tel:/i, "").replace(separators, "");
  if (e164.test(bare) && !number.includes("(0)")) return { suggestion: bare };
  const dialled = number.replace(/^tel:/i, "").replace(/\(0\)/, "").replace(separators, "").replace(/^00/, "+");
  return e164.test(dialled) ? { fixes: [change(path, dialled)] } : {};
}

function change(path: Path, value: string): Fix {
  return { title: `Change to "${value}"`, changes: [{ do: "set", path, value }] };
}
