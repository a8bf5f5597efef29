import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { completeAt, labels, taken } from "./at.ts";

/** A flow of a start, a conversation, a tool and an end, with more nodes behind them. */
const flow = (more = ""): string => `{
  "flow_config_version": "1",
  "nodes": [
    { "id": "start", "type": "start", "next_step_id": "ask" },
    {
      "id": "ask",
      "type": "conversation",
      "name": "Ask for a date",
      "instructions": "Ask when they would like to come.\\nBe brief.",
      "transitions": [{ "id": "tx-book", "label": "gave a date", "description": "names a day", "next_step_id": "book" }]
    },
    {
      "id": "book",
      "type": "integration_call",
      "provider": "google_calendar",
      "integration_id": "i-1",
      "action": "create_event",
      "args_template": { "date": { "mode": "ai_extract", "description": "the day" } },
      "transitions": { "success_next_step_id": "bye" }
    },
    { "id": "bye", "type": "end", "farewell": "See you on {{book.date}}" }${more}
  ],
  "metadata": { "custom_metadata_keys": ["plan"] }
}`;
const name = "flow.json";
const at = (more: string): string[] => labels(flow(more), name);

suite("completion in a Yappr flow: names", () => {
  const target = (written: string): string => `,\n    { "id": "more", "type": "start", "next_step_id": ${written} }`;

  test("targets are node ids, what nothing leads to first, the node itself last", () => {
    assert.deepEqual(at(`${target('"|"')},\n    { "id": "lonely", "type": "end" }`), [
      "lonely",
      "bye",
      "book",
      "ask",
      "start",
      "more",
    ]);
  });

  test("a node says what it is called, what it is, and what it is told", async () => {
    const [ask] = completeAt(flow(target('"|"')), name).proposals.filter(({ label }) => label === "ask");
    assert.equal(ask?.detail, "Ask for a date · conversation");
    assert.equal(ask?.filter, '"ask Ask for a date');
    assert.equal(await ask?.about?.(), "Ask when they would like to come.");
  });

  for (const [what, written, after] of [
    ["between quotes", '"|"', '"next_step_id": "bye"'],
    ["in the middle of a word", '"as|k-x"', '"next_step_id": "bye"'],
    ["where nothing is written", "|", '"next_step_id": "bye"'],
    ["in a string that is not closed", '"b|', '"next_step_id": "bye"'],
    ["in a word without quotes", "by|", '"next_step_id": "bye"'],
  ] as const) {
    test(`a target is taken up ${what}`, () => {
      const text = taken(flow(target(written).replace(/ }$/, "\n    }")), name, "bye");
      assert.ok(text.includes(after), text);
      assert.equal(JSON.parse(text).nodes.at(-1).next_step_id, "bye");
    });
  }

  for (const written of [
    '"type": "conversation", "transitions": [{ "next_step_id": "|" }]',
    '"type": "tool_call", "transitions": { "success_next_step_id": "|" }',
    '"type": "tool_call", "transitions": { "error_next_step_id": "|" }',
    '"type": "tool_call", "transitions": { "custom": [{ "next_step_id": "|" }] }',
    '"type": "end", "post_end_step_ids": ["|"]',
  ]) {
    test(`nodes are offered in ${written}`, () => {
      assert.deepEqual(at(`,\n    { "id": "more", ${written} }`).toSorted(), ["ask", "book", "bye", "more", "start"]);
    });
  }

  test("what runs after the call comes first where that is meant", () => {
    const hook = ',\n    { "id": "hook", "type": "webhook" }';
    assert.equal(at(`,\n    { "id": "more", "type": "end", "post_end_step_ids": ["|"] }${hook}`)[0], "hook");
  });

  test("tokens between braces: arguments of nodes and metadata", () => {
    const text = (written: string): string =>
      `,\n    { "id": "more", "type": "conversation", "instructions": "Say ${written} now" }`;
    assert.deepEqual(at(text("{{|")), [
      "book.date",
      "metadata.plan",
      "metadata.id",
      "metadata.direction",
      "metadata.agent_number",
      "metadata.user_number",
      "metadata.agent_name",
    ]);
    assert.match(taken(flow(text("{{|")), name, "book.date"), /Say \{\{book\.date\}\} now/);
    assert.match(taken(flow(text("{{ bo|ok.x }}")), name, "book.date"), /Say \{\{ book\.date \}\} now/);
    assert.match(taken(flow(text("{|")), name, "{{book.date}}"), /Say \{\{book\.date\}\} now/);
    assert.match(taken(flow(text("{{book.|}}")), name, "book.date"), /Say \{\{book\.date\}\} now/);
    assert.deepEqual(at(text("{{a}} |")), [], "outside of braces");
    assert.deepEqual(at(',\n    { "id": "{{|" }'), [], "an id is no text");
  });

  test("tools that the flow calls already", () => {
    const used = ',\n    { "id": "one", "type": "tool_call", "tool_id": "t-1" }';
    assert.deepEqual(at(`${used},\n    { "id": "two", "type": "tool_call", "tool_id": "|" }`), ["t-1"]);
  });
});

