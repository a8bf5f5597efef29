// What lives here: what fingers do to a text, and where in it they point.

import type { Position } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Chance } from "./chance.ts";

/** A text near another: a word for another, a stretch lost, a line twice, a character too many. */
export function mutated(text: string, chance: Chance): string {
  const words = [...text.matchAll(/"[\w-]+"/g)];
  const at = chance.below(text.length + 1);
  const kind = words.length > 0 ? chance.below(8) : 7;
  if (kind < 5) {
    const { index, 0: word } = chance.pick(words);
    const [other] = chance.once(3) ? [`${word.slice(0, 2)}${word.slice(3)}`] : chance.pick(words);
    return text.slice(0, index) + other + text.slice(index + word.length);
  }
  if (kind === 5) return text.slice(0, at) + text.slice(at + chance.below(30));
  if (kind === 6) {
    const lines = text.split("\n");
    lines.splice(chance.below(lines.length), chance.below(2), chance.pick(lines));
    return lines.join("\n");
  }
  return text.slice(0, at) + chance.pick([...'{}[]",:\\\n\r\0', "😀", "//", "null", '"a": ', "  "]) + text.slice(at);
}

/** A text with another word wherever one value stands, as long as it is a word. */
export function renamed(text: string, chance: Chance): string {
  const values = [...text.matchAll(/: ("[\w-]+")/g)];
  return values.length > 0 ? text.replaceAll(chance.pick(values)[1]!, '"other"') : text;
}

/** A place in a text, in a word where there is one. */
export function placeIn(uri: string, text: string, chance: Chance): Position {
  const words = [...text.matchAll(/"[\w-]+"/g)];
  const offset = words.length > 0 ? chance.pick(words).index + 2 : chance.below(text.length + 1);
  return TextDocument.create(uri, "json", 0, text).positionAt(offset);
}
