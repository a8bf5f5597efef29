import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Flow, Near, Use } from "../../../engine/flow/flow.ts";
import { toFlow as flowyte } from "../../../engine/formats/flowyte/index.ts";
import { toFlow as voicetest } from "../../../engine/formats/voicetest/index.ts";
import { toFlow as yappr } from "../../../engine/formats/yappr/index.ts";
import type { Path } from "../../../engine/text/json.ts";

/** A use in a line: what is done with it, its name, its marks, where it stands, and the text that stands there. */
function line(value: unknown, { of, how, name, place, inside, ...marks }: Use): string {
  assert.ok("path" in place);
  const { path, part } = place;
  const written = part === "key" ? path.at(-1) : textAt(value, path).slice(part?.start, part?.end);
  const also = (["perhaps", "asks", "late"] as const).filter((mark) => marks[mark]);
  const shown = inside ? `${name} > ${inside.join(" > ")}` : name;
  return `${how} ${of} ${[shown, ...also].join(" ")} at ${path.join("/")}${part === "key" ? " (key)" : ""}: ${written}`;
}

function textAt(value: unknown, path: Path): string {
  const found = path.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], value);
  assert.equal(typeof found, "string", `${path.join("/")} is a text`);
  return found as string;
}

function nearLine(value: unknown, { of, name, why, place, braces }: Near): string {
  return `${why} ${of} "${name}" ${textAt(value, place.path).slice(place.part.start, place.part.end)} → ${braces.join(name)}`;
}

const uses = (value: unknown, flow: Pick<Flow, "uses">): string[] => flow.uses.map((use) => line(value, use));
const near = (value: unknown, flow: Pick<Flow, "near">): string[] => (flow.near ?? []).map((n) => nearLine(value, n));

suite("the names in a Flowyte playbook", () => {
  const graph = {
    inputSchema: { type: "object", properties: { caller_id: {}, __proto__x: {} } },
    outputSchema: { properties: { area: {} } },
    nodes: [
      { id: "s", type: "start", data: { message: "Hi { name }, { } {{name}} {{{name}}}", text: "{no}" } },
      { id: "c", type: "capture", data: { prompt: "Your zip, {name}?", slot: "zip" } },
      {
        id: "k",
        type: "tool",
        data: {
          tool: "find_area",
          args: { zip: "{zip}", deep: [{ constructor: "{a.b.0} and {a}" }, 7, null] },
          output: { area: "data.name", ["__proto__"]: "x" },
        },
      },
      { id: "b", type: "branch", data: { condition: "{ok} == true and not zip exists or x.y != null or (z) in [w]" } },
      { id: "o", type: "branch", data: { condition: { variable: "{ ok }", operator: "==", value: "{other}" } } },
      { id: "w", type: "branch", data: { condition: "ok == " } },
      { id: "m", type: "say", data: { text: "It is {zip code}, {zip-code}, {}", prompt: "{no}" } },
      { id: "u", type: "unheard", data: { text: "{no}" } },
      { id: "t", type: "message", data: { text: 5 } },
      { id: "e", type: "collect", data: { slot: "", prompt: null } },
    ],
    connections: [
      { id: "1", source: "c", target: "k" },
      { id: "2", source: "c", target: "s", sourceHandle: "needs_input" },
      { id: "3", source: "k", target: "b" },
      { id: "4", source: "k", target: "c", sourceHandle: "needs_input" },
      { id: "5", source: "b", target: "m", sourceHandle: "true" },
      { id: "6", source: "b", target: "e", sourceHandle: "false" },
      { id: "7", source: "m", target: "e" },
    ],
  };
  const flow = flowyte(graph, []);
  const node = (id: string) => flow.byId.get(id)!;
  const at = (index: number) => `nodes/${index}/data`;

  test("around its steps", () => {
    assert.deepEqual(uses(graph, flow), [
      "declares variable caller_id at inputSchema/properties/caller_id (key): caller_id",
      "declares variable __proto__x at inputSchema/properties/__proto__x (key): __proto__x",
      "reads variable area at outputSchema/properties/area (key): area",
    ]);
    assert.equal(flow.open, false);
  });

  test("a start reads in its message alone", () => {
    assert.deepEqual(uses(graph, node("s")), [
      `reads variable name at ${at(0)}/message: name`,
      `reads variable name at ${at(0)}/message: name`,
    ]);
  });

  test("a collect binds its slot", () => {
    assert.deepEqual(uses(graph, node("c")), [
      `binds variable zip at ${at(1)}/slot: zip`,
      `reads variable name at ${at(1)}/prompt: name`,
    ]);
    assert.deepEqual(uses(graph, node("e")), []);
  });

  test("a skill reads in its arguments, however deep, and binds its outputs", () => {
    assert.deepEqual(
      uses(graph, node("k")).filter((use) => !use.includes(" parameter ")),
      [
        `reads tool find_area at ${at(2)}/tool: find_area`,
        `reads variable zip at ${at(2)}/args/zip: zip`,
        `reads variable a > b > 0 at ${at(2)}/args/deep/0/constructor: a`,
        `reads variable a at ${at(2)}/args/deep/0/constructor: a`,
        `binds variable area at ${at(2)}/output/area (key): area`,
        `binds variable __proto__ at ${at(2)}/output/__proto__ (key): __proto__`,
      ],
    );
  });

  test("a branch reads in its condition, and sometimes only asks whether there is a value", () => {
    assert.deepEqual(uses(graph, node("b")), [
      `reads variable ok at ${at(3)}/condition: ok`,
      `reads variable zip asks at ${at(3)}/condition: zip`,
      `reads variable x > y asks at ${at(3)}/condition: x`,
      `reads variable z at ${at(3)}/condition: z`,
      `reads variable w at ${at(3)}/condition: w`,
    ]);
    assert.deepEqual(uses(graph, node("o")), [
      `reads variable ok at ${at(4)}/condition/variable: ok`,
      `reads variable other at ${at(4)}/condition/value: other`,
    ]);
    assert.deepEqual(uses(graph, node("w")), [`reads variable ok at ${at(5)}/condition: ok`]);
  });

  test("what is no text or of no known type has none", () => {
    for (const id of ["u", "t", "m"]) assert.deepEqual(uses(graph, node(id)), [], id);
  });

  test("what its transitions know", () => {
    const knows = flow.nodes.flatMap(({ transitions }) => transitions.map(({ id, knows }) => [id, knows]));
    assert.deepEqual(knows, [
      ["1", ["zip"]],
      ["2", []],
      ["3", ["area", "__proto__"]],
      ["4", []],
      ["5", []],
      ["6", []],
      ["7", undefined],
    ]);
  });

  test("what looks like a placeholder and is none", () => {
    assert.deepEqual(near(graph, node("s")), ['braces variable "name" {{name}} → {name}']);
    assert.deepEqual(near(graph, node("m")), [
      'characters variable "zip code" {zip code} → {zip code}',
      'characters variable "zip-code" {zip-code} → {zip-code}',
    ]);
    const strays = flowyte({ nodes: [{ type: "message", data: { text: "a } {b} { c" } }], connections: [] }, []);
    assert.deepEqual(
      strays.nodes[0]!.near!.map(({ why, place }) => [why, place.part.start]),
      [
        ["stray", 2],
        ["stray", 8],
      ],
    );
  });
});

