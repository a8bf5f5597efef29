// What lives here: the workspace file, Flowproof's own settings for a folder. Never secrets.

import { list, own, text } from "../../text/value.ts";
import { bodyOf, type Format, type WorkspaceSettings } from "../format.ts";
import { mentionsOf } from "./mentions.ts";
import { overridesIn, severitiesIn } from "./severities.ts";
import { wanted } from "./wanted.ts";

export { overridesIn, severitiesIn } from "./severities.ts";

/** `flowproof.json`: which tests go with which flow, and how serious the problems of a rule are. */
export const workspace: Format = {
  id: "workspace",
  title: "Flowproof workspace",
  comments: true,
  marks: [],
  names: ["flowproof.json"],
  // By name alone: what is in it says nothing, least of all while it is being written.
  detect: (_, name) => name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1) === "flowproof.json",
  parse: (source) => ({ settings: settings(bodyOf(source)) }),
  mentions: mentionsOf,
  wanted,
};

/** What can be read of the settings; the schema reports the rest. */
function settings(value: unknown): WorkspaceSettings {
  const tests: { files: string; flow: string }[] = [];
  for (const entry of list(own(value, "tests"))) {
    const files = text(own(entry, "files"));
    const flow = text(own(entry, "flow"));
    if (files !== undefined && flow !== undefined) tests.push({ files, flow });
  }
  return { tests, rules: severitiesIn(own(value, "rules")), overrides: overridesIn(own(value, "overrides")) };
}
