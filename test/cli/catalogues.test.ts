import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { flowproof, folder } from "./flowproof.ts";

const calling = (tool: string) => `{
  "flowId": "f",
  "nodes": [
    { "id": "start", "type": "start" },
    { "id": "find", "type": "skill", "data": { "tool": "${tool}" } },
    { "id": "end", "type": "end" }
  ],
  "connections": [
    { "id": "1", "source": "start", "target": "find" },
    { "id": "2", "source": "find", "target": "end" },
    { "id": "3", "source": "find", "target": "end", "sourceHandle": "needs_input" }
  ]
}
`;

const catalogue = (tool: string) => `{ "skills": [{ "tool": "${tool}" }] }\n`;

const walking = (flow: string, skills: string) =>
  `{ "flow": "${flow}", "skills": "${skills}", "cases": [{ "name": "none yet", "turns": [] }] }\n`;

/** The messages about the calls in a playbook, when `paths` are checked. */
async function unknownSkills(cwd: string, playbook: string, paths: readonly string[] = [playbook]): Promise<string[]> {
  const { out, err } = await flowproof(["check", "--format", "json", ...paths], { cwd });
  assert.equal(err, "");
  const { files } = JSON.parse(out) as { files: { path: string; problems: { rule: string; message: string }[] }[] };
  const problems = files.find(({ path }) => path === playbook)!.problems;
  return problems.filter(({ rule }) => rule === "flowyte/unknown-skill").map(({ message }) => message);
}

const misspelt = ['"find_aera" is not in the skill catalogue; did you mean "find_area"?'];

it("takes the skill catalogue with the playbook's name, else the only one beside it", async (test) => {
  const cwd = folder(test);
  const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);
  write("zip.json", calling("find_aera"));
  assert.deepEqual(await unknownSkills(cwd, "zip.json"), []);
  write("agent.flowyte-skills.json", catalogue("find_area"));
  assert.deepEqual(await unknownSkills(cwd, "zip.json"), misspelt);
  write("other.flowyte-skills.json", catalogue("find_area"));
  assert.deepEqual(await unknownSkills(cwd, "zip.json"), []);
  write("zip.flowyte-skills.json", catalogue("find_area"));
  assert.deepEqual(await unknownSkills(cwd, "zip.json"), misspelt);
});

it("takes before all others the skill catalogue that flow tests of the playbook name", async (test) => {
  const cwd = folder(test);
  const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);
  mkdirSync(join(cwd, "tests"));
  write("zip.json", calling("find_aera"));
  write("zip.flowyte-skills.json", catalogue("find_aera"));
  write("tests/skills.json", catalogue("find_area"));
  assert.deepEqual(await unknownSkills(cwd, "zip.json"), []);

  // Beside it, whether checked or not.
  write("zip.flowtest.json", walking("./zip.json", "./tests/skills.json"));
  assert.deepEqual(await unknownSkills(cwd, "zip.json"), misspelt);
  write("zip.flowtest.json", walking("./other.json", "./tests/skills.json"));
  assert.deepEqual(await unknownSkills(cwd, "zip.json"), []);
  rmSync(join(cwd, "zip.flowtest.json"));

  // Elsewhere, where it is checked too.
  write("tests/zip.flowtest.json", walking("../zip.json", "./skills.json"));
  assert.deepEqual(await unknownSkills(cwd, "zip.json", ["."]), misspelt);
  write("tests/zip.flowtest.json", '{ "skills": "./skills.json", "cases": [] }');
  write("flowproof.json", '{ "tests": [{ "files": "tests/*.flowtest.json", "flow": "zip.json" }] }');
  assert.deepEqual(await unknownSkills(cwd, "zip.json", ["."]), misspelt);
});