suite("the names in a voicetest graph", () => {
  const graph = {
    source_type: "retell",
    entry_node_id: "a",
    source_metadata: {
      general_prompt: "You are {% persona %} for {{ company }}.",
      begin_message: "{{not_read}}",
      default_dynamic_variables: { company: "Acme" },
    },
    snippets: { persona: "kind to {{user}}, {%other%}", "with-dash": "x", other: "{x}" },
    nodes: {
      a: {
        state_prompt:
          "Hi {{\n user_name }}, {%greet%} {{{d}}} {{größe}} {{user-name}} {{a.b}} {single} $\u007bjs} {%no-way%}",
        node_type: "conversation",
        tools: [{ name: "lookup" }, { name: 5 }, null],
        transitions: [
          {
            target_node_id: "b",
            condition: {
              type: "equation",
              value: "",
              equations: [
                { left: "age", operator: ">", right: "limit" },
                { left: "vip", operator: "exists", right: "ignored" },
                { left: "gone", operator: "not_exist" },
                { left: 3, operator: "==", right: "" },
              ],
            },
          },
        ],
      },
      b: {
        id: "b",
        state_prompt: 'Note the {{order id}} { "json": {"a": 1} }',
        node_type: "extract",
        variables_to_extract: [{ name: "order_id", description: "" }, { name: "" }],
        transitions: [
          { target_node_id: "a", condition: { type: "always", value: "" } },
          {
            target_node_id: "a",
            condition: {
              type: "equation",
              value: "",
              logical_operator: "or",
              equations: [
                { left: "x", operator: "==", right: "1" },
                { left: "y", operator: "==", right: "1" },
              ],
            },
          },
        ],
      },
      c: null,
    },
  };
  const flow = voicetest(graph, []);
  const node = (id: string) => flow.byId.get(id)!;

  test("around its nodes", () => {
    assert.deepEqual(uses(graph, flow), [
      "reads snippet persona at source_metadata/general_prompt: persona",
      "reads variable company at source_metadata/general_prompt: company",
      "declares variable company at source_metadata/default_dynamic_variables/company (key): company",
      "declares snippet persona at snippets/persona (key): persona",
      "reads variable user at snippets/persona: user",
      "declares snippet with-dash at snippets/with-dash (key): with-dash",
      "declares snippet other at snippets/other (key): other",
    ]);
    assert.equal(flow.open, true);
    assert.ok(flow.given?.has("current_time"));
    assert.equal(voicetest({ ...graph, source_type: "custom" }, []).given?.size, 0);
  });

  test("a prompt reads variables and snippets, in the order of the text", () => {
    const equation = (j: number) => `nodes/a/transitions/0/condition/equations/${j}`;
    assert.deepEqual(uses(graph, node("a")), [
      "reads variable user_name at nodes/a/state_prompt: user_name",
      "reads snippet greet at nodes/a/state_prompt: greet",
      "reads variable d at nodes/a/state_prompt: d",
      "reads variable größe at nodes/a/state_prompt: größe",
      `reads variable age late at ${equation(0)}/left: age`,
      `reads variable limit perhaps late at ${equation(0)}/right: limit`,
      `reads variable vip asks late at ${equation(1)}/left: vip`,
      `reads variable gone asks late at ${equation(2)}/left: gone`,
      "declares tool lookup at nodes/a/tools/0/name: lookup",
    ]);
  });

  test("an extract node binds what it extracts", () => {
    assert.deepEqual(uses(graph, node("b")).slice(0, 2), [
      "declares node b at nodes/b/id: b",
      "binds variable order_id at nodes/b/variables_to_extract/0/name: order_id",
    ]);
    assert.deepEqual(uses(graph, node("c")), []);
  });

  test("what its transitions know", () => {
    assert.deepEqual(
      flow.nodes.flatMap(({ transitions }) => transitions.map(({ knows }) => knows)),
      [
        ["age", "vip", ""],
        ["order_id", ""],
        ["order_id", ""],
      ],
    );
  });

  test("what looks like a placeholder and is none", () => {
    assert.deepEqual(near(graph, node("a")), [
      'characters variable "user-name" {{user-name}} → {{user-name}}',
      'characters variable "a.b" {{a.b}} → {{a.b}}',
      'braces variable "single" {single} → {{single}}',
      'characters snippet "no-way" {%no-way%} → {%no-way%}',
    ]);
    assert.deepEqual(near(graph, node("b")), ['characters variable "order id" {{order id}} → {{order id}}']);
    assert.deepEqual(near(graph, flow), [
      'nested snippet "other" {%other%} → {%other%}',
      'braces variable "x" {x} → {{x}}',
    ]);
  });
});

