import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import { shortestPath } from "../flow/paths.ts";
import { read } from "../formats/index.ts";
import type { Skill } from "../simulate/state.ts";
import { drive } from "./drive.ts";

/** What a first test of a flow is written from. */
export interface FirstTest {
  /** The flow's file, as the test is to name it. */
  readonly file: string;
  readonly skills?: readonly Skill[];
  /** The catalogue's file, as the test is to name it. */
  readonly skillsFile?: string;
}

/**
 * The text of a flow test that passes as it is: one case along a shortest way to an end, with what the caller says, what
 * the tools answer, and where it ends. A flow that has no way to an end gets a case that says so. The words are the
 * transitions' own; where those would choose something else the case says which to `take`.
 */
export function firstTest(flow: Flow, { file, skills, skillsFile }: FirstTest): string {
  const ends = (node: FlowNode): boolean => node.kind === "end" || node.kind === "transfer";
  const way = shortestPath(flow, flow.starts, ends) ?? flow.starts.slice(0, 1);
  const around = { flow: file, ...(skillsFile !== undefined && { skills: skillsFile }) };
  const [byWords, byTake] = [false, true].map((take) => played(flow, caseAlong(way, take, skills), skills)) as [
    Played,
    Played,
  ];
  const best = byWords.endedAt === way.at(-1)?.id ? byWords : byTake;
  const { outcome, endedAt, written } = best;
  const expect = { outcome, ...(endedAt !== null && { ended_at: endedAt }) };
  const name = endedAt === null ? "shows how far a call comes" : `reaches ${flow.byId.get(endedAt)?.name ?? endedAt}`;
  return `${JSON.stringify({ ...around, cases: [{ name, ...written, expect }] }, null, 2)}\n`;
}

interface Written {
  readonly turns: object[];
  readonly mocks?: Record<string, object>;
}

interface Played {
  readonly written: Written;
  readonly outcome: string;
  readonly endedAt: string | null;
}

/** A case that goes from node to node: `take` names the choices instead of leaving them to the words. */
function caseAlong(way: readonly FlowNode[], take: boolean, skills: readonly Skill[] | undefined): Written {
  const turns: object[] = [];
  const mocks = new Map<string, object>();
  for (const [i, node] of way.entries()) {
    const to = way[i + 1];
    const transition = to && node.transitions.find(({ target }) => target?.id === to.id);
    if (node.waits && to) turns.push(turnAt(node, transition, take));
    if (node.kind === "tool") {
      const skill = skills?.find(({ tool }) => tool === node.tool);
      if (skill?.confirm) turns.push({ user: "yes", confirm: true });
      mocks.set(
        node.id,
        transition?.handle === "error" ? { error: "not available" } : { result: skill?.returns ?? {} },
      );
    }
  }
  return { turns, ...(mocks.size > 0 && { mocks: Object.fromEntries(mocks) }) };
}

function turnAt(node: FlowNode, transition: Transition | undefined, take: boolean): object {
  if (node.kind === "collect") return { user: "example" };
  const user = transition?.label || "Hello";
  const choice = transition && (transition.id ?? transition.target?.id);
  return { user, ...(take && choice !== undefined && { take: choice }) };
}

function played(flow: Flow, written: Written, skills: readonly Skill[] | undefined): Played {
  const text = JSON.stringify({ flow: "flow.json", cases: [{ name: "first", ...written }] });
  const one = read(text, "first.flowtest.json").tests!.cases[0]!;
  const { state } = drive(flow, one, { skills });
  const outcome = state.wants.kind === "nothing" ? state.wants.outcome : "transcript_exhausted";
  return { written, outcome, endedAt: state.endedAt };
}
