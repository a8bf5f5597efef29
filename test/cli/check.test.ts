import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { flowproof, folder } from "./flowproof.ts";

const flow = (target: string): string =>
  `{\n  "flow_config_version": "1",\n  "nodes": [\n    { "id": "start", "type": "start", "next_step_id": "${target}", "greeting": "Hi" },\n    { "id": "end", "type": "end" }\n  ]\n}\n`;

it("names place, severity, sentence and rule, and exits with 1", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "flow.json"), flow("edn"));
  const { code, out, err } = await flowproof(["check", "flow.json"], { cwd });
  assert.equal(err, "");
  assert.equal(
    out,
    [
      'flow.json:4:55  error  Transition goes to "edn", which is not a node; did you mean "end"? (Yappr: unknown_target_node)  unknown-target',
      '    flow.json:5:13  "end" is here',
      "",
      "1 file checked: 1 error, 0 warnings",
      "--fix mends 1 of them",
      "",
    ].join("\n"),
  );
  assert.equal(code, 1);
});

it("gives the same as JSON, lines and columns from 1", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "flow.json"), `\ufeff${flow("edn").replaceAll("\n", "\r\n")}`);
  const { code, out } = await flowproof(["check", "--format", "json", "."], { cwd });
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(out), {
    version: 1,
    files: [
      {
        path: "flow.json",
        format: "yappr-flow",
        problems: [
          {
            rule: "unknown-target",
            severity: "error",
            message: 'Transition goes to "edn", which is not a node; did you mean "end"? (Yappr: unknown_target_node)',
            line: 4,
            column: 55,
            endLine: 4,
            endColumn: 60,
            suggestion: "end",
            fixes: [
              { title: 'Change to "end"', safe: true },
              { title: 'Create the node "edn"', safe: false },
            ],
          },
        ],
      },
    ],
    summary: { files: 1, errors: 1, warnings: 0, infos: 0, hints: 0 },
  });
});

it("looks at every recognised file of a folder, honours .gitignore, and never enters node_modules", async (test) => {
  const cwd = folder(test);
  for (const path of ["a/b", "node_modules/x", "build", "a/kept", ".git"])
    mkdirSync(join(cwd, path), { recursive: true });
  writeFileSync(join(cwd, ".gitignore"), "build/\n*.local.json\n!a/kept/*.local.json\n");
  writeFileSync(join(cwd, "a/.gitignore"), "/b/secret.json\n");
  for (const path of [
    "a/b/flow.json",
    "a/b/secret.json",
    "a/mine.local.json",
    "a/kept/yours.local.json",
    "node_modules/x/flow.json",
    "build/flow.json",
    ".git/flow.json",
    "flow.jsonc",
  ])
    writeFileSync(join(cwd, path), flow("end"));
  writeFileSync(join(cwd, "package.json"), '{ "name": "x", "nodes": [] }');
  symlinkSync(cwd, join(cwd, "a/round"), "dir");
  const { code, out } = await flowproof(["check", "--format", "json"], { cwd });
  assert.equal(code, 0);
  assert.deepEqual(
    JSON.parse(out).files.map(({ path }: { path: string }) => path),
    ["a/b/flow.json", "a/kept/yours.local.json", "flow.jsonc"],
  );
});

it("takes globs, files and standard input, each file once", async (test) => {
  const cwd = folder(test);
  mkdirSync(join(cwd, "deep/er"), { recursive: true });
  writeFileSync(join(cwd, "deep/er/one.json"), flow("end"));
  writeFileSync(join(cwd, "deep/two.json"), flow("end"));
  const { code, out } = await flowproof(["check", "**/*.json", "deep/two.json", "-", "--format", "json"], {
    cwd,
    stdin: flow("end"),
  });
  assert.equal(code, 0);
  assert.deepEqual(
    JSON.parse(out).files.map(({ path }: { path: string }) => path),
    ["deep/er/one.json", "deep/two.json", "<stdin>"],
  );
});

it("reports broken JSON in a file that was asked for, whatever it is", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "any.json"), '{ "a": 1, "b" }');
  const { code, out } = await flowproof(["check", "any.json"], { cwd });
  assert.equal(code, 1);
  assert.match(out, /^any\.json:1:15 {2}error {2}Expected a value before this "}" {2}json-syntax$/m);
});

it("sets severities as flowproof.json says", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "flow.json"), flow("edn"));
  writeFileSync(join(cwd, "flowproof.json"), '{ "rules": { "unknown-target": "warning" } }');
  const { code, out } = await flowproof(["check", "flow.json"], { cwd });
  assert.equal(code, 0);
  assert.match(out, /warning {2}Transition goes to "edn"/);
  assert.match(out, /^1 file checked: 0 errors, 1 warning$/m);
});

it("says what it could not do, and exits with 2", async (test) => {
  const cwd = folder(test);
  const cases: [string[], RegExp][] = [
    [["check", "gone.json"], /^flowproof check: there is no file or folder "gone.json"$/m],
    [["check", "*.nothing"], /^flowproof check: there is no file or folder "\*\.nothing"$/m],
    [["check", "--format", "xml"], /^flowproof check: --format is "xml"; expected pretty or json$/m],
    [["check", "--fromat", "json"], /^flowproof check: Unknown option '--fromat'/m],
    [["chekc"], /^flowproof: there is no command "chekc"; flowproof --help lists them$/m],
  ];
  for (const [args, said] of cases) {
    const { code, out, err } = await flowproof(args, { cwd });
    assert.equal(code, 2, args.join(" "));
    assert.equal(out, "");
    assert.match(err, said);
  }
});

it("tells by today's date what is over", async (test) => {
  const cwd = folder(test);
  const hours = (date: string): string =>
    JSON.stringify({ businessHours: { timezone: "America/Denver", holidays: [{ date, closed: true }] } });
  writeFileSync(join(cwd, "past.json"), hours("2001-12-25"));
  writeFileSync(join(cwd, "to-come.json"), hours("9001-12-25"));
  const { code, out } = await flowproof(["check", "."], { cwd });
  assert.equal(
    out,
    [
      'past.json:1:67  hint  Holiday "2001-12-25" was over on 2001-12-25  flowyte/agent-holiday',
      "",
      "2 files checked: 0 errors, 0 warnings, 1 hint",
      "",
    ].join("\n"),
  );
  assert.equal(code, 0);
});

it("has help for itself and for each command", async () => {
  for (const args of [["--help"], ["check", "--help"], ["test", "--help"], ["simulate", "--help"], ["lsp", "--help"]]) {
    const { code, out } = await flowproof(args);
    assert.equal(code, 0);
    assert.match(out, /^Usage: flowproof /m);
  }
  assert.equal((await flowproof([])).code, 2);
  assert.match((await flowproof(["--version"])).out, /^\d+\.\d+\.\d+\n$/);
});
