/** What a text is as a phone number: ready to dial, one that saving turns into `e164`, or none, though perhaps `meant` as one. */
export type PhoneNumber =
  | { readonly is: "e164" }
  | { readonly is: "normalised"; readonly e164: string }
  | { readonly is: "wrong"; readonly meant?: string };

/**
 * Reads a phone number: E.164, or ten digits of a US number, which saving turns into E.164 (vendor contract). Blanks, dots,
 * dashes and brackets do not count (Flowproof's choice). No US number begins with 0 or 1, so ten digits that do are the
 * national number of another country.
 */
export function phoneNumber(text: string): PhoneNumber {
  const bare = text.replace(/[\s.()[\]\u00ad-]|\p{Dash_Punctuation}/gu, "");
  if (/^\+[1-9]\d{1,14}$/.test(bare)) return bare === text ? { is: "e164" } : { is: "normalised", e164: bare };
  if (/^[2-9]\d{9}$/.test(bare)) return { is: "normalised", e164: `+1${bare}` };
  return { is: "wrong", meant: meantNumber(bare) };
}

/** The number with what was put around it taken off, and a country code that is there in all but its `+`. */
function meantNumber(bare: string): string | undefined {
  const digits = bare.replace(/^tel:/i, "").replace(/[/_,'"]/g, "");
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits;
  if (/^[2-9]\d{9}$/.test(digits)) return `+1${digits}`;
  if (/^\+?1[2-9]\d{9}$/.test(digits)) return `+${digits.replace("+", "")}`;
  return /^00[1-9]\d{6,13}$/.test(digits) ? `+${digits.slice(2)}` : undefined;
}
