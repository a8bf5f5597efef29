import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { flowproof, folder } from "./flowproof.ts";

const flow = {
  flow_config_version: "1",
  nodes: [
    { id: "start", type: "start", next_step_id: "ask" },
    {
      id: "ask",
      type: "conversation",
      instructions: "Ask.",
      transitions: [
        { id: "tx-yes", label: "Caller wants to book", next_step_id: "end" },
        { id: "tx-no", label: "Caller declines", next_step_id: "end" },
      ],
    },
    { id: "end", type: "end" },
  ],
};

const expect = { trace: "snapshot" };

function write(cwd: string, cases: unknown[]): string {
  writeFileSync(join(cwd, "flow.json"), JSON.stringify(flow));
  writeFileSync(join(cwd, "a.flowtest.json"), JSON.stringify({ flow: "./flow.json", cases }, null, 2));
  return join(cwd, "a.flowtest.snap.json");
}

const names = (file: string): string[] => Object.keys(JSON.parse(readFileSync(file, "utf8")).snapshots);

it("a trace that is not kept is written, and from then on compared", async (test) => {
  const cwd = folder(test);
  const file = write(cwd, [
    { name: "says {word}", each: [{ word: "book" }, { word: "declines" }], turns: ["{word}"], expect },
    { name: "goes wrong", turns: ["book"], expect: { ...expect, ended_at: "start" } },
  ]);
  const first = await flowproof(["test", "--grep", "says"], { cwd });
  assert.deepEqual([first.code, first.err], [0, "a.flowtest.snap.json: wrote 2 traces\n"]);
  assert.deepEqual(names(file), ["says book", "says declines"]);
  const text = readFileSync(file, "utf8");

  const second = await flowproof(["test"], { cwd });
  assert.deepEqual([second.code, second.err], [1, ""]);
  assert.match(second.out, /1 failed, 2 passed/);
  assert.equal(readFileSync(file, "utf8"), text);

  writeFileSync(file, text.replace('"decision": "tx-no"', '"decision": "tx-other"'));
  const third = await flowproof(["test", "--grep", "says declines"], { cwd });
  assert.equal(third.code, 1);
  assert.match(third.out, /a\.flowtest\.json:\d+:\d+ {2}The trace leaves its snapshot at "ask": eval → tx-no, /);
  assert.deepEqual(
    third.out
      .split("\n")
      .flatMap((line) => line.match(/^ {8}([-+] \{.*"decision": "[\w-]+")|^ {8}( {2}\{.*)/)?.slice(1) ?? []),
    [
      undefined,
      '  { "step_id": "ask", "kind": "enter" }',
      '- { "step_id": "ask", "kind": "eval", "decision": "tx-other"',
      undefined,
      '+ { "step_id": "ask", "kind": "eval", "decision": "tx-no"',
      undefined,
    ],
  );
});

it("a file of snapshots that cannot be read fails its cases, and is left alone", async (test) => {
  const cwd = folder(test);
  const file = write(cwd, [{ name: "books", turns: ["book"], expect }]);
  await flowproof(["test"], { cwd });
  const broken = readFileSync(file, "utf8").replace('"snapshots"', '<<<<<<< ours\n  "snapshots"');
  writeFileSync(file, broken);
  const { code, out, err } = await flowproof(["test"], { cwd });
  assert.deepEqual([code, err], [1, ""]);
  assert.match(
    out,
    /The file in which traces are kept cannot be read; mend it, or write it anew with flowproof test --update/,
  );
  assert.equal(readFileSync(file, "utf8"), broken);
  assert.match((await flowproof(["check"], { cwd })).out, /The file that keeps the trace of "books" cannot be read/);
  assert.equal((await flowproof(["test", "--update"], { cwd })).code, 0);
  assert.deepEqual(names(file), ["books"]);
  // Nothing was kept in it.
  writeFileSync(file, "");
  assert.equal((await flowproof(["test"], { cwd })).err, "a.flowtest.snap.json: wrote 1 trace\n");
});

it("in CI a trace that is not kept fails, and nothing is written", async (test) => {
  const cwd = folder(test);
  const file = write(cwd, [{ name: "books", turns: ["book"], expect }]);
  for (const [args, env] of [
    [["test", "--ci"], {}],
    [["test"], { CI: "true" }],
    [["test"], { CI: "1" }],
  ] as const) {
    const { code, out, err } = await flowproof(args, { cwd, env });
    assert.deepEqual([code, err], [1, ""]);
    assert.match(out, /There is no snapshot of this trace yet; flowproof test --update writes it/);
    assert.equal(existsSync(file), false);
  }
  assert.equal((await flowproof(["test"], { cwd, env: { CI: "false" } })).code, 0);
  assert.equal((await flowproof(["test"], { cwd, env: { CI: "1" } })).code, 0);
});

it("--update writes what has changed and removes what no case expects any more", async (test) => {
  const cwd = folder(test);
  const cases = [
    { name: "books", turns: ["book"], expect },
    { name: "declines", turns: ["declines"], expect },
  ];
  const file = write(cwd, cases);
  await flowproof(["test"], { cwd });
  write(cwd, [
    { ...cases[0], turns: ["declines"] },
    { name: "refuses", turns: ["declines"], expect },
  ]);
  const { code, err } = await flowproof(["test", "--update"], { cwd, env: { CI: "1" } });
  assert.deepEqual([code, err], [0, 'a.flowtest.snap.json: wrote 1 trace, updated 1 trace, removed "declines"\n']);
  assert.deepEqual(names(file), ["books", "refuses"]);
  assert.match(readFileSync(file, "utf8"), /"books": \{[^}]+\}[^}]+\}[^}]+\}[^}]+"tx-no"/);

  write(cwd, [{ name: "books", turns: ["book"] }]);
  const last = await flowproof(["test", "--update"], { cwd });
  assert.deepEqual([last.code, last.err], [0, 'a.flowtest.snap.json: removed "books", "refuses"\n']);
  assert.equal(existsSync(file), false);
});

it("standard input has no place for a trace", async (test) => {
  const cwd = folder(test);
  write(cwd, []);
  const stdin = JSON.stringify({ flow: "./flow.json", cases: [{ name: "books", turns: ["book"], expect }] });
  const { code, out, err } = await flowproof(["test", "-", "--update"], { cwd, stdin });
  assert.deepEqual([code, err], [1, ""]);
  assert.match(out, /There is no snapshot of this trace yet/);
});

it("traces are kept in CI whichever thread a case runs in", async (test) => {
  const cwd = folder(test);
  write(cwd, [
    { name: "books", turns: ["book"], expect },
    { name: "declines", turns: ["declines"], expect },
  ]);
  await flowproof(["test"], { cwd });
  const { code, out } = await flowproof(["test", "--ci", "--jobs", "2"], { cwd });
  assert.equal(code, 0, out);
});
