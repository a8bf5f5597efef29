import { RE2JS } from "re2js";

/** Something looked for in a line of speech: where it ends when it is found at or after `from`, else -1. */
export interface Pattern {
  readonly find: (line: string, from: number) => number;
}

/**
 * What `says` and `not_says` mean by a text: part of a line, letter for letter, or between slashes a regular expression,
 * with the flags `i`, `m` and `s` behind the second (`g` and `u` are allowed and change nothing). Expressions are RE2's
 * and run in time linear to the line, whatever a user writes; look-around and back-references do not exist there
 * (Flowproof's choice).
 */
export function patternOf(text: string): Pattern | { readonly unreadable: string } {
  let found = known.get(text);
  if (!found) {
    // Ten thousand cases expect the same few things.
    if (known.size >= 1024) known.clear();
    found = read(text);
    known.set(text, found);
  }
  return found;
}

/** How a pattern is written in a message. */
export function shownPattern(text: string): string {
  return expression.test(text) ? text : JSON.stringify(text);
}

const known = new Map<string, Pattern | { unreadable: string }>();
const expression = /^\/(.+)\/([gimsu]*)$/s;

function read(text: string): Pattern | { unreadable: string } {
  const [, source, letters = ""] = expression.exec(text) ?? [];
  if (source === undefined) {
    return {
      find(line, from) {
        const start = line.indexOf(text, from);
        return start < 0 ? -1 : start + text.length;
      },
    };
  }
  if (source.length > longest) return { unreadable: `it is longer than ${longest} characters` };
  let flags = 0;
  for (const letter of letters) flags |= flagOf[letter] ?? 0;
  try {
    const compiled = RE2JS.compile(source, flags);
    if (compiled.programSize() > largest) return { unreadable: "it repeats too much" };
    return {
      find(line, from) {
        const matcher = compiled.matcher(line);
        return matcher.find(from) ? matcher.end() : -1;
      },
    };
  } catch (error) {
    return { unreadable: (error as Error).message.replace(/^error parsing regexp: /, "") };
  }
}

const flagOf: Record<string, number> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

// Time is text times program; these keep the second factor to what people write.
const longest = 1000;
const largest = 4000;
