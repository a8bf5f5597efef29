import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cycles } from "../../../engine/flow/cycles.ts";
import { reachableFrom } from "../../../engine/flow/reach.ts";
import {
  flowyteAgent,
  flowyteAgentPatch,
  flowytePlaybook,
  flowyteSkills,
  nodeType,
  nodeTypes,
  sampledIn,
  toFlow,
  toSkills,
} from "../../../engine/formats/flowyte/index.ts";
import type { Format } from "../../../engine/formats/format.ts";
import type { Path } from "../../../engine/text/json.ts";
import { parseTree } from "../../../engine/text/scan.ts";

const formats: readonly Format[] = [flowyteSkills, flowytePlaybook, flowyteAgent, flowyteAgentPatch];

const agent = {
  id: "a",
  organizationId: "o",
  name: "Desk",
  version: 7,
  status: "draft",
  persona: "Friendly",
  primaryLanguage: "en",
  languages: ["en"],
  sku: "single_language",
  enabledChannels: ["voice"],
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-02T00:00:00Z",
};

const files: readonly [what: string, value: unknown, name: string, id: Format["id"] | undefined][] = [
  ["an empty playbook", { flowId: "f", nodes: [], connections: [] }, "x.json", "flowyte-playbook"],
  [
    "a playbook without its flow",
    { nodes: [{ id: "a", type: "collect" }], connections: [{ source: "a", target: "b" }] },
    "x.json",
    "flowyte-playbook",
  ],
  [
    "a playbook of aliases",
    { nodes: [{}, { id: "a", type: "tts-response" }], connections: [{}, { source: "a", target: "b" }] },
    "x.json",
    "flowyte-playbook",
  ],
  ["lists of nothing", { nodes: [], connections: [] }, "x.json", undefined],
  [
    "nodes of other types",
    { nodes: [{ id: "a", type: "http.request" }], connections: [{ source: "a", target: "b" }] },
    "x.json",
    undefined,
  ],
  [
    "connections that lead nowhere",
    { nodes: [{ id: "a", type: "message" }], connections: [{ from: "a", to: "b" }] },
    "x.json",
    undefined,
  ],
  [
    "a workflow whose connections are an object",
    { nodes: [{ id: "a", type: "tool" }], connections: { a: { main: [] } } },
    "x.json",
    undefined,
  ],
  [
    "a graph with edges",
    { nodes: [{ id: "a", type: "start" }], edges: [{ source: "a", target: "b" }] },
    "x.json",
    undefined,
  ],
  ["an agent", agent, "x.json", "flowyte-agent"],
  ["an agent under its name", agent, "desk.flowyte-agent.json", "flowyte-agent"],
  ["an agent just begun, under its name", { id: "a", name: "Desk" }, "desk.flowyte-agent.json", "flowyte-agent"],
  ["an agent without ids", { ...agent, id: undefined, organizationId: undefined }, "x.json", "flowyte-agent-patch"],
  ["an agent with more in it", { ...agent, skillWindows: [] }, "x.json", "flowyte-agent"],
  ["an agent with a persona and an organisation", { organizationId: "o", persona: "P" }, "x.json", "flowyte-agent"],
  ["a change under an agent's name", { greeting: "Hi" }, "desk.flowyte-agent.json", "flowyte-agent-patch"],
  ["a change under its name", { greeting: "Hi" }, "desk.flowyte-agent.patch.json", "flowyte-agent-patch"],
  ["an agent under a change's name", agent, "desk.flowyte-agent.patch.json", "flowyte-agent-patch"],
  ["nothing under a change's name", {}, "file:///a/desk.flowyte-agent.patch.json", "flowyte-agent-patch"],
  ["a change of the persona", { persona: "Kind" }, "x.json", "flowyte-agent-patch"],
  ["a change of hours", { name: "Desk", businessHours: {} }, "x.json", "flowyte-agent-patch"],
  ["a change to no voice", { defaultVoiceId: null }, "x.json", "flowyte-agent-patch"],
  ["a change of the plan", { sku: "code_switch" }, "x.json", "flowyte-agent-patch"],
  ["a product", { sku: "A-100", name: "Mug", status: "draft" }, "x.json", undefined],
  ["a change of what others have too", { name: "Desk", greeting: "Hi", tone: "warm" }, "x.json", undefined],
  ["a persona among other things", { persona: "Kind", avatar: "x.png" }, "x.json", undefined],
  ["a persona with an id", { id: "p", persona: "Kind" }, "x.json", undefined],
  ["fields of other kinds", { persona: 5, lexicon: [], endpointing: "fast" }, "x.json", undefined],
  ["a catalogue", { skills: [{ tool: "find" }] }, "x.json", "flowyte-skills"],
  ["a catalogue under its name", {}, "a.flowyte-skills.json", "flowyte-skills"],
  ["skills of a person", { skills: ["typing", { name: "tea" }] }, "x.json", undefined],
  ["a test that brings its skills", { skills: [{ tool: "find" }], cases: [] }, "x.json", undefined],
  ["nothing", null, "x.json", undefined],
  ["a list", [agent], "a.flowyte-agent.json", undefined],
  ["a list under a catalogue's name", [], "a.flowyte-skills.json", undefined],
  ["text", "persona", "a.flowyte-agent.patch.json", undefined],
  ["what an object inherits", Object.create(agent), "x.json", undefined],
];

