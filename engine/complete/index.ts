// What lives here: what can be written at a place of a document, as proposals with the edits that carry them out. Which
// kind of name belongs where says its format (`wanted.ts`); what else may stand there says its schema. Nothing here knows
// the protocol, or a vendor's keys.

import { nodeAt } from "../flow/nodeAt.ts";
import { inlineFlow } from "../flowtest/context.ts";
import { bodyOf, type Document } from "../formats/format.ts";
import { formats } from "../formats/index.ts";
import type { Wanted } from "../formats/wanted.ts";
import { flowsIn } from "../names/index.ts";
import { isWithin } from "../text/json.ts";
import { object, ownAt } from "../text/value.ts";
import { namesInBraces } from "./braces.ts";
import type { CompletionContext, Situation } from "./context.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import { memberOffers } from "./members.ts";
import { namesWanted } from "./names.ts";
import { pieceOffers } from "./pieces.ts";
import { type Offer, type Proposal, proposalAt } from "./proposal.ts";
import { valueOffers } from "./values.ts";

export type { CompletionContext } from "./context.ts";
export type { Proposal, ProposalKind, Stop } from "./proposal.ts";
export { schemaAt } from "./schemaAt.ts";

/** What can be written at a place. */
export interface Completion {
  /** The likeliest first. */
  readonly proposals: readonly Proposal[];
  /** There are more; which ones depends on what is typed next. */
  readonly cut: boolean;
}

/**
 * What can be written at an offset of a document, in whatever state its text is. Taking a proposal up leaves valid JSON
 * valid.
 */
export function complete(document: Document, offset: number, context: CompletionContext = {}): Completion {
  if (!document.format || document.unsupported !== undefined) return nothing;
  const cursor = cursorAt(document.tree(), offset);
  if (!cursor) return nothing;
  const situation = situationAt(document, cursor, context);
  const wanted = wantedAt(situation);
  if (wanted?.names === "text") {
    const { flow, node } = situation;
    const proposals = flow ? namesInBraces(cursor, wanted.braces, flow, node) : [];
    if (cursor.quoted) return { proposals, cut: false };
  }
  const { offers, cut } = wanted && wanted.names !== "text" ? namesWanted(wanted, situation) : nothing;
  const pieces = pieceOffers(situation);
  const others = cursor.on === "key" ? memberOffers(situation) : valueOffers(situation);
  // Where whole nodes are offered nobody wants the few members that all of them have.
  const all = [...offers, ...pieces, ...(pieces.length > 0 ? others.filter(({ kind }) => kind !== "piece") : others)];
  // No text at all is offered only where nothing better is known.
  if (all.length > 1 && all.at(-1)?.label === '""') all.pop();
  return { proposals: unlike(all).map((offer) => proposalAt(cursor, offer)), cut };
}

const nothing = { proposals: [], offers: [], cut: false } as const;

function situationAt(document: Document, cursor: Cursor, context: CompletionContext): Situation {
  const { path } = cursor;
  const inside = flowsIn(document).find((flow) => isWithin(path, flow.path));
  const one = document.tests?.cases.find((each) => isWithin(path, each.path));
  const flow = inside ?? one?.flow ?? context.tests?.flow ?? inlineFlow(document.tests);
  const around = cursor.on === "key" ? object(ownAt(document.value, path)) : undefined;
  return {
    document,
    context,
    cursor,
    flow,
    node: inside && nodeAt(inside, path),
    case: one,
    skills: context.skills ?? context.tests?.skills ?? document.skills ?? [],
    present: new Set(Object.keys(around ?? {}).filter((name) => name !== cursor.key)),
  };
}

/** What the format of the flow that the cursor lies in says, or else the document's. */
function wantedAt({ document, cursor, flow }: Situation): Wanted | undefined {
  const { path, on } = cursor;
  if (flow && isWithin(path, flow.path) && flowsIn(document).includes(flow)) {
    const format = formats.find(({ id }) => id === flow.format);
    return format?.wanted?.({ path: path.slice(flow.path.length), on, value: flow.value });
  }
  if (!isWithin(path, document.path)) return undefined;
  return document.format?.wanted?.({ path: path.slice(document.path.length), on, value: bodyOf(document) });
}

/** The first of those with the same words. */
function unlike(offers: readonly Offer[]): Offer[] {
  const labels = new Set<string>();
  return offers.filter(({ label }) => !labels.has(label) && labels.add(label));
}
