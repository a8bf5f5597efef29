import type { TextEdit } from "../text/edit.ts";
import type { Span } from "../text/json.ts";
import { type Cursor, styleAt } from "./cursor.ts";

/** What a proposal is of: what an editor chooses its icon by. */
export type ProposalKind =
  | "node"
  | "transition"
  | "handle"
  | "variable"
  | "snippet"
  | "tool"
  | "parameter"
  | "member"
  | "value"
  | "file"
  | "rule"
  /** A whole node, turn or case to be filled in. */
  | "piece";

/** A stretch of a proposal's text that is left for its user to fill, or to choose. Those of one group are typed at once. */
export interface Stop extends Span {
  readonly group: number;
  readonly choices?: readonly string[];
}

/** Something that can be written at a place. */
export interface Offer {
  readonly kind: ProposalKind;
  readonly label: string;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Other words it is found by. */
  readonly also?: string;
  readonly deprecated?: boolean;
  /** More about it, worked out when somebody wants to read it. */
  readonly about?: () => string | undefined | Promise<string | undefined>;
  /** As JSON. */
  readonly text: string;
  readonly stops?: readonly Stop[];
}

/** An offer, and what has to be done to the text to take it up. */
export interface Proposal extends Omit<Offer, "also"> {
  /** The stretch of one line, the offset in it, that gives way to `text`. */
  readonly replace: Span;
  /** Edits elsewhere that come with it: a comma before it. */
  readonly more: readonly TextEdit[];
  /** What it is found by: begins like the stretch that is replaced. */
  readonly filter: string;
}

/** An offer at the cursor, in place of the string or word that is being written there. */
export function proposalAt(cursor: Cursor, offer: Offer): Proposal {
  const { also, ...rest } = offer;
  const { commaAt, comma, quoted, token } = cursor;
  return {
    ...rest,
    text: comma ? `${offer.text},` : offer.text,
    replace: token,
    more: commaAt === undefined ? [] : [{ start: commaAt, end: commaAt, text: "," }],
    filter: `${quoted ? '"' : ""}${offer.label}${also === undefined || also === offer.label ? "" : ` ${also}`}`,
  };
}

/** A word as a JSON string, or as the name of the member that is being written, with a value where it has none. */
export function wordAt(
  cursor: Cursor,
  word: string,
  value: Pick<Offer, "text" | "stops">,
): Pick<Offer, "text" | "stops"> {
  const text = JSON.stringify(word);
  if (cursor.on === "value" || cursor.hasColon) return { text };
  const lead = text + styleAt(cursor).colon;
  const stops = value.stops?.map((stop) => ({ ...stop, start: stop.start + lead.length, end: stop.end + lead.length }));
  return { text: lead + value.text, stops };
}
