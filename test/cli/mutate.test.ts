import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { passes, writeTests } from "./booking.ts";
import { flowproof, folder } from "./flowproof.ts";

// What writeTests writes in one line, this way as one would write it: then places are worth something.
function prettyFlow(cwd: string): string {
  const path = join(cwd, "flow.json");
  const text = `${JSON.stringify(JSON.parse(readFileSync(path, "utf8")), null, 2)}\n`;
  writeFileSync(path, text);
  return text;
}

/** Line and column of the first place where a text stands, from 1. */
function placeOf(text: string, what: string): string {
  const before = text.slice(0, text.indexOf(what)).split("\n");
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

/** One that books and one that declines, who both come to the end. */
const both = [
  passes("declines", { expect: { ended_at: "end" } }),
  { name: "books", turns: ["book"], mocks: { tool: { result: {} } }, expect: { ended_at: "end" } },
];

it("tells what no case notices where it stands, and the score; files are found by themselves", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [both[0]!], "below/b": [both[1]!], graph: [] });
  const text = prettyFlow(cwd);
  const { code, out, err } = await flowproof(["mutate", "flow.json"], { cwd });
  const next = placeOf(text, '"ask"\n');
  const yes = placeOf(text, '"tool"\n');
  assert.deepEqual(out.split("\n"), [
    `flow.json:${next}  No case notices if "next" of "start" goes to "end" instead of "ask"  redirect`,
    `flow.json:${yes}  No case notices if "tx-yes" goes to "end" instead of "tool"  redirect`,
    "",
    "Mutation score 77.7 %: 9 mutants, 7 killed by 2 cases, 2 survived",
    "",
  ]);
  assert.equal(err, "");
  assert.equal(code, 0);
});

it("only the tests that are named count, by file or by folder", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [both[0]!], "below/b": [both[1]!] });
  const last = async (...args: string[]): Promise<string> =>
    (await flowproof(["mutate", "flow.json", ...args], { cwd })).out.trim().split("\n").at(-1)!;
  assert.match(await last("a.flowtest.json"), /killed by 1 case, /);
  assert.match(await last("below"), /killed by 1 case, /);
  assert.match(await last("below", "a.flowtest.json"), /killed by 2 cases, /);
});

it("as JSON: counts, the score, and each survivor with its place", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: both });
  const text = prettyFlow(cwd);
  const { code, out } = await flowproof(["mutate", "flow.json", "--format", "json"], { cwd });
  const answer = JSON.parse(out) as { survived: { kind: string; line: number; column: number }[] };
  assert.deepEqual(Object.keys(answer), ["mutants", "killed", "survived", "equivalent", "score"]);
  const { survived, ...counts } = answer;
  assert.deepEqual(counts, { mutants: 9, killed: 7, equivalent: 0, score: 77.7 });
  assert.deepEqual(survived[1], {
    id: "redirect/ask/0/end",
    kind: "redirect",
    reason: "unnoticed",
    message: 'No case notices if "tx-yes" goes to "end" instead of "tool"',
    node: "ask",
    file: "flow.json",
    line: Number(placeOf(text, '"tool"\n').split(":")[0]),
    column: Number(placeOf(text, '"tool"\n').split(":")[1]),
  });
  assert.equal(code, 0);
});

it("a score below --min-score fails", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: both });
  const code = async (...args: string[]): Promise<number | null> =>
    (await flowproof(["mutate", "flow.json", ...args], { cwd })).code;
  assert.equal(await code("--min-score", "77"), 0);
  assert.equal(await code("--min-score", "78"), 1);
  assert.equal(await code("--min-score", "100", "--kinds", "drop,swap"), 0);
});

it("cases that do not pass are counted, and told of; without one that does it cannot do its work", async (test) => {
  const cwd = folder(test);
  const wrong = { name: "wrong", turns: ["no"], expect: { ended_at: "tool" } };
  writeTests(cwd, { a: [...both, wrong], b: [wrong] });
  const some = await flowproof(["mutate", "flow.json", "a.flowtest.json"], { cwd });
  assert.equal(some.err, "1 case of this flow does not pass and cannot notice anything\n");
  assert.equal(some.code, 0);
  const none = await flowproof(["mutate", "flow.json", "b.flowtest.json"], { cwd });
  assert.equal(none.err, "flowproof mutate: 1 case of this flow does not pass; flowproof test says why\n");
  assert.equal(none.code, 2);
});

it("says what is wrong with how it was called", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: both, graph: [] });
  const says = async (args: string[], expected: string): Promise<void> => {
    const { code, out, err } = await flowproof(["mutate", ...args], { cwd });
    assert.equal(err, `flowproof mutate: ${expected}\n`);
    assert.equal(out, "");
    assert.equal(code, 2);
  };
  await says([], "which flow? flowproof mutate FLOW [TESTS…]");
  await says(["a.flowtest.json", "flow.json"], "a.flowtest.json holds no flow");
  await says(["flow.json", "flow.json"], "flow.json holds no flow tests");
  await says(["flow.json", "graph.flowtest.json"], "graph.flowtest.json does not walk this flow");
  await says(["graph.json"], "no case walks this flow");
  await says(["nowhere.json"], "could not read nowhere.json: there is no such file");
  const kinds = "redirect, drop, swap, invert, blank, mock";
  await says(["flow.json", "--kinds", "drop,flip"], `--kinds has "flip"; expected some of ${kinds}`);
  await says(["flow.json", "--min-score", "101"], '--min-score is "101"; expected a whole number from 0 to 100');
});

it("a flow that is written into its tests, in another dialect", async (test) => {
  const cwd = folder(test);
  const connections = [
    { id: "1", source: "s", target: "c" },
    { id: "2", source: "c", target: "e" },
  ];
  const nodes = [
    { id: "s", type: "start" },
    { id: "c", type: "collect", data: { slot: "zip", prompt: "Zip?" } },
    { id: "e", type: "end" },
  ];
  const cases = [{ name: "gives a zip", turns: ["02139"], expect: { ended_at: "e" } }];
  writeFileSync(join(cwd, "a.flowtest.json"), JSON.stringify({ graph: { flowId: "f", nodes, connections }, cases }));
  const { code, out } = await flowproof(["mutate", "a.flowtest.json"], { cwd });
  assert.deepEqual(
    out.split("\n").map((line) => line.replace(/^\S+ {2}/, "")),
    [
      'No case notices if "success" of "s" goes to "e" instead of "c"  redirect',
      'No case notices if "c" gives "zip" no value  blank',
      "",
      "Mutation score 50 %: 4 mutants, 2 killed by 1 case, 2 survived",
      "",
    ],
  );
  assert.equal(code, 0);
});
