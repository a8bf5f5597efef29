/**
 * The sentences of a text that are at least `least` characters long, as three numbers each: start, end, and a mark that is
 * the same for equal sentences. A sentence ends where blanks follow a full stop, an exclamation mark, a question mark or
 * a line end (the split that voicetest uses to find repeats), so that a single line end parts nothing. Different sentences
 * of one length may share a mark, as it is made from a few of their characters.
 */
export function longSentences(text: string, least: number): number[] {
  const found: number[] = [];
  let start = 0;
  // Where each of them stands next: looking for one character alone is much faster than looking at all characters.
  let stop = find(text, ".", 0);
  let line = find(text, "\n", 0);
  let cry = find(text, "!", 0);
  let question = find(text, "?", 0);
  for (;;) {
    const at = Math.min(stop, line, cry, question);
    if (at + 1 >= text.length) break;
    if (at === stop) stop = find(text, ".", at + 1);
    else if (at === line) line = find(text, "\n", at + 1);
    else if (at === cry) cry = find(text, "!", at + 1);
    else question = find(text, "?", at + 1);
    if (at < start || !isBlank(text.charCodeAt(at + 1))) continue;
    add(found, text, start, at + 1, least);
    start = at + 2;
    while (start < text.length && isBlank(text.charCodeAt(start))) start++;
  }
  add(found, text, start, text.length, least);
  return found;
}

function find(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at;
}

function add(found: number[], text: string, from: number, to: number, least: number): void {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  if (end - start >= least) found.push(start, end, mark(text, start, end));
}

// How many characters a mark is made from. All of them would take as long again as finding the sentence.
const SAMPLES = 12;

function mark(text: string, start: number, end: number): number {
  const length = end - start;
  const step = Math.max(1, Math.floor(length / SAMPLES));
  let hash = length;
  for (let i = end - 1; i >= start; i -= step) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // The upper bits are the well mixed ones; what remains is small enough to be kept without a box.
  return hash >>> 2;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}
