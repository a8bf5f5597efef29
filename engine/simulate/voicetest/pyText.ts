// What Python makes of JSON values, because voicetest compares variables as Python texts and parses Python floats.

/**
 * The value as Python's `str()` writes it (vendor contract): `True`, `None`, `1e+16`, `['a', {'b': 1.5}]`. Decoding loses
 * whether a whole number was written `1` or `1.0`; it is taken for an integer below 1e16 and for a float from there on
 * (Flowproof's choice).
 */
export function pyText(value: unknown): string {
  if (typeof value === "string") return value;
  // Iterative, because a variable may be nested deeper than the stack.
  type Open = {
    readonly members: Iterator<readonly [key: string, value: unknown]>;
    readonly close: string;
    first: boolean;
  };
  const open: Open[] = [];
  let text = "";
  const write = (next: unknown): void => {
    if (typeof next === "object" && next !== null) {
      const isList = Array.isArray(next);
      text += isList ? "[" : "{";
      open.push({ members: (isList ? items : members)(next), close: isList ? "]" : "}", first: true });
    } else text += typeof next === "string" ? quoted(next) : scalar(next);
  };
  write(value);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const { done, value: member } = top.members.next();
    if (done) {
      text += top.close;
      open.pop();
      continue;
    }
    text += (top.first ? "" : ", ") + member[0];
    top.first = false;
    write(member[1]);
  }
  return text;
}

function* items(list: object): Generator<readonly [string, unknown]> {
  for (const item of list as readonly unknown[]) yield ["", item];
}

function* members(object: object): Generator<readonly [string, unknown]> {
  for (const [key, value] of Object.entries(object)) yield [`${quoted(key)}: `, value];
}

function scalar(value: unknown): string {
  if (value === true) return "True";
  if (value === false) return "False";
  return typeof value === "number" ? numeral(value) : "None";
}

function numeral(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential().split("e") as [string, string];
  const power = Number(exponent);
  // Python changes to an exponent earlier than JavaScript does, and pads it to two digits.
  if (power >= -4 && power < 16) return String(value);
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** A string inside a list or an object, as `repr()` writes it. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text.replace(toEscape, (char) => {
    if (char === "'" || char === '"') return char === quote ? `\\${char}` : char;
    return escapes.get(char) ?? codePoint(char.codePointAt(0)!);
  });
  return quote + inner + quote;
}

/** What repr() does not write as it is: quotes, backslashes and everything that is not printable but the blank. */
const toEscape = /['"\\]|(?! )[\p{C}\p{Z}]/gu;
const escapes = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

function codePoint(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

const wideSpace = "\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

/** Python's white space, as a character class for regular expressions; JavaScript's `\s` differs in six characters. */
export const pySpace = `[\\t-\\r\\x1c-\\x20${wideSpace}]`;

/** The text without white space at its ends, as Python's `strip()` leaves it. */
export function pyStrip(text: string): string {
  return text.replace(pyEdges, "");
}

const pyEdges = edgesOf(pySpace);
/** `float()` takes the four separators below the blank for no space, unlike the rest of Python. */
const floatEdges = edgesOf(`[\\t-\\r ${wideSpace}]`);

function edgesOf(space: string): RegExp {
  return new RegExp(`^${space}+|(?<!${space})${space}+$`, "gu");
}

/**
 * The number that Python's `float()` reads from a text, or undefined where it raises an error (vendor contract): blanks
 * around it, a sign, single underscores between digits, Unicode digits, `inf`, `infinity` and `nan` are fine; an empty
 * text, hexadecimal and thousands separators are not.
 */
export function pyFloat(text: string): number | undefined {
  const written = text.replace(floatEdges, "").replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)));
  if (finite.test(written)) return Number(written.replaceAll("_", ""));
  const word = special.exec(written);
  if (!word) return undefined;
  if (word[2]!.toLowerCase() === "nan") return Number.NaN;
  return word[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

const finite = /^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;
const special = /^([+-]?)(inf|infinity|nan)$/i;

/** Unicode lays decimal digits out in runs of ten, each from zero to nine; some runs touch. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  let start = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start--;
  return (code - start) % 10;
}