suite("completion in a Yappr flow: what the schema knows", () => {
  test("node types, retired ones last", () => {
    const types = [
      "start",
      "conversation",
      "tool_call",
      "transfer",
      "end",
      "integration_call",
      "webhook",
      "structured_output",
    ];
    assert.deepEqual(at(',\n    { "type": "|" }'), types);
    assert.deepEqual(at(',\n    { "type": "conversation|" }'), types);
    const [retired] = completeAt(flow(',\n    { "type": "|" }'), name).proposals.slice(-1);
    assert.equal(retired?.deprecated, true);
  });

  test("members of the node's own type: first what it needs, none that are there", () => {
    const members = at(',\n    { "id": "more", "type": "conversation", | }');
    assert.equal(members[0], "instructions");
    assert.ok(members.includes("global_jump_description"));
    assert.ok(!members.includes("id") && !members.includes("tool_id"));
    assert.deepEqual(at(',\n    { "id": "more", "type": "start", "is_global": | }'), ["false"]);
    assert.ok(!at(',\n    { "id": "more", "type": "start", | }').includes("is_global"), "a start is never global");
    assert.deepEqual(at(",\n    { | }"), ["id", "type", "name", "position"]);
  });

  test("a member says what it means", async () => {
    const { proposals } = completeAt(flow(',\n    { "id": "more", "type": "conversation", | }'), name);
    assert.equal(await proposals[0]?.about?.(), "What the agent should do or find out in this step, in plain words");
  });

  for (const [written, label, after] of [
    ['{ | "id": "more" }', "type", '{ "type": "", "id": "more" }'],
    ['{ "id": "more" | }', "type", '{ "id": "more", "type": "" }'],
    ['{ "id": "more", "ty|" }', "type", '{ "id": "more", "type": "" }'],
    ['{ "id": "more", ty| }', "type", '{ "id": "more", "type": "" }'],
    ['{ "id": "more", "ty|": "end" }', "type", '{ "id": "more", "type": "end" }'],
    ['{ "i|d": "more", "type": "end" }', "name", '{ "name": "more", "type": "end" }'],
    ['{ "type": "end", "is_literal": | }', "true", '{ "type": "end", "is_literal": true }'],
    ['{ "type": "end", "is_literal": fa|lse }', "true", '{ "type": "end", "is_literal": true }'],
    ['{ "type": "end", "is_literal":| false }', "true", '{ "type": "end", "is_literal":true }'],
  ] as const) {
    test(`${label} in ${written}`, () => {
      assert.ok(
        taken(flow(`,\n    ${written}`), name, label).includes(after),
        taken(flow(`,\n    ${written}`), name, label),
      );
    });
  }

  test("a comma that is missing before it is added, and one behind it", () => {
    const half = ',\n    {\n      "id": "more"\n      |\n      "name": "More"\n    }';
    const text = taken(flow(half), name, "type");
    assert.match(text, /"id": "more",\n {6}"type": "",\n {6}"name": "More"/);
    assert.equal(JSON.parse(text).nodes.at(-1).name, "More");
  });

  test("nothing in comments, behind values and between a name and its colon", () => {
    for (const written of ['{ "id": "more"| }', '{ "id" |: "more" }', '{ "id": "more", // |\n }', "{ /* | */ }"])
      assert.deepEqual(at(`,\n    ${written}`), [], written);
  });
});

