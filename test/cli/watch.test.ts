import assert from "node:assert/strict";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it, type TestContext } from "node:test";
import type { Io } from "../../engine/cli/io.ts";
import { run } from "../../engine/cli/main.ts";
import { errs, fails, passes, saysGoodbye, writeTests } from "./booking.ts";
import { flowproof, folder, start } from "./flowproof.ts";

/** What somebody who watches sees: everything up to the next time that it waits for changes. */
class Screen {
  private text = "";
  private waiting: { done(text: string): void; failed(error: Error): void } | undefined;

  write(text: string): void {
    this.text += text;
    this.look();
  }

  ended(): void {
    this.waiting?.failed(new Error(`It ended; what it said last:\n${this.text}`));
  }

  next(): Promise<string> {
    return new Promise((done, failed) => {
      this.waiting = { done, failed };
      this.look();
    });
  }

  private look(): void {
    const end = /waiting for changes.*\n/.exec(this.text);
    if (!end || !this.waiting) return;
    const { done } = this.waiting;
    const seen = this.text.slice(0, end.index);
    this.text = this.text.slice(end.index + end[0].length);
    this.waiting = undefined;
    done(seen.replace(/[\d.]+ ms/g, "0 ms"));
  }
}

/** Starts the command in a folder, and ends it with the test. */
function watch(test: TestContext, cwd: string, ...args: string[]): Screen {
  const screen = new Screen();
  const child = start(["test", "--watch", ...args], { cwd });
  test.after(() => child.kill());
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => screen.write(text));
  child.on("close", () => screen.ended());
  return screen;
}

/** The cases that were run, with their marks. */
function ranIn(screen: string): string[] {
  return [...screen.matchAll(/^ {2}([✓✗!-]) (\S+)/gm)].map(([, mark, name]) => `${mark} ${name}`);
}

function edit(cwd: string, name: string, change: (text: string) => string): void {
  const path = join(cwd, name);
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

it("after a change just the cases run again that it can affect", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, {
    a: [passes("declines"), passes("books", { turns: ["book"], mocks: { tool: { result: 1 } } })],
    graph: [saysGoodbye("goodbye")],
  });
  const screen = watch(test, cwd);
  const first = await screen.next();
  assert.deepEqual(ranIn(first), ["✓ declines", "✓ books", "✓ goodbye"]);
  assert.match(first, /^3 cases: 3 passed$/m);

  // Only `books` comes to the tool.
  edit(cwd, "flow.json", (text) => text.replace('"success_next_step_id":"end"', '"success_next_step_id":"ask"'));
  const flow = await screen.next();
  assert.match(flow, /^flow\.json changed: it can affect 1 of 3 cases$/m);
  assert.deepEqual(ranIn(flow), ["✗ books"]);
  assert.match(flow, /^in all 3 cases: 1 failed, 2 passed$/m);

  edit(cwd, "flow.json", (text) => text.replace('"success_next_step_id":"ask"', '"success_next_step_id":"end"'));
  assert.deepEqual(ranIn(await screen.next()), ["✓ books"]);

  edit(cwd, "graph.flowtest.json", (text) => text.replace('"bye"', '"hello"').replace('"goodbye"\n', '"well"\n'));
  const graph = await screen.next();
  assert.match(graph, /^graph\.flowtest\.json changed: it can affect 1 of 3 cases$/m);
  assert.deepEqual(ranIn(graph), ["✓ goodbye"]);

  edit(cwd, "graph.json", (text) => text.replace("Say goodbye.", "Say farewell."));
  const prompt = await screen.next();
  assert.match(prompt, /^graph\.json changed: no case is affected$/m);
  assert.match(prompt, /^in all 3 cases: 3 passed$/m);
});

it("notices files and folders that come, go, and are put in the place of others", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one")] });
  const screen = watch(test, cwd);
  await screen.next();

  // As many editors save.
  writeFileSync(join(cwd, "new.tmp"), JSON.stringify({ flow: "./flow.json", cases: [passes("one"), fails("two")] }));
  renameSync(join(cwd, "new.tmp"), join(cwd, "a.flowtest.json"));
  const replaced = await screen.next();
  assert.deepEqual(ranIn(replaced), ["✗ two"]);

  mkdirSync(join(cwd, "deep/down"), { recursive: true });
  writeFileSync(
    join(cwd, "deep/down/b.flowtest.json"),
    JSON.stringify({ flow: "../../flow.json", cases: [passes("three")] }),
  );
  assert.deepEqual(ranIn(await screen.next()), ["✓ three"]);
  edit(cwd, "deep/down/b.flowtest.json", (text) => text.replace('"no"', '"book"'));
  assert.deepEqual(ranIn(await screen.next()), ["! three"]);

  rmSync(join(cwd, "deep"), { recursive: true });
  const gone = await screen.next();
  assert.match(gone, /^in all 2 cases: 1 failed, 1 passed$/m);

  rmSync(join(cwd, "flow.json"));
  const missing = await screen.next();
  assert.deepEqual(ranIn(missing), ["! one", "! two"]);
  assert.match(missing, /Could not read "\.\/flow\.json": there is no such file/);
});

it("other people's files are none of its business, and a half-written one does not stop it", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one")] });
  writeFileSync(join(cwd, "package.json"), '{"name": "somebody else"}');
  const screen = watch(test, cwd);
  await screen.next();
  writeFileSync(join(cwd, "package.json"), '{"name": "another"}');
  writeFileSync(join(cwd, "notes.txt"), "no flow");
  edit(cwd, "a.flowtest.json", () => "{");
  // There are no cases now; that is said, and the next change is waited for.
  edit(cwd, "a.flowtest.json", () => JSON.stringify({ flow: "./flow.json", cases: [fails("one"), passes("two")] }));
  const back = await screen.next();
  assert.deepEqual(ranIn(back), ["✗ one", "✓ two"]);
  assert.doesNotMatch(back, /package\.json/);
});