suite("the names in a Yappr flow", () => {
  const config = {
    flow_config_version: "1",
    metadata: { custom_metadata_keys: ["order", 7, "constructor"] },
    nodes: [
      {
        id: "book",
        type: "integration_call",
        tool_id: "t-1",
        args_template: {
          date: { mode: "ai_extract", description: "near {{metadata.order}}" },
          note: "for {{ other.day }} and {{lead}} and {{a.b.c}}",
          list: ["{{metadata.id}}"],
          old: { mode: "variable", source_node_id: "find", source_arg_name: "when" },
          half: { mode: "variable", source_node_id: "find" },
        },
        transitions: { success_next_step_id: "{{no.id}}" },
      },
      { id: "talk", type: "conversation", transitions: [{ id: "x", label: "wants {{metadata.order}}" }] },
      { type: "integration_call", args_template: { date: { mode: "ai_extract" } } },
    ],
  };
  const flow = yappr(config, []);
  const inNode = (index: number) => uses(config, flow.nodes[index]!);

  test("around its nodes", () => {
    assert.deepEqual(uses(config, flow), [
      "declares variable metadata.order at metadata/custom_metadata_keys/0: order",
      "declares variable metadata.constructor at metadata/custom_metadata_keys/2: constructor",
    ]);
    assert.deepEqual(
      [...flow.given!],
      ["id", "direction", "agent_number", "user_number", "agent_name"].map((key) => `metadata.${key}`),
    );
  });

  test("a token reads a node and its argument, or metadata", () => {
    const args = "nodes/0/args_template";
    assert.deepEqual(inNode(0), [
      "reads tool t-1 at nodes/0/tool_id: t-1",
      `binds variable book.date at ${args}/date (key): date`,
      `reads node find at ${args}/old/source_node_id: find`,
      `reads variable find.when at ${args}/old/source_arg_name: when`,
      `reads variable metadata.order at ${args}/date/description: metadata.order`,
      `reads node other at ${args}/note: other`,
      `reads variable other.day at ${args}/note: day`,
      `reads node a at ${args}/note: a`,
      `reads variable a.b.c at ${args}/note: b.c`,
      `reads variable metadata.id at ${args}/list/0: metadata.id`,
      "reads node no at nodes/0/transitions/success_next_step_id: no",
      "reads variable no.id at nodes/0/transitions/success_next_step_id: id",
    ]);
  });

  test("what people write for transitions counts as text", () => {
    assert.deepEqual(inNode(1), ["reads variable metadata.order at nodes/1/transitions/0/label: metadata.order"]);
  });

  test("a node without an id binds nothing", () => assert.deepEqual(inNode(2), []));
});

test("names are asked for once", () => {
  const flow = voicetest({ nodes: { a: { state_prompt: "{{x}} {y}" } }, entry_node_id: "a" }, []);
  assert.equal(flow.nodes[0]!.uses, flow.nodes[0]!.uses);
  assert.equal(flow.nodes[0]!.near, flow.nodes[0]!.near);
  assert.equal(flow.uses, flow.uses);
});
