import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { it } from "node:test";
import { errs, fails, passes, saysGoodbye, writeTests } from "./booking.ts";
import { flowproof, folder } from "./flowproof.ts";

interface Element {
  readonly $: Readonly<Record<string, string>>;
  readonly _?: string;
  readonly [name: string]: unknown;
}

/** The XML parser that the packager of extensions brings along; strict. */
const { parseStringPromise } = createRequire(import.meta.url)("xml2js") as {
  parseStringPromise(xml: string): Promise<{ testsuites: Element }>;
};

/** The children of this name, as plain objects. */
function inside(element: Element | undefined, name: string): Element[] {
  return structuredClone(element?.[name] ?? []) as Element[];
}

it("JUnit: a suite a file, with counts, places, tags, reasons and the conversation", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, {
    a: [passes("one", { tags: ["smoke", "slow"] }), fails("two"), errs("three")],
    graph: [saysGoodbye("says goodbye")],
  });
  writeFileSync(join(cwd, "tests.json"), JSON.stringify([{ name: "model", user_prompt: "Ask.", metrics: [] }]));
  const { code, out } = await flowproof(["test", "--reporter", "junit"], { cwd });
  assert.equal(code, 1);
  const { testsuites } = await parseStringPromise(out);
  const { time, ...counts } = testsuites.$;
  assert.match(time!, /^\d+\.\d{6}$/);
  assert.deepEqual(counts, { name: "flowproof", tests: "5", failures: "1", errors: "1", skipped: "1" });
  const [a, graph, model] = inside(testsuites, "testsuite");
  assert.equal(a?.$.name, "a.flowtest.json");
  assert.equal(a?.$.tests, "3");
  const [one, two, three] = inside(a, "testcase");
  assert.equal(one?.$.name, "one");
  assert.equal(one?.$.classname, "a.flowtest.json");
  assert.equal(one?.$.file, "a.flowtest.json");
  assert.equal(one?.$.line, "5");
  const properties = inside(inside(one, "properties")[0], "property").map(({ $ }) => $);
  assert.deepEqual(properties, [
    { name: "tag", value: "smoke" },
    { name: "tag", value: "slow" },
  ]);
  assert.deepEqual(inside(two, "failure"), [
    {
      $: { message: 'Ended at "end", expected "tool"', type: "failed" },
      _: 'a.flowtest.json:20:21  Ended at "end", expected "tool"\n  expected: tool\n  actual:   end\n',
    },
  ]);
  const [said] = inside(two, "system-out") as unknown as string[];
  assert.equal(
    said,
    [
      "agent   (told: Ask.)",
      "caller  no",
      "        ask → end      tx-no, score 1: no (fragile: with tokens of three letters and more it would be no transition)",
      "        end            ended",
    ].join("\n"),
  );
  assert.deepEqual(inside(three, "error"), [
    {
      $: { message: '"tool" called a tool without a mock; add one under "mocks"', type: "errored" },
      _: "a.flowtest.json:24:15",
    },
  ]);
  assert.equal(graph?.$.name, "graph.flowtest.json");
  const [skipped] = inside(inside(model, "testcase")[0], "skipped");
  assert.match(skipped?.$.message ?? "", /^Needs a model/);
});

it("JUnit: any text is well-formed, and read back as it was", async (test) => {
  const cwd = folder(test);
  const hostile = `<&>"' ]]> tab\t line\n return\r nul\u0000 bell\u0007 \ufffe half \ud800 __proto__ é 🦊`;
  writeTests(cwd, { a: [fails(hostile, { tags: [hostile], turns: [`no ${hostile}`], expect: { says: [hostile] } })] });
  const { out } = await flowproof(["test", "--reporter", "junit"], { cwd });
  const { testsuites } = await parseStringPromise(out);
  const [one] = inside(inside(testsuites, "testsuite")[0], "testcase");
  const readable = `<&>"' ]]> tab\t line\n return\r nul\ufffd bell\ufffd \ufffd half \ufffd __proto__ é 🦊`;
  assert.equal(one?.$.name, readable);
  assert.equal(inside(inside(one, "properties")[0], "property")[0]?.$.value, readable);
});

it("GitHub: what people read, and an annotation at each expectation that was not met", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one"), fails("two: 100%, maybe"), errs("three\nlines")] });
  const { code, out } = await flowproof(["test", "--reporter", "github"], { cwd });
  assert.equal(code, 1);
  assert.match(out, /^3 cases: 1 failed, 1 errored, 1 passed$/m);
  const file = "file=a.flowtest.json";
  assert.deepEqual(
    out.split("\n").filter((line) => line.startsWith("::")),
    [
      `::error ${file},line=16,col=21,title=two%3A 100%25%2C maybe failed::Ended at "end", expected "tool"`,
      `::error ${file},line=20,col=15,title=three%0Alines errored::"tool" called a tool without a mock; add one under "mocks"`,
    ],
  );
});

