import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { testContext } from "../../../engine/flowtest/context.ts";
import type { Document } from "../../../engine/formats/format.ts";
import { read } from "../../../engine/formats/index.ts";
import { bareSpan, type Name, nameAt, namesIn } from "../../../engine/names/index.ts";

/** A name as `role kind scope/name`, with the text that stands there where it is not the name itself. */
function shown(document: Document, name: Name): string {
  const { start, end } = bareSpan(document, name);
  const text = document.text.slice(start, end);
  const marks = [name.perhaps && "perhaps", name.titled && "titled"].filter(Boolean);
  const title = `${name.scope === undefined ? "" : `${name.scope}/`}${name.name}`;
  return [name.role, name.of, title, ...(text === name.name ? [] : [`as ${text}`]), ...marks].join(" ");
}

function names(document: Document, flow?: Document): string[] {
  const context = flow && testContext(document, new Map([["f.json", { document: flow }]]));
  const all = namesIn(document, context);
  for (const word of new Set(all.map(({ name }) => name)))
    assert.deepEqual(
      namesIn(document, context, [word, "something else"]),
      all.filter(({ name }) => name === word),
      `those called ${word} are all there when they alone are sought`,
    );
  return all.map((name) => shown(document, name));
}

function document(value: unknown, name = "f.json"): Document {
  const found = read(typeof value === "string" ? value : JSON.stringify(value), name);
  assert.ok(found.format, "the document is recognised");
  return found;
}

function tests(one: object, more: object = {}): Document {
  return document({ flow: "f.json", ...more, cases: [{ name: "x", ...one }] }, "a.flowtest.json");
}

const yappr = {
  flow_config_version: "1",
  metadata: { custom_metadata_keys: ["tier"] },
  nodes: [
    { id: "s", type: "start", next_step_id: "ask" },
    {
      id: "ask",
      type: "conversation",
      transitions: [
        { id: "tx", label: "a", next_step_id: "find" },
        { id: "TX-Bye", label: "b", next_step_id: "bye" },
      ],
    },
    {
      id: "find",
      type: "integration_call",
      provider: "gmail",
      action: "send_email",
      args_template: { body: { mode: "ai_extract", description: "{{ metadata.tier }} {{find.body}}" } },
      transitions: {
        success_next_step_id: "again",
        custom: [{ id: "full", jsonpath: "$.a", equals: "b", next_step_id: "bye" }],
      },
    },
    { id: "again", type: "conversation", transitions: [{ id: "tx", label: "a", next_step_id: "bye" }] },
    { id: "bye", type: "end", is_global: true, post_end_step_ids: ["after"] },
    { id: "after", type: "webhook" },
  ],
};