describe("which of the files a value is", () => {
  for (const [what, value, name, id] of files)
    test(`${what} is ${id ?? "none of them"}`, () => {
      // As a file has it: members that are undefined are not there.
      const read = value === undefined || value === null ? value : JSON.parse(JSON.stringify(value));
      assert.deepEqual(
        formats.filter((format) => format.detect(read, name)).map((format) => format.id),
        id ? [id] : [],
      );
    });

  test("and its text has one of the marks", () => {
    for (const [what, value, name, id] of files) {
      if (!id || name !== "x.json") continue;
      const text = JSON.stringify(value);
      const { marks } = formats.find((format) => format.id === id)!;
      assert.ok(
        marks.some((mark) => text.includes(`"${mark}"`)),
        what,
      );
    }
  });
});

const text = `{
  "flowId": "f",
  "nodes": [
    { "id": "s", "type": "start" },
    { "id": "c", "type": "capture", "data": { "slot": "x" } },
    { "id": "k", "type": "action", "data": { "tool": "find" } },
    { "id": "m", "type": "prompt" },
    { "id": "b", "type": "conditional" },
    { "id": "e", "type": "end" },
    { "id": "u", "type": "Branch" },
    { "id": "c", "type": "end" }
  ],
  "connections": [
    { "id": "1", "source": "s", "target": "c" },
    { "id": "2", "source": "c", "target": "k", "sourceHandle": "success" },
    { "id": "3", "source": "c", "target": "zz", "sourceHandle": "needs_input" },
    { "source": "gone", "target": "e" },
    { "source": "b", "target": "e", "sourceHandle": "" },
    { "source": "b", "sourceHandle": null },
    { "target": "e" }
  ]
}`;
const tree = parseTree(text);
const flow = toFlow(JSON.parse(text), []);

/** The text at a place. */
function at(place: unknown): string {
  const { element } = tree.locate((place as { path: Path }).path);
  const { start, end } = tree.span(element);
  return text.slice(start, end);
}

