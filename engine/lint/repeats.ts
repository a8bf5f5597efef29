import type { Flow, FlowNode, Prompt } from "../flow/flow.ts";
import { perNode } from "../flow/perNode.ts";
import { longSentences } from "../text/sentences.ts";

/** The same words in several prompts. */
export interface Repeat {
  readonly text: string;
  /** Where they stand first in each of the prompts, the general prompt before those of the nodes. */
  readonly spots: readonly Spot[];
}

/** A stretch of a prompt. */
export interface Spot {
  readonly of: Entry;
  readonly start: number;
  readonly end: number;
}

/** A prompt that has long sentences: the one at the position `which` among its owner's. */
export interface Entry {
  readonly owner: Owner;
  readonly which: number;
  readonly text: string;
  /** The numbers that `longSentences` gives for it. */
  readonly sentences: readonly number[];
}

type Owner = Pick<Flow | FlowNode, "prompts">;

/** The prompt that an entry stands for. */
export function promptOf({ owner, which }: Entry): Prompt {
  return owner.prompts[which]!;
}

/** How many characters a long sentence has at least. */
export const LONG = 50;

// Nobody reads more of them one after the other.
const MOST = 50;

/**
 * Long sentences that stand in at least `often` prompts of a flow, in the order of the file. Sentences that follow each
 * other in the same way in all their prompts are one repeat. Of a node that stays as it is the sentences are looked for
 * once; all else is a pass or two over their marks.
 */
export function repeats(flow: Flow, often: number): Repeat[] {
  const found: Repeat[] = [];
  for (const repeat of repeatedSentences(entriesOf(flow), often)) {
    const last = found.at(-1);
    const longer = last && joined(last, repeat);
    if (longer) found[found.length - 1] = longer;
    else if (found.push(repeat) === MOST) break;
  }
  return found;
}

/** The first repeat going on through the second, if that follows it in the same way in each prompt. */
function joined(first: Repeat, second: Repeat): Repeat | undefined {
  const [a, b] = [first.spots[0]!, second.spots[0]!];
  const { length } = first.text;
  if (a.of !== b.of || b.start < a.start + length || first.spots.length !== second.spots.length) return undefined;
  const added = a.of.text.slice(a.start + length, b.end);
  const isEverywhere = first.spots.every(
    ({ of, start }) => of.text.slice(start + length, start + length + added.length) === added,
  );
  return isEverywhere ? { text: first.text + added, spots: first.spots } : undefined;
}

function entriesOf(flow: Flow): Entry[] {
  const entries = [...entriesIn(flow)];
  for (const node of flow.nodes) {
    const own = entriesOfNode(flow, node);
    for (let i = 0; i < own.length; i++) entries.push(own[i]!);
  }
  return entries;
}

const entriesOfNode = perNode((node) => entriesIn(node));

function entriesIn(owner: Owner): readonly Entry[] {
  let entries: Entry[] | undefined;
  const { prompts } = owner;
  for (let which = 0; which < prompts.length; which++) {
    const { text } = prompts[which]!;
    if (text.length < LONG) continue;
    const sentences = longSentences(text, LONG);
    if (sentences.length === 0) continue;
    entries ??= [];
    entries.push({ owner, which, text, sentences });
  }
  return entries ?? none;
}

const none: readonly Entry[] = [];

/** The sentences that stand in enough prompts, in the order in which they stand first. */
function repeatedSentences(entries: readonly Entry[], often: number): Repeat[] {
  const counted = counts(entries, often);
  if (!counted) return [];
  const byMark = new Map<number, Spot[]>();
  for (const of of entries) {
    const { sentences } = of;
    for (let i = 0; i < sentences.length; i += 3) {
      const mark = sentences[i + 2]!;
      if (counted[mark & (counted.length - 1)]! < often) continue;
      const spot = { of, start: sentences[i]!, end: sentences[i + 1]! };
      const alike = byMark.get(mark);
      if (alike) alike.push(spot);
      else byMark.set(mark, [spot]);
    }
  }
  const found: Repeat[] = [];
  let isMixed = false;
  for (const alike of byMark.values()) {
    if (alike.length < often) continue;
    const parted = equal(alike);
    isMixed ||= parted.length > 1;
    for (const same of parted) {
      const spots = same.filter(({ of }, i) => of !== same[i - 1]?.of);
      if (spots.length >= often) found.push({ text: textOf(spots[0]!), spots });
    }
  }
  if (isMixed) inOrder(found, entries);
  return found;
}

/**
 * How often a mark occurs, up to `often`, under its lower bits: never less than in truth. Undefined where none occurs that
 * often, which is so in most flows.
 */
function counts(entries: readonly Entry[], often: number): Uint8Array | undefined {
  let size = 64;
  for (const { sentences } of entries) size += 4 * sentences.length;
  const counted = new Uint8Array(2 ** Math.min(22, Math.ceil(Math.log2(size))));
  let isOften = false;
  for (const { sentences } of entries)
    for (let i = 2; i < sentences.length; i += 3) {
      const slot = sentences[i]! & (counted.length - 1);
      if (counted[slot]! >= often) continue;
      counted[slot]!++;
      if (counted[slot] === often) isOften = true;
    }
  return isOften ? counted : undefined;
}

/** Sentences of one mark, parted by their text. */
function equal(alike: readonly Spot[]): (readonly Spot[])[] {
  const text = textOf(alike[0]!);
  // Much faster than startsWith.
  if (alike.every((spot) => textOf(spot) === text)) return [alike];
  const byText = new Map<string, Spot[]>();
  for (const spot of alike) {
    const words = textOf(spot);
    const same = byText.get(words);
    if (same) same.push(spot);
    else byText.set(words, [spot]);
  }
  return [...byText.values()];
}

function textOf({ of, start, end }: Spot): string {
  return of.text.slice(start, end);
}

/** Marks are met in the order of the file, but not the texts that share one. */
function inOrder(found: Repeat[], entries: readonly Entry[]): void {
  const positions = new Map(entries.map((entry, i) => [entry, i]));
  found.sort(({ spots: [a] }, { spots: [b] }) => positions.get(a!.of)! - positions.get(b!.of)! || a!.start - b!.start);
}
