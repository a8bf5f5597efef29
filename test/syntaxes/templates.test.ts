import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { before, describe, test } from "node:test";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";

const root = path.resolve(import.meta.dirname, "../..");
const ours = path.join(root, "syntaxes/templates.tmLanguage.json");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/** JSON as VS Code's own grammar scopes it, as far as placeholders are concerned: keys are one thing, values another. */
const json = (scopeName: string, suffix: string) => ({
  scopeName,
  patterns: [
    { name: `string${suffix} support.type.property-name${suffix}`, begin: '"(?=[^"]*"\\s*:)', end: '"' },
    { name: `string.quoted.double${suffix}`, begin: '"', end: '"' },
  ],
});
const grammars = new Map<string, object>([
  ["source.json", json("source.json", ".json")],
  ["source.json.comments", json("source.json.comments", ".json.comments")],
  ["flowproof.templates", JSON.parse(readFileSync(ours, "utf8"))],
]);

/** What is coloured in a line, as `begin name end`. */
function coloured(grammar: IGrammar, line: string): string[] {
  const found: string[] = [];
  for (const { startIndex, endIndex, scopes } of grammar.tokenizeLine(line, textmate.INITIAL).tokens) {
    if (!scopes.some((scope) => scope.endsWith(".flowproof"))) continue;
    const text = line.slice(startIndex, endIndex);
    if (scopes.at(-1)!.includes(".begin.") || found.length === 0) found.push(text);
    else found.push(`${found.pop()}${text}`);
  }
  return found;
}

const cases: [line: string, expected: string[]][] = [
  ['{ "text": "Your zip is {zip}." }', ["{zip}"]],
  ['{ "text": "We serve {area.name}, {items.0.id}" }', ["{area.name}", "{items.0.id}"]],
  ['{ "text": "{ x } and {{ caller_name }}" }', ["{ x }", "{{ caller_name }}"]],
  ['{ "to": "{{ask-date-1.email}}" }', ["{{ask-date-1.email}}"]],
  ['{ "prompt": "{%greeting%} {% farewell %}" }', ["{%greeting%}", "{% farewell %}"]],
  ['{ "prompt": "Hallo {{größe}}" }', ["{{größe}}"]],
  ['{ "prompt": "{{{d}}}" }', ["{{d}}"]],
  ['["{a}{b}"]', ["{a}", "{b}"]],
  // Keys, structure, and what only looks like a placeholder.
  ['{ "{zip}": 1, "{{name}}": 2, "{%s%}": 3 }', []],
  ['{ "a": {}, "b": { "c": "d" } }', []],
  ['{ "text": "{} { } {{}} {a b} {1} {a.} {.a} {a-b}" }', []],
  ['{ "text": "{{a}" , "more": "{a}}" }', []],
  ['{ "css": "p { color: red; }", "regex": "^\\\\d{3}$", "code": "if (x) { return y; }" }', []],
  ['{ "jsonpath": "$.a[0]", "mix": "{%a b%} {%%} 100%}" }', []],
];

describe("placeholders in JSON strings", () => {
  let registry: textmate.Registry;
  before(async () => {
    const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
    await oniguruma.loadWASM(readFileSync(wasm));
    registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: async (name) => (grammars.get(name) as never) ?? null,
      getInjections: (name) =>
        manifest.contributes.grammars
          .filter(({ injectTo }: { injectTo?: string[] }) => injectTo?.includes(name))
          .map(({ scopeName }: { scopeName: string }) => scopeName),
    });
  });

  for (const language of ["source.json", "source.json.comments"])
    for (const [line, expected] of cases)
      test(`${language}: ${line}`, async () => {
        const grammar = await registry.loadGrammar(language);
        assert.deepEqual(coloured(grammar!, line), expected);
      });

  test("a slot, a variable and a snippet each have a scope of their own", async () => {
    const grammar = await registry.loadGrammar("source.json");
    const scopes = grammar!
      .tokenizeLine('["{a}{{b}}{%c%}"]', textmate.INITIAL)
      .tokens.filter((token) => token.scopes.at(-1)!.match(/^(variable|entity)/))
      .map((token) => token.scopes.slice(-2).join(" "));
    assert.deepEqual(scopes, [
      "meta.template.expression.slot.flowproof variable.other.readwrite.flowproof",
      "meta.template.expression.variable.flowproof variable.other.readwrite.flowproof",
      "meta.template.expression.snippet.flowproof entity.name.function.snippet.flowproof",
    ]);
  });
});
