import { JsonTree, Kind, none, type SyntaxMistake } from "./json.ts";

const MAX_ERRORS = 100;

/**
 * Arrays that one scan leaves to the next: growing new ones for each of two hundred files costs as much as scanning them.
 * Those of a large text are not kept.
 */
let spare: Pick<JsonTree, "kinds" | "starts" | "ends" | "next"> | undefined;
const MOST_SPARE = 1 << 17;

/** Reads positions from any text. Never fails: what is wrong with the text is in `errors`. */
export function parseTree(text: string): JsonTree {
  return new Scanner(text).scan();
}

/**
 * One pass, no recursion, no object per token. Strings, most of the bytes of a flow, are crossed with `indexOf`,
 * which the engine runs at memory speed, instead of character by character.
 */
class Scanner {
  private kinds: Uint8Array;
  private starts: Int32Array;
  private ends: Int32Array;
  private next: Int32Array;
  private size = 0;
  private readonly errors: SyntaxMistake[] = [];
  // The first backslash and line end at or after the scanner, so that each is searched for once.
  private backslash = -2;
  private newline = -2;

  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    const guess = Math.max(16, text.length >> 4);
    const { kinds, starts, ends, next } = spare ?? {
      kinds: new Uint8Array(guess),
      starts: new Int32Array(guess),
      ends: new Int32Array(guess),
      next: new Int32Array(guess),
    };
    spare = undefined;
    this.kinds = kinds;
    this.starts = starts;
    this.ends = ends;
    this.next = next;
  }

  scan(): JsonTree {
    const { text } = this;
    const length = text.length;
    const open: number[] = [];
    let container = none; // the innermost open element
    let isObject = false;
    // What may come next: a value, a key, a colon, a comma (or the container's end).
    let expect: "value" | "key" | "colon" | "comma" | "end" = "value";
    let comma = -1; // offset of the last comma, while nothing has followed it
    let i = 0;
    if (text.charCodeAt(0) === 0xfeff) i = 1;

    for (; i < length; ) {
      const c = text.charCodeAt(i);
      if (c === 32 || c === 10 || c === 13 || c === 9) {
        i++;
        while (text.charCodeAt(i) === 32) i++; // indentation, often a quarter of the text
        continue;
      }
      if (c === 34) {
        // "
        const end = this.stringEnd(i + 1);
        if (expect === "comma")
          this.fail(i, i + 1, `Expected a comma before this ${isObject ? "property" : "item"}`, false, "no comma");
        if (expect === "colon") {
          this.fail(i, end, "Expected a colon between the property name and its value");
          expect = "value";
        } else if (expect === "comma") expect = isObject ? "key" : "value";
        comma = -1;
        if (expect === "key") {
          this.add(Kind.key, i, end);
          expect = "colon";
        } else if (expect === "value") {
          this.add(Kind.string, i, end);
          expect = container === none ? "end" : "comma";
        } else this.fail(i, end, "Expected nothing more after the end of the JSON value");
        i = end;
        continue;
      }
      if (c === 44) {
        // ,
        if (expect === "comma") {
          comma = i;
          expect = isObject ? "key" : "value";
        } else if (expect === "colon" || (expect === "value" && container !== none)) {
          this.fail(i, i + 1, "Expected a value before the comma");
          if (isObject || expect === "colon") this.missing(i);
          comma = i;
          expect = isObject ? "key" : "value";
        } else this.fail(i, i + 1, "This comma stands where none is allowed");
        i++;
        continue;
      }
      if (c === 58) {
        // :
        if (expect === "colon") expect = "value";
        else this.fail(i, i + 1, "This colon stands where none is allowed");
        i++;
        continue;
      }
      if (c === 125 || c === 93) {
        // } ]
        const closesObject = c === 125;
        if (container === none || isObject !== closesObject) {
          // A closer that does not fit: close up to the container it fits, if there is one, else pass over it.
          let fit = open.length - 1;
          while (fit >= 0 && (this.kinds[open[fit]!] === Kind.object) !== closesObject) fit--;
          if (container === none || fit < 0) {
            this.fail(i, i + 1, `This "${text[i]}" closes nothing`);
            i++;
            continue;
          }
          this.fail(i, i + 1, `Expected "${isObject ? "}" : "]"}" before this "${text[i]}"`);
          while (open.length - 1 > fit) {
            if (expect === "colon" || (expect === "value" && isObject)) this.missing(i);
            this.close(open.pop()!, i);
            container = open[open.length - 1]!;
            isObject = this.kinds[container] === Kind.object;
            expect = "comma";
          }
        }
        if (expect === "colon" || (expect === "value" && isObject)) {
          this.fail(i, i + 1, `Expected a value before this "${text[i]}"`);
          this.missing(i);
        } else if (comma >= 0)
          this.fail(comma, comma + 1, "A comma may not come after the last one", true, "last comma");
        comma = -1;
        i++;
        this.close(open.pop()!, i);
        container = open.length > 0 ? open[open.length - 1]! : none;
        isObject = container !== none && this.kinds[container] === Kind.object;
        expect = container === none ? "end" : "comma";
        continue;
      }
      if (c === 47 && (text.charCodeAt(i + 1) === 47 || text.charCodeAt(i + 1) === 42)) {
        // a comment
        const block = text.charCodeAt(i + 1) === 42;
        let end = block ? text.indexOf("*/", i + 2) : text.indexOf("\n", i + 2);
        if (end < 0) {
          end = length;
          if (block) this.fail(i, i + 2, "This comment is never closed");
        } else if (block) end += 2;
        this.fail(i, end, "JSON has no comments", true, "comment");
        i = end;
        continue;
      }
      // A value other than a string: { [ number word, or something that is no JSON at all.
      if (expect === "key") {
        const end = c === 123 || c === 91 ? i + 1 : this.wordEnd(i);
        if (c === 123 || c === 91) {
          // Most likely the name is being typed: treat the value as belonging to a name that is not there.
          this.fail(i, end, "Expected a property name in double quotes");
          this.add(Kind.key, i, i);
          expect = "value";
          continue;
        }
        this.fail(i, end, "Expected a property name in double quotes");
        this.add(Kind.key, i, end);
        comma = -1;
        expect = "colon";
        i = end;
        continue;
      }
      if (expect === "colon") {
        this.fail(i, i + 1, "Expected a colon between the property name and its value");
        expect = "value";
      } else if (expect === "comma") {
        this.fail(i, i + 1, `Expected a comma before this ${isObject ? "property" : "item"}`, false, "no comma");
        expect = isObject ? "key" : "value";
        if (isObject) continue;
      } else if (expect === "end") {
        this.fail(i, length, "Expected nothing more after the end of the JSON value");
        break;
      }
      comma = -1;
      if (c === 123 || c === 91) {
        container = this.add(c === 123 ? Kind.object : Kind.array, i, length);
        open.push(container);
        isObject = c === 123;
        expect = isObject ? "key" : "value";
        i++;
        // "{}" and "[]": nothing is owed. A key or value is expected, and a closer is fine too.
        continue;
      }
      const end = this.wordEnd(i);
      this.add(this.wordKind(i, end), i, end);
      i = end;
      expect = container === none ? "end" : "comma";
    }

    while (open.length > 0) {
      const element = open.pop()!;
      const object = this.kinds[element] === Kind.object;
      this.fail(
        this.starts[element]!,
        this.starts[element]! + 1,
        `This "${object ? "{" : "["}" is never closed with "${object ? "}" : "]"}"`,
      );
      if (expect === "colon" || (expect === "value" && object)) this.missing(length);
      expect = "comma";
      this.close(element, length);
    }
    if (this.size === 0) {
      this.fail(0, length, "Expected a JSON value");
      this.missing(length);
    }
    return this.tree();
  }

  private tree(): JsonTree {
    const { text, size, kinds, starts, ends, next, errors } = this;
    if (kinds.length > MOST_SPARE) return new JsonTree({ text, size, kinds, starts, ends, next, errors });
    spare = { kinds, starts, ends, next };
    return new JsonTree({
      text,
      size,
      kinds: kinds.slice(0, size),
      starts: starts.slice(0, size),
      ends: ends.slice(0, size),
      next: next.slice(0, size),
      errors,
    });
  }

  private stringEnd(from: number): number {
    const { text } = this;
    let quote = text.indexOf('"', from);
    if (this.newline !== -1 && this.newline < from) this.newline = text.indexOf("\n", from);
    if (this.newline !== -1 && (quote < 0 || quote > this.newline)) {
      // A line end before the closing quote: the quote is missing. End the string with its line.
      let end = this.newline;
      if (text.charCodeAt(end - 1) === 13) end--;
      this.fail(from - 1, end, 'This string is never closed with "');
      return end;
    }
    if (this.backslash !== -1 && this.backslash < from) this.backslash = text.indexOf("\\", from);
    if (quote < 0) {
      this.fail(from - 1, text.length, 'This string is never closed with "');
      return text.length;
    }
    while (this.backslash !== -1 && this.backslash < quote) {
      // A backslash takes the character after it along; a quote among them is not the end.
      const taken = this.backslash + 1;
      if (taken === quote) {
        quote = text.indexOf('"', quote + 1);
        if (quote < 0 || (this.newline !== -1 && quote > this.newline)) {
          const end = this.newline === -1 ? text.length : this.newline;
          this.fail(from - 1, end, 'This string is never closed with "');
          this.backslash = text.indexOf("\\", end);
          return end;
        }
      }
      this.backslash = text.indexOf("\\", taken + 1);
    }
    return quote + 1;
  }

  /** The end of a number, of true, false or null, or of a run of text that is none of them. */
  private wordEnd(from: number): number {
    const { text } = this;
    let i = from + 1;
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i);
      // space and below, " , / : [ ] { }
      if (c <= 32 || c === 34 || c === 44 || c === 47 || c === 58 || c === 91 || c === 93 || c === 123 || c === 125)
        break;
    }
    return i;
  }

  private wordKind(start: number, end: number): Kind {
    const { text } = this;
    const c = text.charCodeAt(start);
    const length = end - start;
    if (length === 4 && c === 116 && text.startsWith("true", start)) return Kind.true;
    if (length === 5 && c === 102 && text.startsWith("false", start)) return Kind.false;
    if (length === 4 && c === 110 && text.startsWith("null", start)) return Kind.null;
    if (c === 45 || (c >= 48 && c <= 57)) {
      let digits = 0;
      while (start + digits < end && (text.charCodeAt(start + digits) - 48) >>> 0 < 10) digits++;
      if (digits === length && (c !== 48 || length === 1)) return Kind.number; // the common case, without a regex
      if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text.slice(start, end))) return Kind.number;
      this.fail(start, end, `"${excerpt(text.slice(start, end))}" is not a JSON number`);
      return Kind.missing;
    }
    this.fail(start, end, `"${excerpt(text.slice(start, end))}" is not a JSON value; text stands in double quotes`);
    return Kind.missing;
  }

  private add(kind: Kind, start: number, end: number): number {
    const element = this.size++;
    if (element >= this.kinds.length) this.grow();
    this.kinds[element] = kind;
    this.starts[element] = start;
    this.ends[element] = end;
    this.next[element] = element + 1;
    return element;
  }

  private missing(at: number): void {
    this.add(Kind.missing, at, at);
  }

  private close(element: number, end: number): void {
    this.ends[element] = end;
    this.next[element] = this.size;
  }

  private grow(): void {
    const size = this.kinds.length * 2;
    const larger = <T extends Uint8Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.kinds = larger(this.kinds, new Uint8Array(size));
    this.starts = larger(this.starts, new Int32Array(size));
    this.ends = larger(this.ends, new Int32Array(size));
    this.next = larger(this.next, new Int32Array(size));
  }

  private fail(start: number, end: number, message: string, lenient = false, is?: SyntaxMistake["is"]): void {
    if (this.errors.length < MAX_ERRORS)
      this.errors.push({ start, end: Math.max(end, start), message, lenient, ...(is && { is }) });
  }
}

function excerpt(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
