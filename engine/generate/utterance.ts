import { choose, fragility } from "../simulate/choose.ts";
import type { Answer, Option } from "../simulate/state.ts";
import { tokens } from "../simulate/tokens.ts";

/** What the caller says for a choice to be made, and the answer that makes it. */
export interface Utterance {
  readonly user: string;
  readonly choice: Extract<Answer, { kind: "choice" }>;
}

/**
 * What a caller may say so that an option is chosen, or none of them: words that the router will really take for it,
 * those first that no other way of cutting words would take for another. Where no words can, because an earlier option
 * has them all or it has none, the choice is made by name.
 */
export function utteranceFor(options: readonly Option[], take: number | undefined): Utterance {
  let found = known.get(options);
  if (!found) {
    found = new Map();
    known.set(options, found);
  }
  let utterance = found.get(take);
  if (!utterance) {
    utterance = take === undefined ? unclear(options) : saying(options, take);
    found.set(take, utterance);
  }
  return utterance;
}

// A flow's options are the same lists at every visit.
const known = new WeakMap<readonly Option[], Map<number | undefined, Utterance>>();

function saying(options: readonly Option[], take: number): Utterance {
  let second: Utterance | undefined;
  for (const user of sayings(options, options[take]!)) {
    const made = choose(options, user);
    if (made.take !== take) continue;
    const utterance: Utterance = { user, choice: { kind: "choice", take, by: "overlap", score: made.score } };
    if (!fragility(options, user, made)) return utterance;
    second ??= utterance;
  }
  const { label } = options[take]!;
  return second ?? { user: short(label) || "Yes", choice: { kind: "choice", take, by: "script" } };
}

function unclear(options: readonly Option[]): Utterance {
  for (const user of ["Hmm, let me think", "Sorry, what?", "Well", "Er"])
    if (choose(options, user).take === undefined)
      return { user, choice: { kind: "choice", take: undefined, by: "overlap", score: 0 } };
  return { user: "Hmm, let me think", choice: { kind: "choice", take: undefined, by: "script" } };
}

/** What could be said for an option, the most natural first. */
function* sayings(options: readonly Option[], { label, texts }: Option): Iterable<string> {
  const more = texts.filter((text) => text !== label);
  const written = [...new Set([label, ...texts])].map(short).filter((text) => text !== "");
  const own = withoutCaller(short(label));
  // "Caller wants to book" is what is said, "Caller gave a day" tells of it: then examples come nearer.
  if (isWish(label)) yield own;
  for (const text of more) for (const piece of piecesOf(short(text))) yield piece;
  yield own;
  for (const text of more) for (const piece of piecesOf(short(text))) yield `${own}, ${lowerFirst(piece)}`;
  yield* written;
  yield written.join(". ");
  const words = [...new Set(written.flatMap((text) => [...tokens(text)]))];
  const others = options.filter((option) => option.label !== label || option.texts !== texts);
  const theirs = new Set(
    others.flatMap((option) => [option.label, ...option.texts].flatMap((text) => [...tokens(text)])),
  );
  yield words.filter((word) => !theirs.has(word)).join(" ");
  yield words.join(" ");
}

/** Nobody says more than this at once. */
const LONGEST = 160;

function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? line.slice(0, line.lastIndexOf(" ", LONGEST)) : line;
}

/** The parts of a list of examples: "Yes, a table, a reservation". */
function piecesOf(text: string): string[] {
  const pieces = text.split(/[,;:.!?()"]+|\bor\b|\bsuch as\b/i).map((piece) => withoutCaller(piece.trim()));
  return pieces.filter((piece) => piece.length > 1 && piece.length < 60).slice(0, 12);
}

/** What a label says that the caller says: of "Caller wants to book a table", "Book a table". */
function withoutCaller(label: string): string {
  const rest = label.replace(caller, "").replace(wish, "").trim();
  return upperFirst(rest === "" ? label : rest);
}

function isWish(label: string): boolean {
  return wish.test(label.trim().replace(caller, ""));
}

const caller =
  /^(?:(?:if|when|once) )?(?:the |a )?(?:caller|user|customer|client|patient|guest|person)(?:'s)?\b[\s:,-]*/i;
const wish =
  /^(?:(?:clearly|explicitly|simply|now) )?(?:wants?|would like|wishes|asks?|is asking|needs?|is calling|calls|says?|said|mentions?|requests?|prefers?|chooses?|indicates?|states?|is|are)\b(?: (?:to|for|about|that|whether|if))?\s*/i;

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
