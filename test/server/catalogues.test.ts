import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { Client } from "./client.ts";
import { booking, playbook } from "./fixtures.ts";

/** A playbook that calls a skill. */
const calling = (tool: string) =>
  playbook.replace('"type": "message", "data": { "text": "Hi" }', `"type": "skill", "data": { "tool": "${tool}" }`);

const catalogue = (...tools: string[]) => JSON.stringify({ skills: tools.map((tool) => ({ tool })) });

const tests = (skills: string) => `{
  "flow": "../zip.json",
  "skills": "./${skills}",
  "cases": [{ "name": "finds", "turns": [], "mocks": { "find_area": { "result": {} } } }]
}
`;

suite("the skill catalogue of a playbook", () => {
  let client: Client;
  before(async () => {
    client = await Client.start({ folders: ["file:///repo"] });
  });
  afterEach(() => {
    assert.deepEqual(client.errors(), []);
    client.told.length = 0;
    client.files.clear();
  });
  after(() => client[Symbol.asyncDispose]());

  /** A folder that no other test has used. */
  let names = 0;
  const fresh = () => `file:///repo/${++names}`;
  const misspelt = ['"find_aera" is not in the skill catalogue; did you mean "find_area"?'];
  /** Waits until this is what is told about the call. */
  const told = (uri: string, messages: readonly string[]) =>
    client.when(
      "diagnostics",
      (params) =>
        params.uri === uri &&
        isDeepStrictEqual(
          params.diagnostics.filter(({ code }) => code === "flowyte/unknown-skill").map(({ message }) => message),
          messages,
        ),
    );

  test("is the one with its name, and is followed as it is edited, changed on disk and deleted", async () => {
    const folder = fresh();
    const [uri, skills] = [`${folder}/zip.json`, `${folder}/zip.flowyte-skills.json`];
    client.files.set(`${folder}/other.flowyte-skills.json`, catalogue("find_aera"));
    client.files.set(skills, catalogue("find_area"));
    client.list();
    client.open(uri, calling("find_aera"));
    await told(uri, misspelt);

    client.open(skills, catalogue("find_area"));
    client.change(skills, 2, { text: catalogue("find_area", "find_aera") });
    await told(uri, []);
    client.close(skills);
    await told(uri, misspelt);

    client.write(skills, catalogue("find_aera"));
    await told(uri, []);

    // Now the other one is the only one.
    client.write(`${folder}/other.flowyte-skills.json`, catalogue("find_area"));
    client.write(skills, undefined);
    await told(uri, misspelt);
  });

  test("is else the only one in its folder, until there are two", async () => {
    const folder = fresh();
    const uri = `${folder}/zip.json`;
    client.files.set(`${folder}/agent.flowyte-skills.json`, catalogue("find_area"));
    client.files.set(`${folder}/deeper/agent.flowyte-skills.json`, catalogue("find_aera"));
    client.list();
    client.open(uri, calling("find_aera"));
    await told(uri, misspelt);
    client.write(`${folder}/another.flowyte-skills.json`, catalogue("find_area"));
    await told(uri, []);
  });

  test("is before all others what the flow tests that walk it name", async () => {
    const folder = fresh();
    const [uri, walking] = [`${folder}/zip.json`, `${folder}/tests/zip.flowtest.json`];
    client.files.set(`${folder}/zip.flowyte-skills.json`, catalogue("find_aera"));
    client.files.set(`${folder}/tests/all.flowyte-skills.json`, catalogue("find_area"));
    client.files.set(uri, calling("find_aera"));
    client.list();
    client.open(uri, calling("find_aera"));
    await told(uri, []);

    client.write(walking, tests("all.flowyte-skills.json"));
    await told(uri, misspelt);
    client.write(walking, tests("none.flowyte-skills.json"));
    await told(uri, []);
    client.write(walking, tests("all.flowyte-skills.json"));
    await told(uri, misspelt);
    client.write(`${folder}/tests/all.flowyte-skills.json`, catalogue("find_aera"));
    await told(uri, []);
  });

  test("is found although nobody has listed any files", async () => {
    const folder = fresh();
    const uri = `${folder}/zip.json`;
    client.files.set(`${folder}/zip.flowyte-skills.json`, catalogue("find_area"));
    client.open(uri, calling("find_aera"));
    await told(uri, misspelt);
  });

  test("is not looked for where no skill is called, nor for flows of another dialect", async () => {
    const folder = fresh();
    for (const [name, text] of [
      ["zip.json", playbook],
      ["booking.json", booking],
    ] as const) {
      client.open(`${folder}/${name}`, text);
      await client.diagnostics(`${folder}/${name}`, 1);
    }
    assert.deepEqual(
      client.reads.filter((uri) => uri.startsWith(folder) && uri.includes("skills")),
      [],
    );
  });
});