describe("the names of a flow", () => {
  it("Yappr: nodes, transitions, tokens of metadata and of arguments", () => {
    assert.deepEqual(names(document(yappr)), [
      "declares node s",
      "leads node ask",
      "declares node ask",
      "declares transition ask/tx",
      "leads node find",
      "declares transition ask/TX-Bye",
      "leads node bye",
      "declares node find",
      "declares transition find/full",
      "leads node bye",
      "leads node again",
      "binds variable find.body as body",
      "reads variable metadata.tier as tier",
      "reads node find",
      "reads variable find.body as body",
      "declares node again",
      "declares transition again/tx",
      "leads node bye",
      "declares node bye",
      "leads node after",
      "declares node after",
      "declares variable metadata.tier as tier",
    ]);
  });

  it("Flowyte: connections belong to their source, those without one to the flow", () => {
    const playbook = {
      flowId: "f",
      nodes: [
        { id: "c", type: "collect", data: { slot: "zip", prompt: "{area.name}?" } },
        { id: "t", type: "skill", data: { tool: "find", args: { zip: "{zip}" }, output: { area: "data" } } },
        { id: "b", type: "branch", data: { condition: "zip == 1 and {area.name} exists" } },
      ],
      connections: [
        { id: "k", source: "c", target: "t" },
        { source: "lost", target: "b" },
      ],
    };
    assert.deepEqual(names(document(playbook)), [
      "declares node c",
      "declares transition c/k",
      "leads node c",
      "leads node t",
      "binds variable zip",
      "reads variable area",
      "declares node t",
      "reads tool find",
      "gives parameter find/zip",
      "reads variable zip",
      "binds variable area",
      "declares node b",
      "reads variable zip",
      "reads variable area",
      "leads node lost",
      "leads node b",
    ]);
  });

  const graph = {
    entry_node_id: "a",
    snippets: { hi: "Hello {{who}}" },
    nodes: {
      a: {
        id: "a",
        state_prompt: "{%hi%} {{ who }}",
        node_type: "logic",
        tools: [{ name: "look", description: "" }],
        transitions: [
          {
            target_node_id: "b",
            condition: { type: "equation", value: "", equations: [{ left: "who", operator: "==", right: "plan" }] },
          },
        ],
      },
      b: { id: "elsewhere", state_prompt: "", node_type: "end" },
    },
  };

  it("voicetest: the key and its copy inside, and words that are no variables", () => {
    assert.deepEqual(names(document(graph)), [
      "declares node a",
      "leads node b",
      "declares node a",
      "reads snippet hi",
      "reads variable who",
      "reads variable who",
      "reads variable plan perhaps",
      "declares tool look",
      "declares node b",
      "leads node a",
      "declares snippet hi",
      "reads variable who",
    ]);
  });

  it("a word is a variable where one of its name is known", () => {
    const known = { ...graph, source_metadata: { default_dynamic_variables: { plan: "x" } } };
    const text = JSON.stringify(known);
    assert.ok(names(document(text)).includes("reads variable plan"));
    const offset = text.indexOf('"right":"plan"') + 10;
    assert.deepEqual(nameAt(document(text), offset)?.perhaps, undefined);
    assert.equal(nameAt(document(text), offset)?.name, "plan");
    assert.equal(nameAt(document(graph), JSON.stringify(graph).indexOf('"right":"plan"') + 10), undefined);
  });

  it("escapes: the span is what stands in the text", () => {
    const text = '{"entry_node_id":"\\u0061 \\"b\\"","nodes":{"__proto__":{"state_prompt":"é\\n{{w\\u0068o}}"}}}';
    assert.deepEqual(names(document(text)), [
      "declares node __proto__",
      "reads variable who as w\\u0068o",
      'leads node a "b" as \\u0061 \\"b\\"',
    ]);
  });

  it("a key that is written twice is declared twice", () => {
    const text = '{"entry_node_id":"a","nodes":{"a":{"node_type":"end"},"a":{"node_type":"end"}}}';
    const twice = document(text);
    assert.deepEqual(names(twice), ["declares node a", "leads node a", "declares node a"]);
    const starts = namesIn(twice).map((name) => bareSpan(twice, name).start);
    assert.deepEqual(starts, [text.lastIndexOf('"a"') + 1, text.indexOf('"a"') + 1, text.indexOf('"a":') + 1]);
  });
});

