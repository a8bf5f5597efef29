import type { Flow } from "../../flow/flow.ts";
import type { Fix, Place } from "../../flow/problem.ts";
import type { Change } from "../../text/edit.ts";
import { unusedNames } from "../../text/unusedNames.ts";
import { object, own } from "../../text/value.ts";
import type { Graph } from "../graph.ts";
import { LONG, promptOf, type Repeat, repeats, type Spot } from "../repeats.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * The same long sentence, of 50 characters or more, in three or more prompts. Sentences that follow each other everywhere
 * are reported as one.
 * ## Why it matters
 * What is written several times is changed in one place and forgotten in another; and a long prompt that says what another
 * says already costs attention. It is a hint, for in a node's instructions it may be meant (Flowproof's choice).
 * ## Example
 * "Never promise a date before the calendar has confirmed that it is free." in the prompts of five nodes.
 * ## Instead
 * In a voicetest graph a snippet, which the prompts name: `{%no_promises%}`. In a Yappr flow, the agent's `system_prompt`.
 */
export const repeatedText: FlowRule = {
  id: "repeated-text",
  severity: "hint",
  fixable: true,
  check(flow, report, { graph }) {
    for (const repeat of repeats(flow, OFTEN)) {
      const { text, spots } = repeat;
      const isLong = text.length >= 2 * LONG || [...text].length >= LONG;
      if (!isLong) continue;
      report(
        placeOf(spots[0]!, text),
        `The same words stand in ${spots.length} prompts, where one is easily changed without the others${advice[flow.format]}`,
        {
          related: spots
            .slice(1, 1 + MOST_RELATED)
            .map((spot) => ({ place: placeOf(spot, text), message: "The same words" })),
          fixes: flow.format === "voicetest-graph" ? extraction(flow, graph, repeat) : [],
        },
      );
    }
  },
};

const OFTEN = 3;
const MOST_RELATED = 20;

const advice: Readonly<Record<Flow["format"], string>> = {
  "voicetest-graph": "; a snippet would hold them once",
  "yappr-flow": "; what holds for the whole call could stand in the agent's system prompt",
  "flowyte-playbook": "",
};

function placeOf({ of, start }: Spot, text: string): Place {
  return { path: promptOf(of).path, part: { start, end: start + text.length } };
}

/** Names a snippet wherever the words stand in a prompt, the one that holds them already or a new one. */
function extraction(flow: Flow, graph: Graph, { text }: Repeat): Fix[] {
  const written = own(flow.value, "snippets");
  const snippets = object(written);
  // In a snippet no other is looked for, so words that name one cannot move there.
  if (text.includes("{%") || (written !== undefined && !snippets)) return [];
  const same = Object.keys(snippets ?? {}).find((name) => /^\w+$/.test(name) && own(snippets, name) === text);
  const name = same ?? snippetName(graph, text);
  return [
    {
      title: same === undefined ? `Extract to the snippet "${name}"` : `Use the snippet "${name}"`,
      get changes() {
        const changes = references(flow, text, `{%${name}%}`);
        if (same === undefined) changes.push({ do: "set", path: [...flow.path, "snippets", name], value: text });
        return changes;
      },
    },
  ];
}

/** The text's first words, as a name that no snippet has and no prompt asks for. */
function snippetName({ names }: Graph, text: string): string {
  const words =
    text
      .toLowerCase()
      .replace(/['’]/g, "")
      .match(/[a-z0-9]+/g) ?? [];
  const wanted = words.slice(0, 4).join("_").slice(0, 40);
  return unusedNames(names.snippet.keys(), "_")(/^[a-z]/.test(wanted) ? wanted : "snippet");
}

/** Each occurrence of the words in a prompt replaced, the last of a prompt first, so that none moves another. */
function references(flow: Flow, text: string, reference: string): Change[] {
  const changes: Change[] = [];
  for (const { prompts } of [flow, ...flow.nodes])
    for (const prompt of prompts) {
      const found: Change[] = [];
      let at = prompt.text.indexOf(text);
      for (; at >= 0; at = prompt.text.indexOf(text, at + text.length))
        found.push({ do: "text", path: prompt.path, span: { start: at, end: at + text.length }, text: reference });
      changes.push(...found.reverse());
    }
  return changes;
}
