import { tokens } from "./tokens.ts";

// No function word is that long, so a word of this length is a token wherever it stands.
const LONG = 6;

/**
 * A number that is the same for texts with the same tokens, and mostly another for others: a bit for each long token, 0
 * where there is none. Ten times as fast as the tokens themselves, to see which texts are worth comparing at all.
 */
export function wordMask(text: string): number {
  let mask = 0;
  let hash = 0;
  let length = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    if (code > 127) return maskOf(tokens(text));
    const letter = letters[code]!;
    if (letter !== 0) {
      hash = mixed(hash, letter);
      length++;
      continue;
    }
    if (code === APOSTROPHE && length > 0) {
      let after = i + 1;
      while (text.charCodeAt(after) === APOSTROPHE) after++;
      if (letters[text.charCodeAt(after)]) {
        i = after - 1; // inside a word they count for nothing
        continue;
      }
    }
    if (length >= LONG) mask |= bit(hash);
    hash = length = 0;
  }
  return mask;
}

function maskOf(words: Iterable<string>): number {
  let mask = 0;
  for (const word of words) {
    if (word.length < LONG) continue;
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = mixed(hash, word.charCodeAt(i));
    mask |= bit(hash);
  }
  return mask;
}

const APOSTROPHE = 39;

/** For each ASCII character the lower case letter or digit that it is; 0 for what parts words. */
const letters = Uint8Array.from({ length: 128 }, (_, code) => {
  const lower = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(lower) ? lower.charCodeAt(0) : 0;
});

function mixed(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, 0x01000193);
}

function bit(hash: number): number {
  return 1 << (hash >>> 27);
}
