import assert from "node:assert/strict";
import { it } from "node:test";
import { errs, fails, passes, saysGoodbye, writeTests } from "./booking.ts";
import { flowproof, folder, type Ran } from "./flowproof.ts";

/** The names of the cases that were told, in order. */
function told({ out }: Ran): string[] {
  return [...out.matchAll(/^ {2}[✓✗!-] (\S+)/gm)].map(([, name]) => name!);
}

it("chooses by tags: any of those named, none of those with an exclamation mark", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, {
    a: [
      passes("one", { tags: ["smoke"] }),
      passes("two", { tags: ["slow", "smoke"] }),
      passes("three"),
      passes("four", { tags: ["night"] }),
    ],
  });
  const by = async (...args: string[]): Promise<string[]> => told(await flowproof(["test", ...args], { cwd }));
  assert.deepEqual(await by("--tag", "smoke"), ["one", "two"]);
  assert.deepEqual(await by("--tag", "smoke", "--tag", "night"), ["one", "two", "four"]);
  assert.deepEqual(await by("--tag", "smoke, night"), ["one", "two", "four"]);
  assert.deepEqual(await by("--tag", "smoke,!slow"), ["one"]);
  assert.deepEqual(await by("--tag", "!slow"), ["one", "three", "four"]);
  assert.deepEqual(await by("--tag", "!nobody-has-this"), ["one", "two", "three", "four"]);
  assert.deepEqual(await by("--tag", "smoke", "--grep", "TW"), ["two"]);
});

it("says what is wrong with a choice, and does not pass", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one", { tags: ["smoke"] }), passes("two", { tags: ["slow"] })] });
  const says = async (args: string[], expected: string): Promise<void> => {
    const { code, out, err } = await flowproof(["test", ...args], { cwd });
    assert.equal(err, `flowproof test: ${expected}\n`);
    assert.equal(out, "");
    assert.equal(code, 2);
  };
  await says(["--tag", "smok"], 'no case has the tag "smok"; did you mean "smoke"?');
  await says(["--tag", "weekly"], 'no case has the tag "weekly"');
  await says(["--tag", "smoke", "--grep", "two"], 'no case has "two" in its name and the tag "smoke"');
  await says(["--tag", "!smoke,!slow"], 'no case has none of the tags "smoke", "slow"');
  const shard = "expected the part and how many there are, such as 1/3, 2/3 and 3/3";
  for (const wrong of ["0/3", "4/3", "1", "1/0", "a/b", "1/3/5", "-1/3"])
    await says([`--shard=${wrong}`], `--shard is "${wrong}"; ${shard}`);
  await says(["--bail=0"], '--bail is "0"; expected a whole number from 1 to 999999');
  await says(["--repeat", "often"], '--repeat is "often"; expected a whole number from 1 to 999999');
  await says(["--seed", "1.5"], '--seed is "1.5"; expected a whole number from 0 to 999999999');
  await says(["--jobs", "0"], '--jobs is "0"; expected a number from 1 to 999, or auto');
});

it("parts for several machines are all cases, each once, and of the same size but for one", async (test) => {
  const cwd = folder(test);
  const names = Array.from({ length: 11 }, (_, i) => `case-${i}`);
  writeTests(cwd, {
    a: names.slice(0, 4).map((name) => passes(name)),
    b: names.slice(4, 5).map((name) => passes(name)),
    c: names.slice(5).map((name) => passes(name)),
  });
  const parts = await Promise.all(
    [1, 2, 3, 4].map((i) => flowproof(["test", "--shard", `${i}/4`], { cwd }).then(told)),
  );
  assert.deepEqual(parts.flat(), names);
  assert.deepEqual(
    parts.map((part) => part.length),
    [2, 3, 3, 3],
  );
});

it("a machine for which no case is left is no failure", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one")] });
  const { code, out } = await flowproof(["test", "--shard", "1/2"], { cwd });
  assert.equal(out, "0 cases: 0 passed (part 1 of 2)\n");
  assert.equal(code, 0);
});

