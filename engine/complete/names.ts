import type { Wanted } from "../formats/wanted.ts";
import { rulePage } from "../lint/describe.ts";
import { rules } from "../lint/index.ts";
import { quoted } from "../schema/words.ts";
import { capped } from "./capped.ts";
import { choicesIn, decisionsOf } from "./choices.ts";
import type { Situation } from "./context.ts";
import { skeletonOf } from "./members.ts";
import { nodeOffer, nodesByNearness } from "./nodes.ts";
import { type Offer, wordAt } from "./proposal.ts";
import { schemaAt } from "./schemaAt.ts";
import { filledIn } from "./skeleton.ts";
import { mockableIn, resultNames, toolsOf } from "./tools.ts";
import { variablesOf } from "./variables.ts";

/** Names for a place, and whether there are more of them. */
export interface Names {
  readonly offers: readonly Offer[];
  readonly cut: boolean;
}

/** The names of the kind that is wanted at the cursor; those that its object has already are left out. */
export function namesWanted(wanted: Exclude<Wanted, { names: "text" }>, situation: Situation): Names {
  switch (wanted.names) {
    case "nodes":
      return nodes(situation, wanted.first);
    default:
      return { offers: others(wanted, situation), cut: false };
  }
}

function nodes(situation: Situation, first: Extract<Wanted, { names: "nodes" }>["first"]): Names {
  const { flow, node, cursor, present } = situation;
  if (!flow) return { offers: [], cut: false };
  const absent = nodesByNearness(flow, node, first).filter(({ id }) => !present.has(id));
  const { kept, cut } = capped(absent, cursor.typed, ({ id, name }) => `${id} ${name ?? ""}`);
  const value = valueAt(situation);
  return { offers: kept.map((each) => nodeOffer(cursor, each, value)), cut };
}

type Others = Exclude<Wanted, { names: "text" | "nodes" }>;

function others(wanted: Others, situation: Situation): Offer[] {
  const { context, flow, node, skills, present } = situation;
  const value = valueAt(situation);
  const word = (kind: Offer["kind"], label: string, more: Partial<Offer> = {}): Offer[] =>
    present.has(label) ? [] : [{ kind, label, ...wordAt(situation.cursor, label, value), ...more }];
  switch (wanted.names) {
    case "handles":
      return handles(situation, wanted.of).flatMap(([handle, detail]) => word("handle", handle, { detail }));
    case "variables":
      return flow
        ? variablesOf(flow, node, wanted.unbound).flatMap(({ name, detail }) => word("variable", name, { detail }))
        : [];
    case "tools": {
      const tools = toolsOf(flow, skills).flatMap(({ tool, detail, about }) =>
        word("tool", tool, { detail, about: () => about }),
      );
      if (!wanted.node || !flow) return tools;
      const callers = flow.nodes.filter(({ kind, id }) => kind === "tool" && !tools.some(({ label }) => label === id));
      return [...tools, ...callers.map((each) => nodeOffer(situation.cursor, each, value))];
    }
    case "parameters":
      return parameters(situation, wanted.of).flatMap(({ name, detail, about }) =>
        word("parameter", name, { detail, about: () => about }),
      );
    case "outputs": {
      const sample = skills.find(({ tool }) => tool === wanted.of)?.returns;
      return wanted.pathsIn(sample).flatMap((each) => word("value", each.path, { detail: shown(each.value) }));
    }
    case "mocks":
      return mockableIn(flow, situation.case, skills, wanted.tools).flatMap(({ name, detail, returns }) =>
        word("tool", name, { detail, ...(returns !== undefined && answering(situation, name, returns)) }),
      );
    case "choices":
      return choicesIn(situation, wanted.turn).flatMap(({ name, detail }) => word("transition", name, { detail }));
    case "decisions":
      return decisionsOf(flow, wanted.of).flatMap(({ name, detail }) => word("transition", name, { detail }));
    case "results":
      return resultNames(flow).flatMap(({ name, detail }) => word("tool", name, { detail }));
    case "files":
      return (context.files?.(wanted.hold) ?? []).flatMap((file) => word("file", file));
    case "rules":
      return rules.flatMap((rule) =>
        word("rule", rule.id, {
          detail: rule.off ? `off, else ${rule.severity}` : rule.severity,
          about: () => rulePage(rule.id),
        }),
      );
    case "nodesIn":
      return (context.nodesIn?.(wanted.files) ?? [])
        .slice(0, 1000)
        .flatMap(({ id, name, kind }) =>
          word("node", id, { detail: name && name !== id ? `${name} · ${kind}` : kind, also: name }),
        );
    case "words":
      return wanted.words.flatMap((each) => word("value", each));
  }
}

/** A mock that answers what the catalogue shows as a sample. */
function answering({ cursor }: Situation, name: string, returns: unknown): Pick<Offer, "text" | "stops"> {
  return wordAt(cursor, name, filledIn(cursor, [...cursor.path, name], { value: { result: returns } }));
}

/** What is written as the value of a name that has none yet. */
function valueAt(situation: Situation): Pick<Offer, "text" | "stops"> {
  const { cursor, document } = situation;
  if (cursor.on === "value" || cursor.hasColon) return { text: "" };
  // Any name will do to ask what the members of this object look like.
  const path = [...cursor.path, " "];
  const parts = schemaAt(document, path);
  return filledIn(cursor, path, parts.length > 0 ? skeletonOf(parts, situation, path) : { value: "" });
}

/** The handles of a node, those that lead nowhere yet first; of no node, those of all nodes of the flow. */
function handles({ flow }: Situation, of: string | undefined): [handle: string, detail: string][] {
  const node = of === undefined ? undefined : flow?.byId.get(of);
  if (!node) return [...new Set(flow?.nodes.flatMap((each) => each.handles ?? []))].map((handle) => [handle, "handle"]);
  const taken = new Set(node.transitions.filter(({ target }) => target?.id).map(({ handle }) => handle));
  const all = (node.handles ?? []).map((handle): [string, string] => [
    handle,
    taken.has(handle) ? "connected" : "not connected yet",
  ]);
  return [...all.filter(([handle]) => !taken.has(handle)), ...all.filter(([handle]) => taken.has(handle))];
}

interface Parameter {
  readonly name: string;
  readonly detail: string;
  readonly about?: string;
}

function parameters({ skills }: Situation, of: string | undefined): Parameter[] {
  const params = [...(skills.find(({ tool }) => tool === of)?.params ?? [])];
  return [...params.filter(([, { required }]) => required), ...params.filter(([, { required }]) => !required)].map(
    ([name, { required, type, description }]) => ({
      name,
      detail: [type, required && "needed"].filter(Boolean).join(", ") || "parameter",
      about: description,
    }),
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? quoted(value) : (JSON.stringify(value) ?? "").slice(0, 60);
}
