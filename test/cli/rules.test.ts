import assert from "node:assert/strict";
import { it } from "node:test";
import { ruleIds } from "../../engine/index.ts";
import { flowproof, folder } from "./flowproof.ts";

it("lists every rule with its severity", async (test) => {
  const { code, out, err } = await flowproof(["rules"], { cwd: folder(test) });
  assert.deepEqual([code, err], [0, ""]);
  const lines = out.trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => line.split(/\s/)[0]),
    [...ruleIds],
  );
  assert.match(out, /^unknown-target +error +has a fix$/m);
  assert.match(out, /^unreachable-node +warning/m);
});

it("gives the list as JSON", async (test) => {
  const { code, out } = await flowproof(["rules", "--format", "json"], { cwd: folder(test) });
  const { version, rules } = JSON.parse(out);
  assert.deepEqual([code, version, rules.length], [0, 1, ruleIds.length]);
  assert.deepEqual(
    rules.find(({ id }: { id: string }) => id === "unknown-rule"),
    { id: "unknown-rule", severity: "warning", formats: null, fixable: true, off: false },
  );
});

it("explains one rule with the page that docs/ has", async (test) => {
  const { code, out } = await flowproof(["rules", "unreachable-node"], { cwd: folder(test) });
  assert.equal(code, 0);
  assert.match(
    out,
    /^unreachable-node\n\nSeverity: warning, .*\n\nWhat it finds\nA node that no path from the start reaches/,
  );
  assert.match(out, /\n\nInstead\nLead a transition to it, or remove it\.\n$/);
});

it("offers the right id, and exits with 2 for a rule that there is not", async (test) => {
  const { code, err } = await flowproof(["rules", "dead-ends"], { cwd: folder(test) });
  assert.equal(code, 2);
  assert.equal(err, 'flowproof rules: there is no rule "dead-ends"; did you mean "dead-end"?\n');
});
