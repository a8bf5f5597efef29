import type { Hover, Position } from "vscode-languageserver";
import {
  descriptionOf,
  explain,
  type Flow,
  type FlowNode,
  flowsIn,
  incoming,
  isWithin,
  Kind,
  locate,
  type Name,
  nameAt,
  nodeAt,
  type Problem,
  rulePage,
  type Skill,
  schemaAt,
  type TestContext,
  type Transition,
} from "../../engine/index.ts";
import { counted } from "../counted.ts";
import type { Snapshot } from "../documents.ts";
import { code, listed, plain, quoted } from "../markdown.ts";
import type { Reaching } from "../visits.ts";
import { walkCard } from "./walkCard.ts";

/** What cards are written from, beyond the document. */
export interface HoverContext {
  /** The problems of this version of the document. */
  readonly problems: readonly Problem[];
  /** What the document's tests walk with. */
  readonly tests?: TestContext;
  /** The file in which the flow is written that names here mean. */
  readonly flowIn?: Snapshot;
  /** Skills the flow can call. */
  readonly skills?: readonly Skill[];
  /** The cases that come to a node; undefined while that is not known. */
  reachedBy(node: FlowNode): readonly Reaching[] | undefined;
}

/** The card for what stands at a position: a node, a transition, a variable, a tool, a snippet, a turn; and the pages of problems. */
export async function hover(snapshot: Snapshot, position: Position, about: HoverContext): Promise<Hover | null> {
  const offset = snapshot.offsetAt(position);
  const { document } = snapshot;
  const name = nameAt(document, offset, about.tests);
  const parts: string[] = [];
  const card = (name && cardOf(name, snapshot, about)) ?? transitionAt(snapshot, offset);
  if (card) parts.push(card);
  const described = name ? undefined : await descriptionAt(snapshot, offset, card !== undefined);
  if (described) parts.push(described);
  const walk = about.tests && walkCard(snapshot, offset, about.tests);
  if (walk) parts.push(walk);
  const here = about.problems.filter(({ span }) => span.start <= offset && offset <= span.end);
  for (const rule of new Set(here.map((problem) => problem.rule))) parts.push(...(await page(rule)));
  if (parts.length === 0) return null;
  const { start, end } = document.tree().span(document.tree().at(offset).element);
  return { contents: { kind: "markdown", value: parts.join("\n\n---\n\n") }, range: snapshot.range({ start, end }) };
}

/** What the schema says of the member whose name an offset lies in, or of one of the few values that may stand there. */
async function descriptionAt({ document }: Snapshot, offset: number, nameOnly: boolean): Promise<string | undefined> {
  const tree = document.tree();
  const { element, path } = tree.at(offset);
  const isName = tree.kind(element) === Kind.key;
  const parts = isName || !nameOnly ? schemaAt(document, path) : [];
  if (!isName && !parts.some((part) => part.enum ?? part.const ?? part.type === "boolean")) return undefined;
  // Of a word the last part says what it stands for, of a name the first what the member is.
  const text = await descriptionOf(isName ? parts : [...parts].reverse());
  return text && plain(text);
}

function cardOf(name: Name, snapshot: Snapshot, about: HoverContext): string | undefined {
  const flow = name.flow ?? about.tests?.flow ?? snapshot.document.flow;
  switch (name.of) {
    case "node": {
      const node = flow?.byId.get(name.name);
      return flow && node && nodeCard(flow, node, about.flowIn ?? snapshot, about);
    }
    case "transition": {
      const node = name.scope === undefined ? undefined : flow?.byId.get(name.scope);
      const transition = node?.transitions.find(({ id }) => id === name.name);
      return flow && node && transition && transitionCard(flow, node, transition);
    }
    case "variable":
      return flow && variableCard(flow, name.name);
    case "snippet":
      return flow && snippetCard(flow, name.name, about.flowIn ?? snapshot);
    case "tool":
      return toolCard(name.name, about.skills ?? about.tests?.skills ?? snapshot.document.skills, flow);
    case "parameter":
      return parameterCard(name, about.skills ?? about.tests?.skills ?? snapshot.document.skills);
  }
}

/** A node: what it is, what it says, the ways in and out as links, what it reads and binds, the tests that come to it. */
function nodeCard(flow: Flow, node: FlowNode, flowIn: Snapshot, about: Pick<HoverContext, "reachedBy">): string {
  const link = ({ id, name, idPlace }: FlowNode): string => {
    const { line, character } = flowIn.range(locate(flowIn.document, idPlace)).start;
    return `[${plain(name ?? id)}](${flowIn.uri}#L${line + 1},${character + 1})`;
  };
  const linkTo = (id: string): string => {
    const target = flow.byId.get(id);
    return target ? link(target) : `${code(id)} (not there)`;
  };
  const ways = incoming(flow, node);
  const into = ways.map(({ from, transition }) => {
    const label = transition?.label;
    return label ? `${link(from)} on ${quote(label)}` : link(from);
  });
  const out = node.transitions.map(({ label, handle, target }) => {
    const to = target ? linkTo(target.id) : "nowhere";
    return `${quote(label || handle)} → ${to}`;
  });
  const named = (how: string, of: string): string[] => [
    ...new Set(
      node.uses.filter((use) => use.how === how && use.of === of && !use.perhaps).map((use) => code(use.name)),
    ),
  ];
  const cases = about.reachedBy(node);
  const reads = [...named("reads", "variable"), ...named("reads", "snippet")];
  const binds = named("binds", "variable");
  const facts = [
    node.global && "can be entered from any conversation",
    flow.starts.includes(node) && "the walk begins here",
    into.length > 0 ? `**in** ${listed(into)}` : !flow.starts.includes(node) && !node.global && "**in** from nowhere",
    out.length > 0 && `**out** ${listed(out)}`,
    node.tool !== undefined && `**calls** ${code(node.tool)}`,
    reads.length > 0 && `**reads** ${listed(reads)}`,
    binds.length > 0 && `**binds** ${listed(binds)}`,
    cases &&
      `**tests** ${
        cases.length === 0
          ? "no case comes here"
          : `${counted(cases.length, "case")}: ${listed(
              cases.map((one) => plain(one.name)),
              5,
            )}`
      }`,
  ].filter((fact) => typeof fact === "string");
  const said = node.prompts.map(({ text, how }) => `${how === "said" ? "says" : "is told"}\n\n${quoted(text)}`);
  const title = `**${plain(node.name ?? node.id)}** · ${plain(node.type)}${node.name && node.name !== node.id ? ` · ${code(node.id)}` : ""}`;
  return [title, ...said, facts.join("  \n")].filter((part) => part !== "").join("\n\n");
}