it("a failed case names the places where its expectations stand now", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [fails("one")] });
  const screen = watch(test, cwd);
  assert.match(await screen.next(), /a\.flowtest\.json:10:21/);
  edit(cwd, "a.flowtest.json", (text) => `\n\n${text}`);
  assert.match(await screen.next(), /a\.flowtest\.json:12:21/);
});

it("reports in files are kept up to date, with all cases", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one"), passes("two")] });
  const screen = watch(test, cwd, "--reporter", "json=out.report");
  await screen.next();
  edit(cwd, "a.flowtest.json", (text) => text.replace('"no"', '"book"'));
  await screen.next();
  const { cases } = JSON.parse(readFileSync(join(cwd, "out.report"), "utf8"));
  assert.deepEqual(
    cases.map((one: { name: string; status: string }) => [one.name, one.status]),
    [
      ["one", "errored"],
      ["two", "passed"],
    ],
  );
});

it("kept traces are written once, and compared again when somebody edits them", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one", { expect: { trace: "snapshot" } }), passes("two")] });
  const screen = watch(test, cwd);
  assert.match(await screen.next(), /wrote 1 trace/);
  edit(cwd, "a.flowtest.snap.json", (text) => text.replace("tx-no", "tx-yes"));
  const edited = await screen.next();
  assert.match(edited, /^a\.flowtest\.snap\.json changed: it can affect 1 of 2 cases$/m);
  assert.deepEqual(ranIn(edited), ["✗ one"]);
});

it("says what does not go together with watching", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one")] });
  const says = async (args: string[], expected: string): Promise<void> => {
    const { code, err } = await flowproof(["test", "--watch", ...args], { cwd });
    assert.equal(err, `flowproof test: ${expected}\n`);
    assert.equal(code, 2);
  };
  await says(["--shard", "1/2"], "--watch and --shard do not go together");
  await says(["--update"], "--watch and --update do not go together");
  await says(["-"], "--watch watches files; standard input is none");
  await says(["--reporter", "json"], "--watch tells people what it does; write --reporter json=FILE");
  await says(["--tag", "none"], 'no case has the tag "none"');
});

/** A terminal with a keyboard. */
class Terminal implements Io {
  readonly screen = new Screen();
  readonly colours = false;
  readonly terminal = true;
  readonly env = {};
  readonly cwd: string;
  press: (key: string) => void = () => {};

  constructor(cwd: string) {
    this.cwd = cwd;
  }

  out = (text: string): void => this.screen.write(text);
  err = (text: string): void => this.screen.write(text);
  stdin = async (): Promise<string> => "";
  async *lines(): AsyncIterable<string> {}
  keys = (pressed: (key: string) => void): (() => void) => {
    this.press = pressed;
    return () => {
      this.press = () => {};
    };
  };
}

it("a test file that is no JSON is said to be none; once it is again, only what differs from before runs", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one"), passes("two")] });
  const terminal = new Terminal(cwd);
  const told = new Promise<string>((resolve) => {
    terminal.err = resolve;
  });
  const ended = run(["test", "--watch"], terminal);
  await terminal.screen.next();
  edit(cwd, "a.flowtest.json", (text) => text.slice(0, text.lastIndexOf("]")));
  assert.match(await told, /^flowproof test: a\.flowtest\.json:\d+:\d+ is no JSON: /);
  const cases = [passes("one"), passes("two", { turns: ["no", "again"] })];
  edit(cwd, "a.flowtest.json", () => JSON.stringify({ flow: "./flow.json", cases }));
  assert.deepEqual(ranIn(await terminal.screen.next()), ["✓ two"]);
  terminal.press("q");
  assert.equal(await ended, 0);
});

it("quitting while nothing can run says so in the exit code", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one")] });
  const terminal = new Terminal(cwd);
  const told = new Promise<string>((resolve) => {
    terminal.err = resolve;
  });
  const ended = run(["test", "--watch"], terminal);
  await terminal.screen.next();
  rmSync(join(cwd, "a.flowtest.json"));
  assert.match(await told, /there are no flow tests here/);
  terminal.press("q");
  assert.equal(await ended, 2);
});

it("keys: all again, what failed, the same again, quit", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one"), fails("two"), errs("three")] });
  const terminal = new Terminal(cwd);
  const { screen } = terminal;
  const ended = run(["test", "--watch"], terminal);
  const first = await screen.next();
  assert.ok(first.startsWith("\u001b[2J\u001b[H"), "the screen is cleared in a terminal");
  assert.deepEqual(ranIn(first), ["✓ one", "✗ two", "! three"]);

  terminal.press("f");
  const failed = await screen.next();
  assert.match(failed, /What failed: 2 of 3 cases/);
  assert.deepEqual(ranIn(failed), ["✗ two", "! three"]);
  terminal.press("\r");
  assert.deepEqual(ranIn(await screen.next()), ["✗ two", "! three"]);
  terminal.press("a");
  assert.deepEqual(ranIn(await screen.next()), ["✓ one", "✗ two", "! three"]);
  terminal.press("x");
  terminal.press("q");
  assert.equal(await ended, 1);

  edit(cwd, "a.flowtest.json", () => JSON.stringify({ flow: "./flow.json", cases: [passes("one")] }));
  const again = new Terminal(cwd);
  const fine = run(["test", "--watch"], again);
  await again.screen.next();
  again.press("f");
  assert.match(await again.screen.next(), /Nothing has failed/);
  again.press("\u0003");
  assert.equal(await fine, 0);
});