suite("completion in a Yappr flow: whole nodes", () => {
  test("one of each type that new flows use, after the habits of the flow", () => {
    const written = flow(",\n    |");
    assert.deepEqual(labels(written, name), [
      "start node",
      "conversation node",
      "tool_call node",
      "transfer node",
      "end node",
    ]);
    const node = JSON.parse(taken(written, name, "conversation node")).nodes.at(-1);
    assert.deepEqual(node, {
      id: "new-conversation",
      type: "conversation",
      instructions: "New conversation",
      transitions: [],
    });
  });

  test("the id is a stop, and so is what is left to say", () => {
    const { proposals } = completeAt(flow(",\n    |"), name);
    const { text, stops = [] } = proposals.find(({ label }) => label === "tool_call node")!;
    assert.deepEqual(
      stops.map(({ start, end, group }) => [text.slice(start, end), group]),
      [
        ["new-tool-call", 1],
        ["", 2],
        ["", 3],
      ],
    );
  });

  test("it is written as its neighbours are, with the file's own indentation", () => {
    const lines =
      '{"flow_config_version": "1", "nodes": [\r\n\t{\r\n\t\t"id": "a",\r\n\t\t"type": "end"\r\n\t},\r\n\t|\r\n]}';
    assert.equal(
      taken(lines, name, "end node"),
      lines.replace("|", '{\r\n\t\t"id": "new-end",\r\n\t\t"type": "end"\r\n\t}'),
    );
    const short = '{"flow_config_version":"1","nodes":[{"id":"a","type":"end"}|]}'.replace("|", ",|");
    assert.equal(taken(short, name, "end node"), short.replace("|", '{"id":"new-end","type":"end"}'));
  });

  test("transitions and custom branches with all they need", () => {
    const more = (written: string): string => flow(`,\n    { "id": "more", ${written} }`);
    const list = more('"type": "conversation", "transitions": [|]');
    assert.deepEqual(labels(list, name), ["new transition"]);
    assert.deepEqual(JSON.parse(taken(list, name, "new transition")).nodes.at(-1).transitions, [
      { id: "", label: "", description: "", next_step_id: "" },
    ]);
    const custom = more('"type": "tool_call", "transitions": { "custom": [|] }');
    assert.deepEqual(JSON.parse(taken(custom, name, "new custom branch")).nodes.at(-1).transitions.custom, [
      { id: "", jsonpath: "", equals: "", next_step_id: "" },
    ]);
  });
});

suite("completion around Yappr flows", () => {
  test("an agent has members of its own, and its flow those of a flow", () => {
    const agent = `{ "name": "A", "flow_config": ${flow(',\n    { "id": "more", "type": "start", "next_step_id": "|" }')} }`;
    assert.deepEqual(labels(agent, "agent.json"), ["bye", "book", "ask", "start", "more"]);
    const outside = labels(`{ "flow_config": ${flow()}, | }`, "agent.json");
    assert.ok(outside.includes("name") && !outside.includes("nodes"), outside.join());
  });

  test("a hosted test answers for the nodes that call something", () => {
    const body = (mocks: string): string =>
      `{ "transcript": [{ "role": "user", "text": "hi" }], "mock_tool_results": ${mocks}, "flow_config": ${flow()} }`;
    assert.deepEqual(labels(body("{|}"), "a.yappr-test.json"), ["book"]);
    const text = taken(body("{|}"), "a.yappr-test.json", "book");
    assert.deepEqual(JSON.parse(text).mock_tool_results, { book: { result: {} } });
    assert.deepEqual(labels(body('{ "book": {|} }'), "a.yappr-test.json"), ["result", "error"]);
  });

  test("names that are no names of members: __proto__, letters of all scripts, quotes", () => {
    const odd = String.raw`, { "id": "__proto__", "type": "end" }, { "id": "füß \"x\"", "type": "end" }`;
    const marked = flow(`${odd}, { "id": "more", "type": "start", "next_step_id": "|" }`);
    assert.equal(JSON.parse(taken(marked, name, "__proto__")).nodes.at(-1).next_step_id, "__proto__");
    assert.equal(JSON.parse(taken(marked, name, 'füß "x"')).nodes.at(-1).next_step_id, 'füß "x"');
  });
});
