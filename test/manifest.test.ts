// The manifest repeats what the code declares. `node test/manifest.test.ts --update` writes the rules' settings anew.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { commandIds, contextKeys } from "../client/commands.ts";
import { languages, testFiles } from "../client/languages.ts";
import { ruleSeverities, settingNames, settingsSection } from "../client/settings.ts";
import { ruleIds } from "../engine/index.ts";
import { pages } from "../engine/lint/pages.mjs";

const root = path.resolve(import.meta.dirname, "..");
const file = path.join(root, "package.json");
const manifest = JSON.parse(readFileSync(file, "utf8"));
const { contributes } = manifest;
const rulesSetting = contributes.configuration.properties["flowproof.rules"];

/** What the setting offers for each rule: the first words of its manual page, and the severities. */
function expectedRules(): Record<string, unknown> {
  return Object.fromEntries(
    ruleIds.map((id) => [id, { type: "string", enum: ruleSeverities, markdownDescription: whatItFinds(id) }]),
  );
}

const manual = pages();

function whatItFinds(id: string): string {
  const [, found = ""] = /^## What it finds\n((?:(?!##).*\n)+)/.exec(manual.get(id) ?? "") ?? [];
  return found.replaceAll("\n", " ").trim();
}

if (process.argv.includes("--update")) {
  rulesSetting.properties = expectedRules();
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

describe("the manifest and the code name the same", () => {
  test("commands", () => {
    const declared = contributes.commands.map(({ command }: { command: string }) => command);
    assert.deepEqual(declared, Object.values(commandIds));
    const inPalette = contributes.menus.commandPalette.map(({ command }: { command: string }) => command);
    assert.deepEqual(
      inPalette,
      declared.filter((command: string) => inPalette.includes(command)),
    );
    for (const { title, category } of contributes.commands)
      assert.ok(title && category === "Flowproof", `${title} has a title and the category`);
  });

  test("settings", () => {
    const declared = Object.keys(contributes.configuration.properties);
    assert.deepEqual(declared.toSorted(), settingNames.map((name) => `${settingsSection}.${name}`).toSorted());
  });

  test("rules whose severity can be set, each with what it finds", () => {
    assert.deepEqual(rulesSetting.properties, expectedRules(), "node test/manifest.test.ts --update mends this");
    for (const id of ruleIds) assert.ok(whatItFinds(id), `${id} says what it finds`);
    assert.equal(rulesSetting.additionalProperties, false);
  });

  test("when to activate", () => {
    const expected = [
      ...languages.map((language) => `onLanguage:${language}`),
      `workspaceContains:${testFiles}`,
      "onDebugResolve:flowproof",
    ];
    assert.deepEqual(manifest.activationEvents, expected);
  });

  test("context keys", () => {
    const clauses = JSON.stringify([contributes.commands, contributes.menus, contributes.viewsWelcome]);
    const asked = new Set(clauses.match(/flowproof\.\w+(?=[ "&|)])(?<!"command":"flowproof\.\w+)/g));
    for (const id of Object.values(commandIds)) asked.delete(id);
    assert.deepEqual([...asked].toSorted(), Object.values(contextKeys).toSorted());
  });
});

/** Commands that are told what they are about by lenses and menus; in the palette it is what the cursor is in. */
const ofCases: readonly string[] = [commandIds.showTrace, commandIds.compareTrace];

/** Commands that code lenses name, with arguments that a person cannot give. */
const ofLenses: readonly string[] = [commandIds.runTests, commandIds.debugTests, commandIds.showReferences];

describe("the manifest", () => {
  test("hides each command in the palette where it is disabled", () => {
    const inPalette = new Map<string, string>(
      contributes.menus.commandPalette.map(({ command, when }: Record<string, string>) => [command, when]),
    );
    for (const { command, enablement } of contributes.commands)
      if (ofCases.includes(command)) assert.match(inPalette.get(command) ?? "", /^isWorkspaceTrusted && /, command);
      else if (!ofLenses.includes(command)) assert.equal(inPalette.get(command), enablement, command);
    for (const command of ofLenses) assert.equal(inPalette.get(command), "false", "it is only for code lenses");
  });

  test("lets nothing run in an untrusted workspace", () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, "limited");
    // A lens cannot be disabled, so its command is there, and says why it does not run.
    for (const { command, enablement } of contributes.commands)
      if (/run/i.test(command) && command !== commandIds.runTests)
        assert.match(enablement, /\bisWorkspaceTrusted\b/, command);
  });

  test("names files that are there", () => {
    const files = [manifest.icon, ...contributes.grammars.map(({ path }: { path: string }) => path)];
    for (const name of files) assert.ok(existsSync(path.join(root, name)), name);
  });
});
