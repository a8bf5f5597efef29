import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { it } from "node:test";
import { script, scriptHash } from "../../engine/report/test/html/script.ts";
import { errs, fails, passes, saysGoodbye, writeTests } from "./booking.ts";
import { flowproof, folder } from "./flowproof.ts";

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
}

/** The HTML parser that the packager of extensions brings along; it reads as browsers do, and says what they put up with. */
const { parse } = createRequire(import.meta.url)("parse5") as {
  parse(html: string, options: { onParseError(error: { code: string }): void }): Node;
};

function page(html: string): Node {
  const errors: string[] = [];
  const root = parse(html, { onParseError: ({ code }) => errors.push(code) });
  assert.deepEqual(errors, []);
  return root;
}

function* all(node: Node): Iterable<Node> {
  yield node;
  for (const child of node.childNodes ?? []) yield* all(child);
}

function find(node: Node, name: string, attributes: Readonly<Record<string, string>> = {}): Node[] {
  return [...all(node)].filter(
    (each) =>
      each.nodeName === name && Object.entries(attributes).every(([key, value]) => attribute(each, key) === value),
  );
}

function attribute(node: Node | undefined, name: string): string | undefined {
  return node?.attrs?.find((each) => each.name === name)?.value;
}

function textOf(node: Node | undefined): string {
  return node ? [...all(node)].map(({ value = "" }) => value).join("") : "";
}

it("one page: counts, each case with its conversation beside what the flow did, and what is covered", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, {
    a: [passes("one", { tags: ["smoke"] }), fails("two"), errs("three")],
    graph: [saysGoodbye("four")],
  });
  const { code, out } = await flowproof(["test", "--reporter", "html"], { cwd });
  assert.equal(code, 1);
  const root = page(out);
  assert.equal(textOf(find(root, "h1")[0]), "2 of 4 cases did not pass");
  const counts = find(find(root, "dl", { class: "counts" })[0]!, "div").map(textOf);
  assert.deepEqual(counts, ["failed1", "errored1", "passed2"]);
  const cases = [...all(root)].filter(({ nodeName }) => nodeName === "details");
  assert.deepEqual(
    cases.map((one) => [attribute(one, "id"), attribute(one, "data-status"), attribute(one, "open") !== undefined]),
    [
      ["case-1", "passed", false],
      ["case-2", "failed", true],
      ["case-3", "errored", true],
      ["case-4", "passed", false],
    ],
  );
  assert.match(textOf(find(cases[0]!, "summary")[0]), /^✓onepassedtag smoke/);
  const links = find(find(root, "nav")[0]!, "a").map((each) => [attribute(each, "href"), textOf(each)]);
  assert.deepEqual(links, [
    ["#case-2", "two"],
    ["#case-3", "three"],
  ]);
  const [failure] = find(cases[1]!, "div", { class: "failure" });
  assert.match(textOf(failure), /^Ended at "end", expected "tool"\s*a\.flowtest\.json:19:21/);
  assert.equal(textOf(find(failure!, "ins")[0]), "tool");
  assert.equal(textOf(find(failure!, "del")[0]), "end");
  const [talk] = find(cases[1]!, "table", { class: "walk" });
  assert.deepEqual(find(talk!, "th").map(textOf), ["Conversation", "What the flow did"]);
  assert.deepEqual(find(talk!, "td").map(textOf), [
    "agent(told: Ask.)callerno",
    "ask → end tx-no, score 1: no fragile: with tokens of three letters and more it would be no transition" +
      "end ended",
  ]);
  const [flow, graph] = find(root, "table", { class: "coverage" });
  const rows = (table: Node | undefined): string[] =>
    find(table!, "tr").map((row) =>
      `${attribute(row, "class") ?? ""} ${(row.childNodes ?? []).map(textOf).join("|")}`.trim(),
    );
  assert.deepEqual(rows(flow), [
    "Node, and what lies in it|Times|Cases",
    "met start|3|one, two, three",
    "met next → ask|3|one, two, three",
    "met ask|3|one, two, three",
    "met tx-yes → tool|1|three",
    "met tx-no → end|2|one, two",
    "met tool|1|three",
    "missed success → end|0|missed",
    "met end|2|one, two",
  ]);
  assert.deepEqual(rows(graph), [
    "Node, and what lies in it|Times|Cases",
    "met hello|1|four",
    "met caller says goodbye → bye|1|four",
    "met bye|1|four",
  ]);
});

it("whatever people have written arrives as text", async (test) => {
  const cwd = folder(test);
  const hostile = `</script><script>alert(1)</script><img src=x onerror="alert(1)">'"\`&amp;\u0000\u202e]]>-->`;
  const plain = await (async () => {
    writeTests(cwd, { a: [fails("plain", { tags: ["plain"], turns: ["no plain"], expect: { says: ["plain"] } })] });
    return page((await flowproof(["test", "--reporter", "html"], { cwd })).out);
  })();
  writeTests(cwd, {
    a: [
      fails(hostile, {
        tags: [hostile],
        turns: [`no ${hostile}`],
        variables: { [hostile]: hostile },
        expect: { says: [hostile] },
      }),
    ],
  });
  const root = page((await flowproof(["test", "--reporter", "html"], { cwd })).out);
  const elements = (node: Node): string[] =>
    [
      ...new Set(
        [...all(node)].flatMap((each) => [each.nodeName, ...(each.attrs ?? []).map(({ name }) => `@${name}`)]),
      ),
    ].sort();
  assert.deepEqual(
    elements(root).filter((name) => !elements(plain).includes(name)),
    ["dd", "dl", "dt"].filter((name) => !elements(plain).includes(name)),
  );
  assert.equal(find(root, "script").length, 1);
  assert.ok(textOf(find(root, "summary")[0]).includes(hostile.replace("\u0000", "\ufffd")));
  assert.ok(textOf(find(root, "div", { class: "failure" })[0]).includes(hostile.replace("\u0000", "\ufffd")));
});

it("loads nothing, and runs no script but its own", async (test) => {
  assert.equal(scriptHash, createHash("sha256").update(script).digest("base64"), "the hash of the script is stale");
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one")] });
  const { code, out } = await flowproof(["test", "--reporter", "html"], { cwd });
  assert.equal(code, 0);
  const root = page(out);
  assert.equal(textOf(find(root, "h1")[0]), "The one case passed");
  assert.equal(
    attribute(find(root, "meta", { "http-equiv": "Content-Security-Policy" })[0], "content"),
    `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'; base-uri 'none'; form-action 'none'`,
  );
  assert.equal(textOf(find(root, "script")[0]), script);
  for (const node of all(root))
    for (const { name, value } of node.attrs ?? [])
      if (name === "href" || name === "src" || /^https?:/.test(value))
        assert.match(value, /^#/, `${node.nodeName} ${name}`);
  assert.doesNotMatch(out, /url\(|@import/);
});
