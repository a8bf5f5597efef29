import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import { lint, type Problem, read, rules } from "../../engine/index.ts";
import { Diagnostics } from "../../server/diagnostics.ts";
import { Documents } from "../../server/documents.ts";
import { guard } from "../../server/guard.ts";
import { dangling } from "./fixtures.ts";

const ids = (problems: readonly Problem[]) => problems.map(({ rule }) => rule);

/** Runs with one rule more, which has a bug. */
function withBrokenRule<T>(run: () => T): T {
  const list = rules as (typeof rules)[number][];
  list.unshift({
    id: "broken",
    severity: "error",
    check() {
      throw new Error("a bug of ours");
    },
  });
  try {
    return run();
  } finally {
    list.shift();
  }
}

suite("a bug of ours costs one answer", () => {
  const logged: string[] = [];
  const attempt = guard((message) => logged.push(message));

  test("a handler that throws, at once or later, is answered for and logged with its stack", async () => {
    for (const handler of [
      () => {
        throw new Error("at once");
      },
      async () => {
        await null;
        throw new Error("later");
      },
    ])
      assert.deepEqual(await attempt("Answering", [] as string[], handler)(), []);
    assert.match(logged[0]!, /^Answering failed: Error: at once\n +at .*guard\.test\.ts/);
    assert.match(logged[1]!, /^Answering failed: Error: later\n/);
  });

  test("what is thrown need not be an error", async () => {
    const handler = () => {
      throw "text";
    };
    assert.equal(await attempt("Answering", null, handler)(), null);
    assert.equal(logged.at(-1), "Answering failed: text");
  });

  test("a handler runs at once up to its first await, so notifications keep their order", () => {
    const order: number[] = [];
    const note = attempt("Noting", undefined, (number: number) => void order.push(number));
    void note(1);
    void note(2);
    assert.deepEqual(order, [1, 2]);
  });

  test("a rule that throws loses its own answer, and no other", () => {
    const failed: [string, unknown][] = [];
    const problems = withBrokenRule(() =>
      lint(read(dangling, "booking.json"), { failed: (rule, error) => failed.push([rule, (error as Error).message]) }),
    );
    assert.deepEqual(ids(problems), ["unknown-target"]);
    assert.deepEqual(failed, [["broken", "a bug of ours"]]);
  });

  test("a check that fails is logged, and the next one is made", async () => {
    const documents = new Documents(async () => undefined);
    const failures: unknown[] = [];
    const published: number[] = [];
    let bug = true;
    let resolve = () => {};
    const told = new Promise<void>((settle) => {
      resolve = settle;
    });
    const diagnostics = new Diagnostics({
      documents,
      publish: (params) => {
        published.push(params.diagnostics.length);
        resolve();
      },
      checking: async () => {
        if (bug) throw new Error("a bug of ours");
        return { settings: {}, uses: new Set() };
      },
      settled() {},
      failed: (_, error) => failures.push((error as Error).message),
    });
    const uri = "file:///booking.json";
    documents.didOpen({ uri, languageId: "json", version: 1, text: dangling });
    diagnostics.opened(uri);
    await Promise.resolve();
    bug = false;
    diagnostics.changed(uri);
    await told;
    assert.deepEqual(failures, ["a bug of ours"]);
    assert.deepEqual(published, [1]);
  });
});

suite("a snapshot stays as it is", () => {
  const uri = "file:///booking.json";
  const item = { uri, languageId: "json", version: 1, text: dangling };

  test("it is parsed once a version", () => {
    const documents = new Documents(async () => undefined);
    documents.didOpen(item);
    const first = documents.open(uri)!;
    assert.equal(documents.open(uri), first);
    assert.ok(documents.current(first));
    documents.didChange({ textDocument: { uri, version: 2 }, contentChanges: [{ text: `\n${dangling}` }] });
    assert.ok(!documents.current(first));
    assert.notEqual(documents.open(uri), first);
  });

  test("its positions are its own after the document has moved on", () => {
    const documents = new Documents(async () => undefined);
    documents.didOpen(item);
    const first = documents.open(uri)!;
    const start = dangling.indexOf('"bey"');
    const span = { start, end: start + 5 };
    const before = first.range(span);
    documents.didChange({ textDocument: { uri, version: 2 }, contentChanges: [{ text: "\n\n\n" }] });
    assert.deepEqual(first.range(span), before);
    assert.deepEqual(before.start, TextDocument.create(uri, "json", 1, dangling).positionAt(start));
  });

  test("a closed file is read once, by however many at a time, until it is forgotten", async () => {
    let reads = 0;
    const documents = new Documents(async () => {
      reads++;
      return dangling;
    });
    const [one, two] = await Promise.all([documents.find(uri), documents.find(uri)]);
    assert.equal(one, two);
    assert.equal(reads, 1);
    documents.forget(uri);
    await documents.find(uri);
    assert.equal(reads, 2);
  });

  test("no more than a few hundred closed files are kept", async () => {
    const reads: string[] = [];
    const documents = new Documents(async (at) => {
      reads.push(at);
      return "{}";
    });
    for (let i = 0; i < 600; i++) {
      await documents.find(`file:///${i}.json`);
      await documents.find("file:///0.json"); // in use all the time
    }
    assert.equal(reads.length, 600);
    await documents.find("file:///599.json");
    assert.equal(reads.length, 600);
    await documents.find("file:///1.json");
    assert.equal(reads.length, 601);
  });
});