/** The transition that an offset lies in, apart from the names in it, which have cards of their own. */
function transitionAt({ document }: Snapshot, offset: number): string | undefined {
  const { path } = document.tree().at(offset);
  const flow = flowsIn(document).find((each) => isWithin(path, each.path));
  const node = flow && nodeAt(flow, path);
  if (!flow || !node) return undefined;
  // Inside the node's own object only what stands inside the transition is about it.
  const transition = node.transitions.find(({ place }) => "path" in place && isWithin(path, place.path));
  if (transition) return transitionCard(flow, node, transition);
  // A branch keeps its condition in the node and its transitions elsewhere.
  const condition = path.at(-1) === "condition" ? node.transitions.find(({ sourcePlace }) => sourcePlace) : undefined;
  return condition && transitionCard(flow, node, condition);
}

function transitionCard(flow: Flow, node: FlowNode, transition: Transition): string {
  const { when, words, chosen } = explain(flow, node, transition);
  const to = transition.target?.id;
  return [
    `**${plain(transition.label || transition.handle)}** · ${plain(node.id)} → ${to === undefined ? "nowhere" : plain(to)}`,
    `${when}.`,
    words &&
      `**words** ${words.length > 0 ? words.map(code).join(" ") : "none that count, so no utterance can choose it"}`,
    chosen && `*Not documented by the vendor: ${plain(chosen)}.*`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function variableCard(flow: Flow, name: string): string {
  const nodes = (how: string): string[] =>
    flow.nodes
      .filter((node) => node.uses.some((use) => use.of === "variable" && use.how === how && use.name === name))
      .map(({ id }) => code(id));
  const bound = nodes("binds");
  const read = nodes("reads");
  const declared = flow.uses.some((use) => use.of === "variable" && use.how === "declares" && use.name === name);
  const given = flow.open ? "whoever starts the call may give it along" : "nothing binds it";
  return [
    `**${plain(name)}** · variable`,
    [
      declared && "declared for the flow",
      bound.length > 0 ? `**bound by** ${listed(bound)}` : !declared && given,
      read.length > 0 ? `**read by** ${listed(read)}` : "read nowhere",
    ]
      .filter(Boolean)
      .join("  \n"),
  ].join("\n\n");
}

function snippetCard(flow: Flow, name: string, { document }: Snapshot): string | undefined {
  const declared = flow.uses.find((use) => use.of === "snippet" && use.how === "declares" && use.name === name);
  if (!declared || !("path" in declared.place)) return undefined;
  const tree = document.tree();
  const body = tree.value(tree.locate(declared.place.path).element);
  return typeof body === "string" ? `**${plain(name)}** · snippet\n\n${quoted(body)}` : undefined;
}

function toolCard(name: string, skills: readonly Skill[] | undefined, flow: Flow | undefined): string | undefined {
  const callers = flow?.nodes.filter(({ tool }) => tool === name).map(({ id }) => code(id)) ?? [];
  const skill = skills?.find(({ tool }) => tool === name);
  if (!skill && callers.length === 0) return undefined;
  const params = [...(skill?.params ?? [])].map(
    ([param, { required, type, description }]) =>
      `- ${code(param)}${type ? ` ${plain(type)}` : ""}${required ? ", required" : ""}${description ? `: ${plain(description)}` : ""}`,
  );
  return [
    `**${plain(name)}** · tool`,
    skill?.description && plain(skill.description),
    params.length > 0 && params.join("\n"),
    skill?.confirm && "asks the caller before it runs",
    callers.length > 0 && `**called by** ${listed(callers)}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function parameterCard({ name, scope }: Name, skills: readonly Skill[] | undefined): string | undefined {
  const param = skills?.find(({ tool }) => tool === scope)?.params.get(name);
  if (!param) return undefined;
  return [
    `**${plain(name)}** · parameter of ${plain(scope ?? "")}${param.type ? ` · ${plain(param.type)}` : ""}${param.required ? " · required" : ""}`,
    param.description && plain(param.description),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** The page of a rule, below a title; headings become bold lines, which a card has room for. */
async function page(rule: string): Promise<string[]> {
  const text = await rulePage(rule);
  return text === "" ? [] : [`**${rule}**\n\n${text.replace(/^## (.*)$/gm, "\n*$1*\n")}`];
}

function quote(label: string): string {
  const short = [...label.replace(/\s+/g, " ")];
  return `“${plain(short.length > 60 ? `${short.slice(0, 60).join("")}…` : short.join(""))}”`;
}