describe("the names of a test", () => {
  const flow = document(yappr);

  it("nodes wherever a test can name one", () => {
    const one = {
      start_at: "ask",
      mocks: { find: { result: 1 } },
      mock_tool_results: { find: { result: 1 } },
      expect: {
        ended_at: "bye",
        ended_at_step_id: "bye",
        path: ["s", 5],
        visits: ["ask"],
        not_visits: ["again"],
        results: { find: 1 },
        calls: [{ tool: "find", args: { body: "x" } }],
        trace: [{ step_id: "find", kind: "tool_mock", reason: "custom:full", decision: "bye" }],
      },
    };
    assert.deepEqual(
      names(tests(one), flow),
      [
        "begins node ask",
        "mocks node find",
        "mocks node find",
        "expects node bye",
        "expects node bye",
        "expects node s",
        "expects node ask",
        "expects node again",
        "expects node find",
        "calls node find",
        "expects parameter gmail.send_email/body",
        "expects node find",
        "expects node bye",
        "expects transition find/full as full",
      ].map((line) => line.replace(" as full", "")),
    );
  });

  it("decisions are transitions, targets or jumps", () => {
    const decisions = { ask: ["tx", "stay", "__global_bye"], s: "ask", find: "bye", again: "typo" };
    assert.deepEqual(names(tests({ expect: { decisions } }), flow), [
      "expects node ask",
      "expects node s",
      "expects node find",
      "expects node again",
      "expects transition ask/tx",
      "expects node bye",
      "expects node ask",
      "expects node bye",
      "expects transition again/typo",
    ]);
  });

  it("a choice is looked for without case, and by playing where several nodes offer one of its name", () => {
    const turns = [
      { user: "one", take: "tx" },
      { user: "two", take: "TX" },
    ];
    const mocks = { find: { result: {} } };
    assert.deepEqual(names(tests({ turns, mocks }), flow).slice(0, 2), [
      "reads transition ask/tx",
      "reads transition again/tx as TX",
    ]);
    assert.deepEqual(names(tests({ turns: ["hm", { user: "x", take: "tx-bye" }] }), flow), [
      "reads transition ask/TX-Bye as tx-bye",
    ]);
    assert.deepEqual(names(tests({ turns: [{ user: "x", take: "__GLOBAL_BYE" }] }), flow), ["reads node bye as BYE"]);
  });

  it("a result goes by the node's readable name", () => {
    const named = document({
      ...yappr,
      nodes: [{ id: "find", type: "tool_call", name: "Find it", tool_id: "t", transitions: {} }],
    });
    assert.deepEqual(names(tests({ expect: { results: { "Find it": 1, find: 1 } } }), named), [
      "expects node find as Find it titled",
    ]);
  });

  it("a mock is a tool's where the flow has one of its name", () => {
    const playbook = document({
      flowId: "f",
      nodes: [
        { id: "find", type: "skill", data: { tool: "find" } },
        { id: "say", type: "skill", data: { tool: "other" } },
      ],
      connections: [],
    });
    const one = { mocks: { find: {}, say: {}, other: {} }, expect: { calls: [{ tool: "say", args: { x: 1 } }] } };
    assert.deepEqual(names(tests(one), playbook), [
      "mocks tool find",
      "mocks node say",
      "mocks tool other",
      "calls node say",
      "expects parameter other/x",
    ]);
  });

  it("a flow in a test is part of the document, and stands above the one outside", () => {
    const inside = { flow_config_version: "1", nodes: [{ id: "tx", type: "end" }] };
    const written = document(
      { flow: "f.json", cases: [{ name: "a", turns: [], flow_config: inside, expect: { ended_at: "tx" } }] },
      "a.flowtest.json",
    );
    const context = testContext(written, new Map([["f.json", { document: flow }]]));
    assert.deepEqual(
      namesIn(written, context).map((name) => [shown(written, name), name.flow === flow.flow]),
      [
        ["declares node tx", false],
        ["expects node tx", false],
      ],
    );
  });

  it("the other forms: a request body, a test array, a catalogue, a workspace file", () => {
    const body = { transcript: [], mock_tool_results: { "find-it": { result: 1 } } };
    assert.deepEqual(names(document(body)), ["mocks node find-it"]);
    const array = [
      { name: "x", user_prompt: "x", dynamic_variables: { who: 1 }, tool_mocks: [{ tool: "look", response: 1 }] },
    ];
    assert.deepEqual(names(document(array)), ["gives variable who", "mocks tool look"]);
    const skills = [{ tool: "book", params: { day: {} }, confirmPrompt: "{day}, {name}?" }];
    assert.deepEqual(names(document({ skills }, "a.flowyte-skills.json")), [
      "declares tool book",
      "declares parameter book/day",
      "reads parameter book/day",
      "reads variable name",
    ]);
    const overrides = [{ files: "*.json", nodes: ["ask"], rules: { "dead-end": "off" } }];
    const workspace = document({ overrides }, "flowproof.json");
    assert.deepEqual(names(workspace), ["reads node ask"]);
    assert.deepEqual(namesIn(workspace)[0]!.files, ["*.json"]);
  });
});

describe("the name at an offset", () => {
  const text = JSON.stringify(yappr, null, 2);
  const flow = document(text);
  const at = (piece: string, plus: number): string | undefined => {
    const name = nameAt(flow, text.indexOf(piece) + plus);
    return name && shown(flow, name);
  };

  it("from quote to quote, and nothing beside", () => {
    assert.equal(at('"TX-Bye"', 0), "declares transition ask/TX-Bye");
    assert.equal(at('"TX-Bye"', 8), "declares transition ask/TX-Bye");
    assert.equal(at('"TX-Bye"', 9), undefined);
    assert.equal(at('"label"', 3), undefined);
  });

  it("in a token, the part that is pointed at", () => {
    assert.equal(at("{{find.body}}", 2), "reads node find");
    assert.equal(at("{{find.body}}", 6), "reads node find");
    assert.equal(at("{{find.body}}", 7), "reads variable find.body as body");
    assert.equal(at("{{ metadata.tier }}", 5), undefined);
    assert.equal(at("{{ metadata.tier }}", 13), "reads variable metadata.tier as tier");
  });

  it("is every name there is", () => {
    for (const name of namesIn(flow)) {
      const { start, end } = bareSpan(flow, name);
      for (const offset of [start, end]) assert.deepEqual(nameAt(flow, offset), name);
    }
  });

  it("is found at once in a flow of thousands", () => {
    const nodes = Array.from({ length: 5000 }, (_, i) => ({
      id: `n${i}`,
      type: "conversation",
      instructions: "x".repeat(700),
      transitions: [{ id: `t${i}`, label: "go", next_step_id: `n${i + 1}` }],
    }));
    const large = document(JSON.stringify({ flow_config_version: "1", nodes }));
    large.tree();
    const offset = large.text.indexOf('"n4999"');
    const began = performance.now();
    assert.equal(nameAt(large, offset)?.name, "n4999");
    assert.ok(performance.now() - began < 100, "looked at all nodes");
  });
});