it("lists what would run", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [fails("one", { tags: ["smoke", "slow"] }), passes("two")], b: [passes("three")] });
  const { code, out } = await flowproof(["test", "--list", "--shard", "1/2"], { cwd });
  assert.equal(out, "a.flowtest.json:5:15  one  [smoke, slow]\n");
  assert.equal(code, 0);
  const all = await flowproof(["test", "--list", "--grep", "t"], { cwd });
  assert.equal(all.out, "a.flowtest.json:18:15  two\nb.flowtest.json:5:15  three\n");
});

it("a random order is repeated by its seed", async (test) => {
  const cwd = folder(test);
  const names = Array.from({ length: 12 }, (_, i) => `case-${i}`);
  writeTests(cwd, { a: names.slice(0, 6).map((n) => passes(n)), b: names.slice(6).map((n) => passes(n)) });
  const first = await flowproof(["test", "--random"], { cwd });
  const [, seed = ""] = /in the order of --seed (\d+)\)$/m.exec(first.out) ?? [];
  assert.match(seed, /^\d+$/, first.out);
  assert.deepEqual([...told(first)].sort(), [...names].sort());
  assert.deepEqual(told(await flowproof(["test", "--seed", seed], { cwd })), told(first));
  const [a, b] = await Promise.all(["1", "2"].map((s) => flowproof(["test", "--seed", s], { cwd }).then(told)));
  assert.notDeepEqual(a, b);
  assert.notDeepEqual(a, names);
});

it("stops after the first failure, or after several, and tells how many did not run", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, {
    a: [passes("one"), fails("two"), passes("three"), errs("four"), passes("five")],
    b: [passes("six")],
  });
  const first = await flowproof(["test", "--bail"], { cwd });
  assert.deepEqual(told(first), ["one", "two"]);
  assert.match(first.out, /^6 cases: 1 failed, 1 passed, 4 not run$/m);
  assert.equal(first.code, 1);
  for (const args of [["--bail", "2"], ["--bail=2"]])
    assert.match(
      (await flowproof(["test", ...args], { cwd })).out,
      /^6 cases: 1 failed, 1 errored, 2 passed, 2 not run$/m,
    );
  // What follows it is a path where it is no number.
  assert.match((await flowproof(["test", "--bail", "b.flowtest.json"], { cwd })).out, /^1 case: 1 passed$/m);
});

it("runs everything several times, and until something fails", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one"), fails("two")], b: [passes("three")] });
  const thrice = await flowproof(["test", "--repeat", "3"], { cwd });
  assert.match(thrice.out, /^ {2}✗ two {2}[\d.]+ ms {2}in 3 rounds$/m);
  assert.match(thrice.out, /^3 cases: 1 failed, 2 passed \(3 rounds\)$/m);
  assert.equal(thrice.code, 1);
  const until = await flowproof(["test", "--until-failure", "--repeat", "50"], { cwd });
  assert.match(until.out, /^3 cases: 1 failed, 2 passed$/m);
  const fine = await flowproof(["test", "b.flowtest.json", "--until-failure", "--repeat", "50"], { cwd });
  assert.match(fine.out, /^1 case: 1 passed \(50 rounds\)$/m);
  assert.equal(fine.code, 0);
  const shuffled = await flowproof(["test", "b.flowtest.json", "--repeat", "2", "--seed", "7"], { cwd });
  assert.match(shuffled.out, /^1 case: 1 passed \(2 rounds, in the order of --seed 7\)$/m);
});

it("several threads come to what one comes to, in the same order", async (test) => {
  const cwd = folder(test);
  const cases = (from: number): object[] =>
    Array.from({ length: 20 }, (_, i) => [passes, fails, errs][(from + i) % 3]!(`case-${from + i}`));
  writeTests(cwd, {
    a: cases(0),
    b: cases(20),
    "sub/c": cases(40),
    graph: [saysGoodbye("goodbye")],
  });
  const timeless = ({ out, err, code }: Ran): object => ({
    out: out.replace(/"duration_ms":[\d.]+/g, "").replace(/[\d.]+ ms/g, ""),
    err,
    code,
  });
  for (const args of [[], ["--bail", "5"], ["--seed", "3"], ["--reporter", "json"], ["--repeat", "2"]]) {
    const one = await flowproof(["test", "--jobs", "1", ...args], { cwd });
    const many = await flowproof(["test", "--jobs", "3", ...args], { cwd });
    assert.equal(one.code, 1);
    assert.deepEqual(timeless(many), timeless(one), args.join(" "));
  }
});