describe("a playbook as a flow", () => {
  test("has the kinds behind the aliases and the types as written", () => {
    assert.deepEqual(
      flow.nodes.map(({ id, type, kind, waits, ends, tool }) => [id, type, kind, waits, ends, tool]),
      [
        ["s", "start", "start", false, false, undefined],
        ["c", "capture", "collect", true, false, undefined],
        ["k", "action", "tool", false, false, "find"],
        ["m", "prompt", "message", false, false, undefined],
        ["b", "conditional", "logic", false, false, undefined],
        ["e", "end", "end", false, true, undefined],
        ["u", "Branch", "unknown", false, false, undefined],
        ["c", "end", "end", false, true, undefined],
      ],
    );
    assert.deepEqual(
      flow.starts.map(({ id }) => id),
      ["s"],
    );
    assert.equal(flow.format, "flowyte-playbook");
  });

  test("has the handles each type offers, and any for a type that is none", () => {
    assert.deepEqual(
      flow.nodes.map(({ handles }) => handles),
      [
        ["success"],
        ["success", "needs_input"],
        ["success", "needs_input"],
        ["success"],
        ["true", "false"],
        [],
        undefined,
        [],
      ],
    );
  });

  test("has its connections in order, with the places where things are written", () => {
    const [c] = flow.nodes.slice(1);
    assert.deepEqual(
      c!.transitions.map(({ id, handle, label, target }) => [id, handle, label, target?.id]),
      [
        ["2", "success", "success", "k"],
        ["3", "needs_input", "needs_input", "zz"],
      ],
    );
    const [second] = c!.transitions.slice(1);
    assert.equal(at(second!.target!.place), '"zz"');
    assert.equal(at(second!.handlePlace), '"needs_input"');
    assert.match(at(second!.place), /^\{ "id": "3"/);
    const [bare] = flow.byId.get("s")!.transitions;
    assert.equal(bare!.handle, "success");
    assert.equal(bare!.handlePlace, undefined);
    assert.deepEqual(
      flow.byId.get("b")!.transitions.map(({ handle, target }) => [handle, target?.id]),
      [
        ["", "e"],
        ["success", undefined],
      ],
    );
  });

  test("keeps connections that come from no node apart, and one without a source out", () => {
    assert.equal(flow.loose.length, 1);
    assert.equal(at(flow.loose[0]!.source.place), '"gone"');
    assert.equal(flow.loose[0]!.transition.target!.id, "e");
  });

  test("knows ids written twice, and asks nothing of the second node", () => {
    assert.equal(flow.byId.get("c"), flow.nodes[1]);
    assert.deepEqual(flow.duplicates, [
      { id: "c", place: { path: ["nodes", 7, "id"] }, first: { path: ["nodes", 1, "id"] } },
    ]);
    const twice = toFlow(
      {
        nodes: [
          { id: "a", type: "say" },
          { id: "a", type: "say" },
        ],
        connections: [],
      },
      [],
    );
    assert.deepEqual(
      twice.nodes.map(({ exits }) => exits.length),
      [1, 0],
    );
    assert.equal(at(flow.nodes[4]!.idPlace), '"b"');
  });

  test("says which ways out have to be connected", () => {
    assert.deepEqual(
      ["s", "c", "k", "m", "b", "e", "u"].map((id) =>
        flow.byId.get(id)!.exits.map(({ handle, severity, vendorCode }) => `${severity} ${handle} ${vendorCode}`),
      ),
      [
        ["error success flowyte/dead-end"],
        ["error success flowyte/dead-end"],
        ["error success flowyte/dead-end", "hint needs_input flowyte/dead-end"],
        ["error success flowyte/dead-end"],
        ["error true flowyte/dead-end", "hint false flowyte/dead-end"],
        [],
        [],
      ],
    );
  });

  test("is found in the envelope of a hosted answer", () => {
    const value = { success: true, data: JSON.parse(text) };
    const { flow: inner } = flowytePlaybook.parse({ value, path: ["data"], tree: () => tree });
    assert.equal(inner!.nodes.length, 8);
    assert.deepEqual(inner!.nodes[0]!.idPlace, { path: ["data", "nodes", 0, "id"] });
    assert.deepEqual(inner!.path, ["data"]);
    assert.deepEqual(flowytePlaybook.parse({ value: 5, path: ["data"], tree: () => tree }), {});
  });
});

describe("a playbook edited", () => {
  const [start, ask, end] = [
    { id: "s", type: "start", data: { message: "Hi" } },
    { id: "c", type: "collect", data: { slot: "zip", prompt: "Your zip?" } },
    { id: "e", type: "end" },
  ];
  const [first, second] = [
    { id: "1", source: "s", target: "c" },
    { id: "2", source: "c", target: "e" },
  ];
  const before = toFlow({ nodes: [start, ask, end], connections: [first, second] }, []);
  const same = (nodes: unknown[], connections: unknown[], path: Path = []): boolean[] =>
    toFlow({ nodes, connections }, path, before).nodes.map((node, i) => node === before.nodes[i]);

  test("keeps the nodes whose value and whose connections are the same", () => {
    assert.deepEqual(same([start, { ...ask }, end], [first, second]), [true, false, true]);
    assert.deepEqual(same([start, ask, end], [first, { ...second, target: "s" }]), [true, false, true]);
    assert.deepEqual(same([start, ask, end], [{ ...first, source: "e" }, second]), [false, true, false]);
    assert.deepEqual(same([start, ask, end], [first]), [true, false, true]);
  });

  test("keeps none of those that stand elsewhere", () => {
    assert.deepEqual(same([start, end, ask], [first, second]), [true, false, false]);
    assert.deepEqual(same([start, ask, end], [second, first]), [false, false, true]);
    assert.deepEqual(same([start, ask, end], [first, second], ["data"]), [false, false, false]);
  });

  test("gives a second node of an id no connections", () => {
    assert.deepEqual(same([start, ask, { ...start }], [first, second]), [true, true, false]);
    const copies = toFlow({ nodes: [ask, ask], connections: [second] }, [], before);
    assert.deepEqual(
      copies.nodes.map(({ transitions }) => transitions.length),
      [1, 0],
    );
  });
});

describe("a playbook half written", () => {
  test("keeps what is there", () => {
    const half = toFlow({ nodes: [null, 5, [], {}, { type: "start" }, { id: 5 }, { id: "a" }], connections: [null] }, [
      "data",
    ]);
    assert.deepEqual(
      half.nodes.map(({ id, kind }) => [id, kind]),
      [
        ["", "unknown"],
        ["", "unknown"],
        ["", "unknown"],
        ["", "unknown"],
        ["", "start"],
        ["", "unknown"],
        ["a", "unknown"],
      ],
    );
    assert.deepEqual([...half.byId.keys()], ["a"]);
    assert.deepEqual(half.duplicates, []);
    assert.equal(half.starts.length, 1);
    assert.deepEqual(half.nodes[4]!.idPlace, { path: ["data", "nodes", 4] });
  });

  test("is a flow without nodes when there is nothing", () => {
    for (const value of [undefined, null, 5, "x", [], {}, { nodes: {}, connections: {} }]) {
      const { nodes, loose, starts, value: own } = toFlow(value, []);
      assert.deepEqual([nodes, loose, starts], [[], [], []]);
      assert.equal(typeof own, "object");
    }
  });

  test("may have hostile ids, and a hundred thousand nodes", () => {
    const names = ["__proto__", "constructor", "toString"];
    const chain = Array.from({ length: 100_000 }, (_, i) => `n${i}`);
    const ids = [...names, ...chain];
    const nodes = ids.map((id, i) => ({ id, type: i === 0 ? "start" : "message" }));
    const connections = ids.map((id, i) => ({ source: id, target: ids[(i + 1) % ids.length] }));
    const long = toFlow({ nodes, connections }, []);
    const reached = reachableFrom(long, long.starts);
    assert.ok(long.nodes.every((node) => reached.has(node)));
    assert.equal(cycles(long, () => true)[0]!.length, ids.length);
    assert.equal(long.byId.get("__proto__")!.transitions[0]!.target!.id, "constructor");
  });
});

describe("node types", () => {
  test("are known by name and alias, letter by letter", () => {
    for (const { type, aliases } of nodeTypes)
      for (const word of [type, ...aliases]) assert.equal(nodeType(word)?.type, type);
    for (const word of ["Start", "COLLECT", "", "constructor", "call_skill"]) assert.equal(nodeType(word), undefined);
    assert.equal(nodeType("prompt")?.type, "message");
    assert.equal(nodeType("tool")?.type, "skill");
  });
});

describe("a skill catalogue", () => {
  const param = (name: string) => ({ path: ["skills", 0, "params", name], part: "key" as const });

  test("is read skill by skill", () => {
    const skills = toSkills({
      skills: [
        {
          tool: "find",
          description: "Finds",
          params: { zip: { required: true, type: "string", description: "Where" }, note: {}, odd: 5, __proto: null },
          confirm: true,
          confirmPrompt: "Find {zip}?",
          returns: null,
        },
        { tool: "book" },
      ],
    });
    assert.deepEqual(skills, [
      {
        tool: "find",
        description: "Finds",
        params: new Map([
          ["zip", { required: true, type: "string", description: "Where", place: param("zip") }],
          ["note", { required: false, type: undefined, description: undefined, place: param("note") }],
          ["odd", { required: false, type: undefined, description: undefined, place: param("odd") }],
          ["__proto", { required: false, type: undefined, description: undefined, place: param("__proto") }],
        ]),
        listsParams: true,
        confirm: true,
        confirmPrompt: "Find {zip}?",
        returns: null,
        hasReturns: true,
        place: { path: ["skills", 0, "tool"] },
      },
      {
        tool: "book",
        description: undefined,
        params: new Map(),
        listsParams: false,
        confirm: false,
        confirmPrompt: undefined,
        returns: undefined,
        hasReturns: false,
        place: { path: ["skills", 1, "tool"] },
      },
    ]);
  });

  test("says where a skill stands in a file that wraps it", () => {
    const [skill] = toSkills({ skills: [null, { tool: "find", params: { zip: {} } }] }, ["data"]);
    assert.deepEqual(skill?.place, { path: ["data", "skills", 1, "tool"] });
    assert.deepEqual(skill?.params.get("zip")?.place, { path: ["data", "skills", 1, "params", "zip"], part: "key" });
  });

  test("has a sample in which every value has a path, the nearest first", () => {
    const sample = { ok: true, towns: [{ id: 7, near: [] }, { id: 8 }], "a.b": 1, "": 2, data: { name: "Cambridge" } };
    assert.deepEqual(
      sampledIn(sample).map(({ path, value }) => [path, JSON.stringify(value)]),
      [
        ["ok", "true"],
        ["towns", '[{"id":7,"near":[]},{"id":8}]'],
        ["data", '{"name":"Cambridge"}'],
        ["towns.0", '{"id":7,"near":[]}'],
        ["data.name", '"Cambridge"'],
        ["towns.0.id", "7"],
        ["towns.0.near", "[]"],
      ],
    );
    for (const nothing of [undefined, null, "pong", 5, {}, []]) assert.deepEqual(sampledIn(nothing), []);
    let deep: unknown = 0;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    assert.equal(sampledIn(deep).length, 500);
  });

  test("keeps what is there when it is half written", () => {
    const skills = toSkills({
      skills: [
        null,
        5,
        {},
        { tool: "" },
        { tool: 5 },
        { tool: "a", confirm: "yes", params: [] },
        { tool: "a", confirm: true },
      ],
    });
    assert.deepEqual(
      skills.map(({ tool, confirm, params }) => [tool, confirm, params.size]),
      [["a", false, 0]],
    );
    for (const value of [undefined, null, [], {}, { skills: {} }]) assert.deepEqual(toSkills(value), []);
    assert.deepEqual(flowyteSkills.parse({ value: { skills: [] }, path: [], tree: () => tree }), { skills: [] });
  });
});
