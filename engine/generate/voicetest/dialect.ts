import type { Flow, FlowNode } from "../../flow/flow.ts";
import { shown } from "../../flowtest/shown.ts";
import type { Formula, Question } from "../../simulate/conditions/formula.ts";
import { questionsIn } from "../../simulate/conditions/formula.ts";
import { decisionsOf } from "../../simulate/index.ts";
import type { Asked } from "../../simulate/voicetest/cases.ts";
import { holds } from "../../simulate/voicetest/equations.ts";
import { graphOf } from "../../simulate/voicetest/graph.ts";
import type { VoicetestOwn } from "../../simulate/walks/voicetest.ts";
import { remember } from "../../text/remember.ts";
import { type Deciding, type Dialect, outcomesOf } from "../dialect.ts";
import { keyOf, type Values } from "../solve.ts";
import type { Trail } from "../trail.ts";
import { candidatesIn } from "./candidates.ts";
import { give } from "./give.ts";

type Variables = ReadonlyMap<string, unknown>;

/** Equations decide by values, which slots of turns, mocked tools and whoever starts the call give. */
export function voicetestDialect(flow: Flow): Dialect {
  const graph = graphOf(flow);
  const isVariable = (name: string): boolean => graph.extracted.has(name) || (flow.given?.has(name) ?? false);
  const deciding = remember((node: FlowNode) => ({ found: decidingAt(node, isVariable) }));
  const questions = (node: FlowNode): readonly Asked[] =>
    asksOf(deciding(node).found?.flatMap(({ condition }) => condition ?? []) ?? []);
  const candidates = candidatesIn(flow, questions);
  return {
    turns: () => [{ user: "Hello" }, { silence: true }],
    results: () => [{ result: {} }, { error: "not available" }],
    deciding: (node) => deciding(node).found,
    decided: lastTried,
    solving: (variables) => ({
      atom: (question) => {
        const { clause, named } = question as Asked;
        return {
          paths: named ? [[clause.left], [clause.right]] : [[clause.left]],
          holds: (values) => holds(clause, over(variables, values)),
        };
      },
      candidates: (path) => candidates.of(path),
    }),
    reads: (node) =>
      questions(node).flatMap(({ clause, named }) => (named ? [clause.left, clause.right] : [clause.left])),
    setups: () => [],
    context({ state: { own } }) {
      const { originators, turn, given } = own as VoicetestOwn;
      const slots = [...given].filter(([name]) => graph.extracted.has(name));
      return `${originators.at(-1) ?? ""} ${turn ? "heard" : ""} ${shown(new Map(slots), 200)}`;
    },
    give: (wish, inputs, moments) => give(graph, wish, inputs, moments),
  };
}

/** The nodes whose equations were tried since a walk was last answered: of a node that waits they are not tried yet. */
function lastTried({ state: { tried }, before }: Trail): FlowNode[] {
  const found = new Set<FlowNode>();
  for (let i = before?.trail.state.tried.length ?? 0; i < tried.length; i++) found.add(tried.at(i)!.node);
  return [...found];
}

function decidingAt(node: FlowNode, isVariable: (name: string) => boolean): Deciding | undefined {
  const decisions = decisionsOf("voicetest-graph", node, isVariable);
  return decisions && outcomesOf(decisions.each.map(({ formula }) => formula));
}

function asksOf(formulas: readonly Formula[]): readonly Asked[] {
  return [...questionsIn(formulas).values()].flatMap((asked) => [...asked.keys()] as (Question & Asked)[]);
}

function over(variables: Variables, values: Values): Variables {
  if (values.size === 0) return variables;
  const changed = new Map(variables);
  for (const { path, value } of values.values())
    if (value === undefined) changed.delete(keyOf(path));
    else changed.set(path[0]!, value);
  return changed;
}
