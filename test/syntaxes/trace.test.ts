import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { before, describe, test } from "node:test";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";

const grammarFile = path.resolve(import.meta.dirname, "../../syntaxes/trace.tmLanguage.json");
const scope = "text.flowproof-trace";

/** What is coloured in a line: each piece with the part of its scope that says what it is. */
function coloured(grammar: IGrammar, line: string): string[] {
  return grammar.tokenizeLine(line, textmate.INITIAL).tokens.flatMap(({ startIndex, endIndex, scopes }) => {
    const name = scopes.at(-1)!;
    return name === scope || name.startsWith("meta.") ? [] : `${line.slice(startIndex, endIndex)} ${name}`;
  });
}

const cases: [line: string, expected: string[]][] = [
  ["Case     books a Wednesday", ["Case markup.heading.trace"]],
  ["Start    at start  → ask-date", ["Start markup.heading.trace", "at start  → ask-date comment.line.path.trace"]],
  [
    "Turn 12  caller  two  words  → when  fragile",
    [
      "Turn 12 markup.heading.trace",
      "caller keyword.control.caller.trace",
      "two  words string.unquoted.caller.trace",
      "→ when comment.line.path.trace",
      "  fragile invalid.deprecated.fragile.trace",
    ],
  ],
  ["caller  yes", ["caller keyword.control.caller.trace", "yes string.unquoted.caller.trace"]],
  ["         agent   Hi", ["agent entity.name.tag.agent.trace", "Hi string.unquoted.agent.trace"]],
  ["         agent   (told: Ask)", ["agent entity.name.tag.agent.trace", "(told: Ask) comment.line.instruction.trace"]],
  [
    "         when → check-table      tx-day, score 4",
    [
      "when entity.name.type.node.trace",
      "→ keyword.operator.arrow.trace",
      "check-table entity.name.type.node.trace",
      "tx-day, score 4 comment.line.note.trace",
    ],
  ],
  ["         when      stay", ["when entity.name.type.node.trace", "stay comment.line.note.trace"]],
  [
    '           → 2  tx-book  "books \\" it": book, table',
    [
      "→ keyword.operator.arrow.trace",
      "2 constant.numeric.score.trace",
      "tx-book entity.name.function.transition.trace",
      '"books \\" it" comment.line.label.trace',
      "book, table variable.other.word.trace",
    ],
  ],
  ["             0  tx-no", ["0 constant.numeric.score.trace", "tx-no entity.name.function.transition.trace"]],
  ["           fragile: tie", ["           fragile: tie invalid.deprecated.fragile.trace"]],
  ["           ✗ left the expected path here", ["           ✗ left the expected path here invalid.illegal.trace"]],
  ["           ✗ Busy → ask", ["✗ keyword.operator.trace", "Busy → ask variable.other.trace"]],
  ["         ✗ Ended at x", ["         ✗ Ended at x invalid.illegal.trace"]],
  ['           result {"a":1}', ["result comment.line.answer.trace", '{"a":1} string.unquoted.value.trace']],
  [
    '           zip = "02139", was "1"',
    ["zip variable.other.readwrite.trace", '"02139" constant.other.value.trace', ', was "1" comment.line.before.trace'],
  ],
  ["End      ended at bye", ["End markup.heading.trace", "ended at bye comment.line.path.trace"]],
];

describe("a trace", () => {
  let grammar: IGrammar;
  before(async () => {
    const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
    await oniguruma.loadWASM(readFileSync(wasm).buffer);
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: async (name) =>
        name === scope ? textmate.parseRawGrammar(readFileSync(grammarFile, "utf8"), grammarFile) : null,
    });
    grammar = (await registry.loadGrammar(scope))!;
  });
  for (const [line, expected] of cases)
    test(`colours ${line.trim()}`, () => assert.deepEqual(coloured(grammar, line), expected));
});
