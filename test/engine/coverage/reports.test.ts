// What was covered, told in every form: positions and totals worked out by hand from the text of small flows.

import assert from "node:assert/strict";
import { it } from "node:test";
import { Collector } from "../../../engine/coverage/collector.ts";
import { drive } from "../../../engine/flowtest/drive.ts";
import { read } from "../../../engine/formats/index.ts";
import { cobertura } from "../../../engine/report/coverage/cobertura.ts";
import { belowGate } from "../../../engine/report/coverage/gate.ts";
import { lcov } from "../../../engine/report/coverage/lcov.ts";
import { mergeCoverage } from "../../../engine/report/coverage/merge.ts";
import { coverageIn } from "../../../engine/report/coverage/read.ts";
import { type CoverageReport, coverageReport, type MeasuredFlow } from "../../../engine/report/coverage/report.ts";
import { coverageTable } from "../../../engine/report/coverage/table.ts";
import type { Json } from "../../../engine/text/value.ts";

/** A Yappr flow with one thing a line, so that lines can be counted. */
const yappr = `{ "flow_config_version": "1", "nodes": [
  { "id": "start", "type": "start", "next_step_id": "ask" },
  {
    "id": "ask",
    "type": "conversation",
    "transitions": [
      { "id": "tx-go", "label": "Go on", "next_step_id": "look" },
      { "id": "tx-lost", "label": "Elsewhere", "next_step_id": "nirvana" }
    ]
  },
  { "id": "look", "type": "tool_call", "tool_id": "t", "transitions": {
      "success_next_step_id": "end",
      "error_next_step_id": "ask",
      "custom": [
        { "id": "no", "label": "No", "jsonpath": "$.s",
          "equals": "no",
          "next_step_id": "ask" }
      ]
  } },
  { "id": "end", "type": "end" },
  { "id": "island", "type": "end" }
] }
`;

/** Connections stand apart from nodes. */
const playbook = `{ "flowId": "f", "nodes": [
  { "id": "s", "type": "start" },
  { "id": "b", "type": "branch", "data": { "condition": "age > 17" } },
  { "id": "e", "type": "end" }
], "connections": [
  { "source": "s", "target": "b" },
  { "source": "b", "target": "e", "sourceHandle": "true" },
  { "source": "b", "target": "s", "sourceHandle": "false" }
] }
`;

function measured(file: string, text: string, cases: readonly Json[]): MeasuredFlow {
  const document = read(text, file);
  const { tests } = read(JSON.stringify({ flow: file, cases }), "a.flowtest.json");
  const collector = new Collector(document.flow!);
  for (const one of tests!.cases) collector.add({ id: one.name, state: drive(document.flow!, one).state });
  return { file, document, coverage: collector.coverage() };
}

const goes = { name: "goes", turns: ["go on"], mocks: { look: { result: { s: "yes" } } } };
const refused = { name: "refused", turns: ["go on"], mocks: { look: { result: { s: "no" } } } };

it("what was missed stands at its line and column, with a reason where no case could come to it", () => {
  const { met, ...report } = coverageReport(measured("flow.json", yappr, [goes]));
  assert.equal(met.length, 4 + 3 + 1);
  assert.deepEqual(met[2], { kind: "node", node: "ask", line: 4, column: 11, hits: 1, cases: 1, first: ["goes"] });
  assert.deepEqual(report, {
    flow: "flow.json",
    nodes: { total: 5, reachable: 4, covered: 4 },
    transitions: { total: 6, reachable: 5, covered: 3 },
    conditions: { total: 2, reachable: 2, covered: 1 },
    missed: [
      {
        kind: "transition",
        node: "ask",
        transition: "tx-lost → nirvana",
        line: 8,
        column: 7,
        reason: 'it leads to "nirvana", which is not a node',
      },
      { kind: "transition", node: "look", transition: "no → ask", line: 15, column: 9 },
      { kind: "transition", node: "look", transition: "error → ask", line: 13, column: 29 },
      { kind: "condition", node: "look", condition: "$.s == no is true", line: 16, column: 21 },
      { kind: "node", node: "island", line: 21, column: 11, reason: "no transition leads here" },
    ],
  });
});

it("a table for people: rows in columns, what was missed where it can be clicked", () => {
  const flows = [
    measured("flow.json", yappr, [goes]),
    measured("play.json", playbook, [{ name: "a", variables: { age: 20 }, turns: [] }]),
  ];
  assert.equal(
    coverageTable(flows.map(coverageReport), false),
    `Coverage   nodes                       transitions                  conditions
flow.json  100% 4/4 (+1 out of reach)  60% 3/5 (+1 out of reach)    50% 1/2
play.json  100% 3/3                    66.6% 2/3                    50% 1/2
all        100% 7/7 (+1 out of reach)  62.5% 5/8 (+1 out of reach)  50% 2/4

flow.json: no case comes to
  flow.json:15:9   "look": no → ask
  flow.json:13:29  "look": error → ask
  flow.json:16:21  "look": $.s == no is true

flow.json: no case can come to
  flow.json:8:7    "ask": tx-lost → nirvana: it leads to "nirvana", which is not a node
  flow.json:21:11  "island": no transition leads here

play.json: no case comes to
  play.json:8:3   "b": false → s
  play.json:3:57  "b": age > 17 is false
`,
  );
});