it("GitHub: what people wrote is no command to the runner", async (test) => {
  const cwd = folder(test);
  const sly = "no\n::add-mask::e\n   ::stop-commands::x ##[error]y";
  writeTests(cwd, { a: [fails(sly, { turns: [sly] })] });
  const { out } = await flowproof(["test", "--reporter", "github"], { cwd });
  assert.match(out, /^ +:\u200b:add-mask::e$/m);
  // The runner looks behind spaces, and for the older kind anywhere in a line.
  const commands = out.split("\n").filter((line) => line.trimStart().startsWith("::") || line.includes("##["));
  assert.equal(commands.length, 1);
  assert.match(commands[0]!, /^::error file=a\.flowtest\.json,line=10,col=21,title=no%0A%3A%3Aadd-mask/);
});

it("a terminal is not moved by what people wrote", async (test) => {
  const cwd = folder(test);
  const sly = "no\u001b[2J\u0007\u009b31m\rx";
  writeTests(cwd, { a: [fails(sly, { turns: [sly] })] });
  const { out } = await flowproof(["test"], { cwd });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  assert.doesNotMatch(out, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  assert.match(out, /^ {2}✗ no\ufffd\[2J\ufffd\ufffd31m x /m);
});

it("GitHub Actions get annotations unasked, with files named from the root of the repository", async (test) => {
  const root = folder(test);
  const cwd = join(root, "agents/booking");
  mkdirSync(cwd, { recursive: true });
  writeTests(cwd, { a: [fails("one")] });
  const env = { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: root };
  const { out } = await flowproof(["test"], { cwd, env });
  assert.match(out, /^::error file=agents\/booking\/a\.flowtest\.json,line=10,col=21,title=one failed::/m);
  const asked = await flowproof(["test", "--reporter", "pretty"], { cwd, env });
  assert.doesNotMatch(asked.out, /^::/m);
});

it("several reports at once: one on standard output, any number in files", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one")] });
  const args = ["test", "--reporter", "junit=out/junit.xml", "--reporter", "json=out/report=1.json"];
  const { code, out, err } = await flowproof(args, { cwd });
  assert.equal(err, "");
  assert.equal(code, 0);
  assert.match(out, /^1 case: 1 passed$/m);
  assert.match(readFileSync(join(cwd, "out/junit.xml"), "utf8"), /<testcase name="one"/);
  assert.equal(JSON.parse(readFileSync(join(cwd, "out/report=1.json"), "utf8")).summary.passed, 1);
  const json = await flowproof([...args, "--reporter", "json"], { cwd });
  assert.equal(JSON.parse(json.out).summary.passed, 1);
});

it("says what is wrong with a wish for a report", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one")] });
  const says = async (wishes: string[], expected: RegExp): Promise<void> => {
    const { code, err } = await flowproof(["test", ...wishes.flatMap((wish) => ["--reporter", wish])], { cwd });
    assert.match(err, expected);
    assert.equal(code, 2);
  };
  await says(["junti"], /^flowproof test: --reporter is "junti"; did you mean "junit"\?\n$/);
  await says(["tap"], /^flowproof test: --reporter is "tap"; expected pretty, json, junit, github or html\n$/);
  await says(["json="], /^flowproof test: --reporter json= names no file; write --reporter json=FILE\n$/);
  await says(
    ["json", "junit"],
    /^flowproof test: json and junit would both go to standard output; give one of them a file: --reporter junit=FILE\n$/,
  );
  await says(
    ["json=a.json", "junit=./a.json"],
    /^flowproof test: json and junit would both be written to \.\/a\.json\n$/,
  );
  await says(["json=flow.json/a.json"], /^flowproof test: could not write flow\.json\/a\.json: /);
});

it("people see the place of what went wrong first, and its conversation", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [fails("one")] });
  const { out } = await flowproof(["test"], { cwd });
  assert.deepEqual(out.replace(/[\d.]+ ms/, "0.1 ms").split("\n"), [
    "a.flowtest.json",
    "  ✗ one  0.1 ms",
    '      a.flowtest.json:10:21  Ended at "end", expected "tool"',
    "        agent   (told: Ask.)",
    "        caller  no",
    "                ask → end      tx-no, score 1: no (fragile: with tokens of three letters and more it would be no transition)",
    "                end            ended",
    "",
    "1 case: 1 failed",
    "",
  ]);
});

it("pretty: a choice that hangs by a thread is told beside its case, although that passed", async () => {
  const { out } = await flowproof(["test", "examples/booking"], { cwd: join(import.meta.dirname, "../..") });
  const lines = out.split("\n").map((line) => line.replace(/ {2}[\d.]+ ms/, ""));
  assert.ok(
    lines.includes(
      "  ✓ a failing tool leads to the host  fragile at when: by the label alone it would be no transition",
    ),
    out,
  );
  assert.ok(
    lines.some((line) => /^ {2}✓ books a table for Friday {2}fragile at when: .*, and 1 more$/.test(line)),
    out,
  );
  assert.ok(lines.includes("  ✓ asks for a person in the middle"), out);
});
