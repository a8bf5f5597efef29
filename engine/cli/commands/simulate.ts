import type { Flow } from "../../flow/flow.ts";
import { testContext } from "../../flowtest/context.ts";
import { drive, type Walked } from "../../flowtest/drive.ts";
import type { Case } from "../../flowtest/model.ts";
import type { Document } from "../../formats/format.ts";
import { read } from "../../formats/index.ts";
import { walkAnswer } from "../../simulate/answer.ts";
import type { Skill, State } from "../../simulate/state.ts";
import type { YapprOwn } from "../../simulate/walks/yappr.ts";
import { yapprLocal, yapprResponse } from "../../simulate/yappr/response.ts";
import { type Command, Usage } from "../command.ts";
import { findFiles } from "../files.ts";
import type { Io } from "../io.ts";
import { Project } from "../project.ts";

export const simulate: Command = {
  name: "simulate",
  summary: "prints one walk through a flow, as JSON",
  help: `Prints one walk through a flow, as JSON.

Usage: flowproof simulate FILE [--case NAME] [--local]
       flowproof simulate --jsonl -

FILE is a flow test, or a flow, which is walked without a caller; "-" means standard input. For Yappr the answer is exactly the hosted flow test's;
for others {trace, variables, outcome, ended_at_step_id, says, calls, problems}.

  --case NAME   which case, where the file has several
  --local       for Yappr, adds what Flowproof knows beyond the hosted answer under "local"
  --jsonl       reads one input a line (a Yappr flow-test body with flow_config, or a flow test with inline graph,
                flow_config or agent_graph and one case) and writes one answer a line, "local" included; a line that
                cannot be walked answers {"error": …} and the rest go on

Exit code 0: walked. 2: could not do its work.`,
  options: { case: { type: "string" }, local: { type: "boolean" }, jsonl: { type: "boolean" } },

  async run({ paths, options }, io) {
    if (options.jsonl) return everyLine(paths, io);
    const [arg, ...more] = paths;
    if (arg === undefined || more.length > 0) throw new Usage("say which file to walk, one at a time");
    const project = new Project(io);
    const [found, ...others] = findFiles([arg], io.cwd);
    if (!found?.asked || others.length > 0) throw new Usage(`"${arg}" is not one file`);
    const document = await project.open(found.path);
    const { flow, skills, why } = project.contextOf(found.path, document);
    if (why !== undefined) throw new Usage(why);
    const played = play(document, flow, skills, typeof options.case === "string" ? options.case : undefined);
    io.out(`${JSON.stringify(answerOf(played, options.local === true), null, 2)}\n`);
    return 0;
  },
};

async function everyLine(paths: readonly string[], io: Io): Promise<number> {
  if (paths.length !== 1 || paths[0] !== "-")
    throw new Usage("--jsonl reads standard input: flowproof simulate --jsonl -");
  for await (const line of io.lines()) {
    if (line.trim() === "") continue;
    io.out(`${JSON.stringify(answerToLine(line))}\n`);
  }
  return 0;
}

function answerToLine(line: string): object {
  try {
    const document = read(line, "line.flowtest.json");
    const broken = document.tree().errors.find(({ lenient }) => !lenient);
    if (broken) return { error: `The line is not JSON: ${broken.message}` };
    const { flow, skills, why } = testContext(document, new Map());
    if (why !== undefined) return { error: why };
    return answerOf(play(document, flow, skills, undefined), true);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

interface Played {
  readonly one: Case;
  readonly walked: Walked;
}

/** Walks the one case that is meant. Throws Usage where none or several could be. */
function play(
  document: Document,
  fallback: Flow | undefined,
  skills: readonly Skill[] | undefined,
  name?: string,
): Played {
  const cases = document.tests?.cases ?? (document.flow ? [unsaid] : []);
  const meant = name === undefined ? cases : cases.filter((one) => one.name === name);
  const [one, ...others] = meant;
  const names = cases.map((each) => `"${each.name}"`).join(", ");
  if (cases.length === 0) throw new Usage("there is no flow and no flow test in it");
  if (!one) throw new Usage(`no case is called "${name}"; there are ${names}`);
  if (others.length > 0) throw new Usage(`it has ${meant.length} cases; say which with --case: ${names}`);
  if (one.skip !== undefined) throw new Usage(`"${one.name}" ${one.skip}`);
  const flow = one.flow ?? fallback ?? document.flow;
  if (!flow)
    throw new Usage(
      `"${one.name}" has no flow to walk; bring it along as flow_config, graph or agent_graph, or name its file under "flow"`,
    );
  const walked = drive(flow, one, { skills });
  if (walked.stuck !== undefined) throw new Usage(walked.stuck);
  return { one, walked };
}

/** A flow without a test, walked with a caller who says nothing. */
const unsaid: Case = {
  name: "a silent caller",
  place: { path: [] },
  path: [],
  tags: [],
  variables: {},
  turns: [],
  mocks: new Map(),
  confirm: [],
  options: {},
};

function answerOf({ one, walked: { flow, state, unused } }: Played, local: boolean): object {
  if (flow.format === "yappr-flow")
    return { ...yapprResponse(state), ...(local && { local: yapprLocal(state as State<YapprOwn>, one.turns) }) };
  const answer = walkAnswer(state);
  return local
    ? { ...answer, local: { consumedTurns: state.turns, unusedTurns: unused.map(({ turn }) => turn) } }
    : answer;
}
