import type { Option, Turn } from "./state.ts";
import { type Tokens, type TokenVariant, tokens } from "./tokens.ts";

/** A scored option. */
export interface Score {
  readonly option: Option;
  readonly score: number;
  /** The tokens the utterance and the option share. */
  readonly shared: readonly string[];
}

/** A choice made by keyword overlap, and how sure it is. */
export interface Choice {
  /** Index of the option taken; undefined when none fits. */
  readonly take: number | undefined;
  readonly score: number;
  readonly scores: readonly Score[];
}

/**
 * The option with the most distinct tokens in common with the utterance, at least one; of equals the first (vendor
 * contract: deterministic keyword overlap; tokens, ties and fallbacks are Flowproof's choice). Fallback options are looked
 * at only when no other option scores.
 */
export function choose(options: readonly Option[], utterance: string): Choice {
  return choosing(options, tokens(utterance), optionTokens);
}

/**
 * Why a choice made by overlap hangs by a thread: a tie, or a router that cuts its tokens otherwise would choose
 * otherwise. Undefined when all agree. Never changes the choice (Flowproof's choice).
 */
export function fragility(options: readonly Option[], utterance: string, made: Choice): string | undefined {
  const winner = made.take;
  const best = made.score;
  if (best > 0) {
    const tied = made.scores.filter((s) => s.score === best && !!s.option.fallback === !!options[winner!]?.fallback);
    if (tied.length > 1) return `tie between ${tied.map((s) => s.option.id).join(" and ")}`;
  }
  for (const { words, cut, of } of otherRouters) {
    const other = choosing(options, cut(utterance), of);
    if (other.take !== winner)
      return `${words} it would be ${other.take === undefined ? "no transition" : options[other.take]!.id}`;
  }
  return undefined;
}

/** How else a router may cut and compare, and in words what is different about it. */
const otherRouters = [
  otherRouter("without the list of function words", "all-words"),
  otherRouter("with tokens of three letters and more", "long-words"),
  otherRouter("by the label alone", "standard", (option) => option.texts.slice(0, 1)),
];

function otherRouter(words: string, variant: TokenVariant, texts = (option: Option) => option.texts) {
  const cut = (text: string): Tokens => tokens(text, variant);
  return { words, cut, of: remembering((option) => union(texts(option), cut)) };
}

function choosing(options: readonly Option[], said: Tokens, of: (option: Option) => Tokens): Choice {
  const scores: Score[] = [];
  for (const option of options) {
    const words = of(option);
    const shared: string[] = [];
    for (const token of said) if (words.has(token)) shared.push(token);
    scores.push({ option, score: shared.length, shared });
  }
  for (const fallback of [false, true]) {
    let take: number | undefined;
    let best = 0;
    for (let i = 0; i < scores.length; i++) {
      if (!!options[i]!.fallback === fallback && scores[i]!.score > best) {
        best = scores[i]!.score;
        take = i;
      }
    }
    if (take !== undefined) return { take, score: best, scores };
  }
  return { take: undefined, score: 0, scores };
}

/** An option's tokens. */
export const optionTokens: (option: Option) => Tokens = remembering((option) => union(option.texts, tokens));

/** Works something out once an option: walks keep their options. */
function remembering(work: (option: Option) => Tokens): (option: Option) => Tokens {
  const known = new WeakMap<Option, Tokens>();
  return (option) => {
    let found = known.get(option);
    if (!found) {
      found = work(option);
      known.set(option, found);
    }
    return found;
  };
}

function union(texts: readonly string[], cut: (text: string) => Tokens): Tokens {
  const all = new Set<string>();
  for (const text of texts) for (const token of cut(text)) all.add(token);
  return all;
}

/** The words of a turn as the router hears them; keys are heard as they are pressed. */
export function heard(turn: Turn): string {
  return turn.user ?? turn.dtmf ?? "";
}
