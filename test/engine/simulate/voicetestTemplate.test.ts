import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { expand, placeholders } from "../../../engine/simulate/voicetest/template.ts";

suite("a prompt's placeholders", () => {
  const snippets = new Map([
    ["hello", "Hello {{name}}"],
    ["nested", "{%hello%}"],
    ["größe", "size"],
  ]);
  const variables = new Map<string, unknown>([
    ["name", "Ana"],
    ["count", 2],
    ["flag", true],
    ["looks", "{{name}} {%hello%}"],
    ["money", "$& $1 $$"],
    ["größe", 5],
    ["名前", "花子"],
  ]);
  const table: [string, string][] = [
    ["Hi {{name}}", "Hi Ana"],
    ["{{ name }}{{\n\tname\n}}", "AnaAna"],
    ["{{count}} {{flag}}", "2 True"],
    ["{{unknown}} {%unknown%}", "{{unknown}} {%unknown%}"],
    ["{%hello%}!", "Hello Ana!"],
    ["{% hello %}!", "Hello Ana!"],
    ["{%nested%}", "{%hello%}"],
    ["{{looks}}", "{{name}} {%hello%}"],
    ["{{money}}", "$& $1 $$"],
    ["{{{name}}}", "{Ana}"],
    ["{{größe}} {%größe%} {{名前}}", "5 size 花子"],
    ["{{a.b}} {{a-b}} {{a b}} {{}} {name}", "{{a.b}} {{a-b}} {{a b}} {{}} {name}"],
    ["{{\ufeffname}}", "{{\ufeffname}}"],
    ["{{__proto__}} {{constructor}}", "{{__proto__}} {{constructor}}"],
    ["", ""],
  ];
  for (const [text, expected] of table)
    test(JSON.stringify(text), () => assert.equal(expand(text, snippets, variables), expected));

  test("with their offsets, in reading order", () => {
    assert.deepEqual(placeholders("{% s %} and {{ v }}, {{{d}}} {{%x%}}"), [
      { kind: "snippet", name: "s", start: 0, end: 7 },
      { kind: "variable", name: "v", start: 12, end: 19 },
      { kind: "variable", name: "d", start: 22, end: 27 },
      { kind: "snippet", name: "x", start: 30, end: 35 },
    ]);
  });

  test("a text of nothing but braces costs a moment", () => {
    const braces = "{{ ".repeat(100_000);
    assert.equal(expand(braces, snippets, variables), braces);
    const long = `{{${"a".repeat(200_000)}`;
    assert.equal(expand(long, snippets, variables), long);
  });
});
