import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { flowproof, folder, root } from "./flowproof.ts";

const example = (path: string): string => join(root, "examples", path);
const booking = example("booking/booking.json");
const request = example("service-request/service-request.json");

interface File {
  readonly flow: string;
  readonly skills?: string;
  readonly cases: readonly { readonly name: string; readonly turns: readonly unknown[] }[];
}

describe("generate", () => {
  it("prints cases for everything that can be reached, and they pass", async (test) => {
    const cwd = folder(test);
    const { code, out, err } = await flowproof(["generate", booking], { cwd });
    assert.equal(err, "8 cases; 17 of 17 transitions that can be reached, 100 %\n");
    assert.equal(code, 0);
    writeFileSync(join(cwd, "a.flowtest.json"), out);
    const tested = await flowproof(["test", "a.flowtest.json", "--min-transitions", "100"], { cwd });
    assert.equal(tested.code, 0, tested.out + tested.err);
  });

  it("writes a file that names the flow and the catalogue beside it", async (test) => {
    const cwd = folder(test);
    const { code, out, err } = await flowproof(["generate", request, "-o", "b.flowtest.json"], { cwd });
    assert.equal(out, "");
    assert.equal(err, "3 cases written to b.flowtest.json\n3 cases; 13 of 13 transitions that can be reached, 100 %\n");
    assert.equal(code, 0);
    const file = JSON.parse(readFileSync(join(cwd, "b.flowtest.json"), "utf8")) as File;
    assert.match(file.flow, /service-request\.json$/);
    assert.match(file.skills!, /service-request\.flowyte-skills\.json$/);
    assert.equal((await flowproof(["test", "b.flowtest.json"], { cwd })).code, 0);
  });

  it("adds to a file what is missing there, in its own formatting, and then nothing", async (test) => {
    const cwd = folder(test);
    writeFileSync(join(cwd, "booking.json"), readFileSync(booking, "utf8"));
    const before = readFileSync(example("booking/booking.flowtest.json"), "utf8");
    writeFileSync(join(cwd, "booking.flowtest.json"), before);
    const more = await flowproof(["generate", "booking.json", "-o", "booking.flowtest.json"], { cwd });
    assert.equal(more.code, 0, more.err);
    const after = readFileSync(join(cwd, "booking.flowtest.json"), "utf8");
    const kept = before.slice(0, before.lastIndexOf("}\n  ]"));
    assert.ok(after.startsWith(kept), "what was there is there as it was");
    assert.ok(after.includes('\n      "turns": ["Change or cancel a booking"],\n'), after);
    assert.match(more.err, /^(\d) cases written to booking\.flowtest\.json\n\1 new cases; 17 of 17 transitions/);
    const tested = await flowproof(["test", "booking.flowtest.json", "--min-transitions", "100"], { cwd });
    assert.equal(tested.code, 0, tested.out);
    const again = await flowproof(["generate", "booking.json", "-o", "booking.flowtest.json"], { cwd });
    assert.equal(again.err, "0 new cases; 17 of 17 transitions that can be reached, 100 %\n");
    assert.equal(readFileSync(join(cwd, "booking.flowtest.json"), "utf8"), after);
  });

  it("takes one transition, named by its id, its target or its handle", async () => {
    for (const name of ["check-table:error", "check-table>to-the-host", "offer-other:tx-no-time", "tx-no-time"]) {
      const { code, out, err } = await flowproof(["generate", booking, "--take", name]);
      assert.equal(`${code} ${err}`, "0 ");
      const { cases } = JSON.parse(out) as File;
      assert.equal(cases.length, 1);
      const expected = name.startsWith("check") ? "goes to to-the-host when check-table fails" : "takes tx-no-time";
      assert.equal(cases[0]!.name, expected);
    }
  });

  it("says what was probably meant by a name, and which ones it could be", async () => {
    const said = async (name: string): Promise<string> => {
      const { code, out, err } = await flowproof(["generate", booking, "--take", name]);
      assert.equal(`${code} ${out}`, "2 ");
      return err;
    };
    assert.equal(
      await said("tx-yess"),
      'flowproof generate: there is no transition "tx-yess"; did you mean "tx-yes"?\n',
    );
    assert.equal(await said("confirm:choice"), 'flowproof generate: "confirm:choice" could be tx-yes or tx-wrong\n');
    assert.equal(
      await said("check-table:sucess"),
      'flowproof generate: there is no transition "check-table:sucess"; did you mean "check-table:success"?\n',
    );
    assert.equal(
      await said("check-table"),
      'flowproof generate: "check-table" names no transition of "check-table"; it has full, check-table:success, check-table:error\n',
    );
  });

  it("says why a transition cannot be taken", async () => {
    const { code, out, err } = await flowproof([
      "generate",
      example("broken/playbook.json"),
      "--take",
      "covered:success",
    ]);
    assert.equal(`${code} ${out}`, "1 ");
    assert.equal(err, 'No case can take covered:success: a branch node is never left by "success"\n');
  });

  it("what cannot be reached is told with the reason, and is no failure", async () => {
    const { code, err } = await flowproof(["generate", example("broken/playbook.json")]);
    assert.equal(code, 0);
    assert.equal(
      err,
      "1 case; 2 of 2 transitions that can be reached, 100 %\n" +
        '  cannot be reached: covered: success → yes (a branch node is never left by "success")\n' +
        '  cannot be reached: yes: success → the-end (no case can come to "yes": the transition from "covered" is never taken: a branch node is never left by "success")\n',
    );
  });

  it("covers nodes alone, with fewer cases", async () => {
    const { code, out, err } = await flowproof(["generate", booking, "--cover", "nodes"]);
    assert.equal(code, 0);
    assert.match(err, /11 of 11 nodes that can be reached, 100 %/);
    assert.ok((JSON.parse(out) as File).cases.length < 8);
  });

  it("writes over no file that it cannot add to", async (test) => {
    const cwd = folder(test);
    const refused = async (name: string, text: string): Promise<string> => {
      writeFileSync(join(cwd, name), text);
      const { code, err } = await flowproof(["generate", booking, "-o", name], { cwd });
      assert.equal(code, 2);
      assert.equal(readFileSync(join(cwd, name), "utf8"), text);
      return err.trim();
    };
    assert.equal(
      await refused("a.json", "{}"),
      "flowproof generate: a.json is there already, and it holds no flow tests; name another file, or mend it",
    );
    assert.equal(
      await refused("a.flowtest.json", '{ "cases": ['),
      "flowproof generate: a.flowtest.json is there already, and it is not valid JSON; name another file, or mend it",
    );
    assert.equal(
      await refused("b.flowtest.json", '{ "flow": "./other.json", "cases": [] }'),
      "flowproof generate: the cases in b.flowtest.json walk other.json; name another file",
    );
  });

  it("makes the folder of a new file, says where none can be made, and makes none for no cases", async (test) => {
    const cwd = folder(test);
    const made = await flowproof(["generate", booking, "-o", "new/tests/a.flowtest.json"], { cwd });
    assert.equal(made.code, 0, made.err);
    assert.equal((await flowproof(["test", "new"], { cwd })).code, 0);
    writeFileSync(join(cwd, "file"), "");
    const not = await flowproof(["generate", booking, "-o", "file/a.flowtest.json"], { cwd });
    assert.equal(not.code, 2);
    assert.match(not.err, /^flowproof generate: could not write file\/a\.flowtest\.json: [^\n]+\n$/);
    const alone = {
      source_type: "custom",
      entry_node_id: "n",
      nodes: { n: { id: "n", node_type: "end", state_prompt: "" } },
    };
    writeFileSync(join(cwd, "alone.json"), JSON.stringify(alone));
    const none = await flowproof(["generate", "alone.json", "-o", "none.flowtest.json"], { cwd });
    assert.deepEqual(none, { code: 0, out: "", err: "0 cases; there are no transitions that can be reached\n" });
    assert.equal(existsSync(join(cwd, "none.flowtest.json")), false);
  });

  it("refuses what makes no sense", async () => {
    const said = async (...args: string[]): Promise<string> => {
      const { code, err } = await flowproof(["generate", ...args]);
      assert.equal(code, 2);
      return err.trim();
    };
    assert.equal(await said(), "flowproof generate: say which flow to write cases for, one at a time");
    assert.equal(
      await said(booking, "--take", "a", "--cover", "nodes"),
      "flowproof generate: --take and --cover exclude each other",
    );
    assert.match(await said(example("booking/booking.flowtest.json")), /holds no flow$/);
    assert.match(await said(booking, "--skills", booking), /holds no skills$/);
  });
});