it("LCOV: functions, branches and lines with the totals of what is listed", () => {
  const flow = measured("flow.json", yappr, [goes, refused]);
  assert.equal(
    lcov([flow]),
    `TN:
SF:flow.json
FN:2,start
FN:3,ask
FN:11,look
FN:20,end
FNDA:2,start
FNDA:3,ask
FNDA:2,look
FNDA:1,end
FNF:4
FNH:4
BRDA:2,0,0,2
BRDA:7,1,0,2
BRDA:12,2,1,1
BRDA:13,2,2,0
BRDA:15,2,0,1
BRDA:16,2,3,1
BRDA:16,2,4,1
BRF:7
BRH:6
DA:2,2
DA:3,3
DA:4,3
DA:5,3
DA:6,3
DA:7,2
DA:9,3
DA:10,3
DA:11,2
DA:12,1
DA:13,0
DA:14,2
DA:15,1
DA:16,2
DA:17,1
DA:18,2
DA:19,2
DA:20,1
LF:18
LH:17
end_of_record
`,
  );
});

it("LCOV: a branch that was never come to is marked so; every line with a branch is there", () => {
  const text = lcov([measured("play.json", playbook, [{ name: "a", start_at: "e", turns: [] }])]);
  assert.match(text, /BRDA:7,1,0,-\n/);
  const lines = new Set([...text.matchAll(/^DA:(\d+),/gm)].map(([, line]) => line));
  for (const [, line] of text.matchAll(/^BRDA:(\d+),/gm)) assert.ok(lines.has(line), `line ${line}`);
  for (const [, line] of text.matchAll(/^FN:(\d+),/gm)) assert.ok(lines.has(line), `line ${line}`);
});

it("LCOV: a node whose name would break the file is told all the same", () => {
  const named = yappr.replaceAll('"end"', '"e,n\\nd"').replaceAll('"type": "e,n\\nd"', '"type": "end"');
  assert.match(lcov([measured("flow.json", named, [])]), /^FN:20,e_n_d$/m);
});

it("Cobertura: the elements and attributes that its DTD asks for, and rates that follow from the lines", () => {
  const text = cobertura([measured("a & b.json", playbook, [{ name: "a", variables: { age: 20 }, turns: [] }])], {
    root: "/there",
    timestamp: 7,
  });
  assert.match(text, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<!DOCTYPE coverage SYSTEM /);
  // Lines 2, 3, 4 and the connections 6 and 7 were come through, 8 was not; of five branches three.
  assert.match(
    text,
    /<coverage line-rate="0.833" branch-rate="0.6" lines-covered="5" lines-valid="6" branches-covered="3" branches-valid="5" complexity="0" version="1" timestamp="7">/,
  );
  assert.match(
    text,
    /<class name="a &#38; b.json" filename="a &#38; b.json" line-rate="0.833" branch-rate="0.6" complexity="0">/,
  );
  assert.match(text, /<line number="3" hits="1" branch="true" condition-coverage="50% \(1\/2\)"\/>/);
  assert.match(text, /<line number="8" hits="0" branch="true" condition-coverage="0% \(0\/1\)"\/>/);
  const open: string[] = [];
  const children = new Map<string, Set<string>>();
  for (const [, close, name, self] of text.matchAll(/<(\/?)([a-z]+)(?: [^>]*?)?(\/?)>/g)) {
    if (close) assert.equal(open.pop(), name);
    else {
      const parent = open.at(-1) ?? "";
      children.set(parent, (children.get(parent) ?? new Set()).add(name!));
      if (!self) open.push(name!);
    }
  }
  assert.deepEqual(open, []);
  assert.deepEqual(Object.fromEntries([...children].map(([name, some]) => [name, [...some]])), {
    "": ["coverage"],
    coverage: ["sources", "packages"],
    sources: ["source"],
    packages: ["package"],
    package: ["classes"],
    classes: ["class"],
    class: ["methods", "lines"],
    methods: ["method"],
    method: ["lines"],
    lines: ["line"],
  });
});

it("reports of several machines: what all of them missed is missed", () => {
  const report = (cases: readonly Json[]) => coverageReport(measured("flow.json", yappr, cases));
  const both = mergeCoverage([[report([goes])], [report([refused])]]);
  const inOne = report([goes, refused]);
  const sorted = ({ met, ...rest }: CoverageReport) => ({
    ...rest,
    met: new Set(met.map((each) => JSON.stringify(each))),
  });
  assert.deepEqual(both.map(sorted), [sorted(inOne)]);
  assert.deepEqual(coverageIn(JSON.parse(JSON.stringify(both))), both, "written and read back");
  const begins = mergeCoverage([[report([goes])], [report([{ name: "there", start_at: "island", turns: [] }])]]);
  assert.deepEqual(begins[0]!.nodes, { total: 5, reachable: 5, covered: 5 });
  assert.deepEqual(mergeCoverage([[report([goes])], []]), [report([goes])]);
});

it("a gate is about what can be reached, and names what is missed", () => {
  const flows = [coverageReport(measured("flow.json", yappr, [goes]))];
  assert.deepEqual(belowGate(flows, { nodes: 100, transitions: 60 }), []);
  assert.deepEqual(belowGate(flows, { transitions: 61 }), [
    'flow.json: cases cover 60% of the transitions, expected 61%; missed: "look": no → ask, "look": error → ask',
  ]);
  assert.deepEqual(belowGate(flows, {}), []);
});

it("a table names a node that no case can come to, and not what belongs to it", () => {
  const flow = measured(
    "flow.json",
    yappr.replace('"id": "start"', '"id": "begin"').replace('"type": "start"', '"type": "end"'),
    [],
  );
  const table = coverageTable([coverageReport(flow)], false);
  const [, told = ""] = table.split("no case can come to\n");
  const { missed } = coverageReport(flow);
  const nodes = missed.filter(({ kind }) => kind === "node").length;
  assert.ok(missed.length > nodes);
  assert.equal(told.trimEnd().split("\n").length, nodes, told);
});
