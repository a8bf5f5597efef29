// What lives here: Flowproof's own form of flow tests, the same for every dialect, and the names that other forms have
// for its members. What a case means once it is read stands in `engine/flowtest/`.

import type { Flow } from "../../flow/flow.ts";
import type { Case, FlowTest } from "../../flowtest/model.ts";
import type { Path } from "../../text/json.ts";
import { remember } from "../../text/remember.ts";
import { list, object, own } from "../../text/value.ts";
import { flowytePlaybook, flowyteSkills } from "../flowyte/index.ts";
import { bodyOf, type Format, type Source } from "../format.ts";
import { voicetestGraph } from "../voicetest/index.ts";
import { yapprAgent, yapprFlow, yapprTest } from "../yappr/index.ts";
import { caseOf, layerOf } from "./case.ts";
import { Cases, casesOf, type Made, testsWith, type Written } from "./cases.ts";
import type { Layer } from "./layer.ts";
import { mentionsOf } from "./mentions.ts";
import { setupsFor } from "./setups.ts";
import { wanted } from "./wanted.ts";

const names = [".flowtest.json", ".yappr-test.json", ".flowyte-test.json"];

/**
 * A file of cases. Its name says so, or its content: a list of cases of which one has something a flow test has, and a
 * flow to walk beside them or in one of them. Other tools' lists of cases have neither.
 */
export const flowtest: Format = {
  id: "flowtest",
  title: "Flow test",
  comments: true,
  marks: ["cases"],
  names,
  detect(value, name) {
    if (!object(value)) return false;
    // A bare request body of the hosted Yappr flow test is that format's, whatever its file is called.
    if (names.some((end) => name.endsWith(end))) return !yapprTest.detect(value, name);
    const cases = list(own(value, "cases"));
    return cases.some(looksLikeCase) && [value, ...cases].some(hasFlow);
  },
  parse(source) {
    const skills = skillsOf(source);
    return { tests: testsOf(source, skills), skills: skills && "inline" in skills ? skills.inline : undefined };
  },
  mentions: mentionsOf,
  wanted,
};

/** Names of the member that holds the flow, and the format of a graph that is too unfinished to say its own. */
const flowKeys: ReadonlyMap<string, Format | undefined> = new Map([
  ["flow", undefined],
  ["graph", flowytePlaybook],
  ["flow_config", yapprFlow],
  ["agent_graph", voicetestGraph],
]);

/** Every format that a flow can be written in; an inline one is recognised as a file would be, by its content. */
const flowFormats: readonly Format[] = [yapprAgent, yapprFlow, flowytePlaybook, voicetestGraph];

function hasFlow(value: unknown): boolean {
  for (const key of flowKeys.keys())
    if (typeof own(value, key) === "string" || object(own(value, key)) !== undefined) return true;
  return false;
}

function looksLikeCase(value: unknown): boolean {
  return ["turns", "transcript", "expect", "mocks", "mock_tool_results"].some((key) => own(value, key) !== undefined);
}

function testsOf(source: Source, skills: FlowTest["skills"]): FlowTest {
  const body = bodyOf(source);
  const at = source.path;
  const cases = own(body, "cases");
  // A file that is begun with turns instead of cases is read as the one case it will probably be.
  const single = cases === undefined && looksLikeCase(body);
  const defaults = single ? undefined : object(own(body, "defaults"));
  const written = single
    ? [{ value: body, path: at, index: 0 }]
    : list(cases).flatMap((value, index): Written[] =>
        object(value) ? [{ value, path: [...at, "cases", index], index, defaults }] : [],
      );
  const given: Layer | undefined = defaults && { value: defaults, path: [...at, "defaults"] };
  // Cases are read later: whatever they are read with outlives the version before, and must not hold it.
  const inside = { ...source, before: undefined };
  const flowIn = remember(({ value, path }: Written) => (single ? undefined : inlineOf(inside, value, path)));
  const read = (made: Made, cases: Cases): Case =>
    caseOf(layerOf(made), {
      name: made.name,
      flow: flowIn(made.written),
      defaults: given && made.row ? { ...given, row: made.row } : given,
      isSetup: cases.isSetup(made.name),
      find: (setup, name) => setupsFor(cases, setup, name),
    });
  const all = new Cases(written, read, casesOf(source.before?.tests));
  return testsWith(all, hasFlow, { flow: flowOf(source), skills });
}

/** The flow that the object at the source's path names or holds; the first member that is of use counts. */
function flowOf(source: Source): FlowTest["flow"] {
  const body = bodyOf(source);
  for (const [key, usual] of flowKeys) {
    const found = own(body, key);
    const path = [...source.path, key];
    if (typeof found === "string") return { file: found, place: { path } };
    if (!object(found)) continue;
    const format = flowFormats.find((each) => each.detect(found, "")) ?? usual;
    const inline = format?.parse({ ...source, path }).flow;
    if (inline) return { inline };
  }
  return undefined;
}

function inlineOf(source: Source, value: unknown, path: Path): Flow | undefined {
  if (!hasFlow(value)) return undefined;
  const flow = flowOf({ ...source, path });
  return flow && "inline" in flow ? flow.inline : undefined;
}

function skillsOf(source: Source): FlowTest["skills"] {
  const skills = own(bodyOf(source), "skills");
  const path = [...source.path, "skills"];
  if (typeof skills === "string") return { file: skills, place: { path } };
  // Either a whole catalogue, or its list alone, which stands under the same name here as there.
  const catalogue = Array.isArray(skills) ? source : object(skills) && { ...source, path };
  const inline = catalogue && flowyteSkills.parse(catalogue).skills;
  return inline && { inline };
}
