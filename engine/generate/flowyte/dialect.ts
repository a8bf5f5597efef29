import type { Flow, FlowNode } from "../../flow/flow.ts";
import { questionsIn } from "../../simulate/conditions/formula.ts";
import type { Own } from "../../simulate/flowyte/draft.ts";
import type { Setup } from "../../simulate/state.ts";
import { remember } from "../../text/remember.ts";
import type { Dialect } from "../dialect.ts";
import { lastEntered } from "../trail.ts";
import { resultsOf, turnsAt } from "./answers.ts";
import { candidatesIn } from "./candidates.ts";
import { atomOf, decidingAt } from "./deciding.ts";
import { give } from "./give.ts";

/** Branches and calls decide by values, which collects, outputs of skills and whoever starts the call give. */
export function flowyteDialect(flow: Flow, { skills }: Setup): Dialect {
  const bySkill = new Map(skills?.map((skill) => [skill.tool, skill]));
  const deciding = remember((node: FlowNode) => ({ found: decidingAt(node, bySkill.get(node.tool ?? "")) }));
  const candidates = candidatesIn(flow, (node) => deciding(node).found);
  return {
    turns: (node) => turnsAt(node, candidates),
    results: (node) => resultsOf(node, bySkill.get(node.tool ?? ""), candidates),
    deciding: (node) => deciding(node).found,
    decided: (trail) => lastEntered(flow, trail),
    solving: (variables) => ({
      atom: (question) => atomOf(question, variables),
      candidates: (path) => candidates.of(path),
    }),
    reads: remember((node: FlowNode) => {
      const formulas = deciding(node).found?.flatMap(({ condition }) => condition ?? []) ?? [];
      const questions = [...questionsIn(formulas).values()].flatMap((asked) => [...asked.keys()]);
      return questions.flatMap((question) => atomOf(question, nothing).paths.map(([name]) => name!));
    }),
    setups(missing) {
      // Whatever the catalogue says, a case may have the caller asked first; one that is declined lacks input.
      const tools = flow.nodes.flatMap(({ tool, transitions }) =>
        transitions.some((one) => one.handle === "needs_input" && missing.has(one)) ? (tool ?? []) : [],
      );
      const each = [...new Set(tools)];
      return each.length <= FEW ? each.map((tool) => ({ confirm: [tool] })) : [{ confirm: each }];
    },
    context: ({ state: { own } }) => ((own as Own).question ? "asks to confirm" : ""),
    give: (wish, inputs, moments) => give(flow, wish, inputs, moments),
  };
}

/** Searching once for each tool asks the caller no more than needed; with more tools it is searched once for all. */
const FEW = 4;

const nothing: ReadonlyMap<string, unknown> = new Map();
