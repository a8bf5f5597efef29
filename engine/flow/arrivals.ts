import type { Roads } from "./roads.ts";

/** Some walk arrives without the fact. */
export const WITHOUT = 1;
/** Some walk arrives with it. */
export const WITH = 2;

/** A fact that holds for walks from a way on, or whether it holds where a node is entered. Facts are numbers from 0. */
export interface Gain {
  readonly fact: number;
  readonly road: number;
}
export interface Question {
  readonly fact: number;
  readonly node: number;
}

/**
 * For each question, whether walks from `starts` arrive at its node `WITHOUT` its fact, `WITH` it, or both; 0 where none
 * arrives. Once gained, a fact holds for good. A way that is only meant brings facts along and shows nothing else: a
 * typing error should neither hide what is gained nor be the only reason for a doubt.
 *
 * 32 facts go along at once, each as a bit of two marks a node, in an order in which most ways lead onward; only circles
 * ask for another round. Time, for 32 facts: nodes plus ways, times the rounds, which are few unless a flow is made so.
 */
export function arrivals(
  roads: Roads,
  starts: readonly number[],
  gains: readonly Gain[],
  questions: readonly Question[],
): Uint8Array {
  const answers = new Uint8Array(questions.length);
  const gainsIn = inBlocks(gains);
  const order = onward(roads, starts);
  const { first, target, meant, hub } = roads;
  const gained = new Int32Array(target.length);
  const without = new Int32Array(hub + 1);
  const withIt = new Int32Array(hub + 1);
  const grown = new Uint8Array(hub + 1);
  for (const [block, asked] of inBlocks(questions)) {
    const mine = gainsIn.get(block) ?? [];
    for (const i of mine) gained[gains[i]!.road]! |= 1 << (gains[i]!.fact % BITS);
    without.fill(0);
    withIt.fill(0);
    for (const node of starts) {
      without[node] = -1;
      grown[node] = 1;
    }
    for (let again = true; again; ) {
      again = false;
      for (let place = 0; place < order.length; place++) {
        const node = order[place]!;
        if (grown[node] === 0) continue;
        grown[node] = 0;
        const lacking = without[node]!;
        const having = withIt[node]!;
        for (let road = first[node]!; road < first[node + 1]!; road++) {
          const to = target[road]!;
          const gain = gained[road]!;
          const lacks = meant[road] === 1 ? 0 : lacking & ~gain;
          const has = having | gain;
          if (((lacks & ~without[to]!) | (has & ~withIt[to]!)) === 0) continue;
          without[to]! |= lacks;
          withIt[to]! |= has;
          grown[to] = 1;
          again = true;
        }
      }
    }
    for (const i of asked) {
      const { fact, node } = questions[i]!;
      const bit = 1 << (fact % BITS);
      answers[i] = ((without[node]! & bit) === 0 ? 0 : WITHOUT) | ((withIt[node]! & bit) === 0 ? 0 : WITH);
    }
    for (const i of mine) gained[gains[i]!.road] = 0;
  }
  return answers;
}

/** The positions that walks from `starts` come to, each before those that lie beyond it, but for ways that lead back. */
function onward({ first, target, hub }: Roads, starts: readonly number[]): Int32Array {
  const seen = new Uint8Array(hub + 1);
  const next = first.slice();
  const done: number[] = [];
  const walk: number[] = [];
  for (const start of starts) {
    if (seen[start] === 0) walk.push(start);
    seen[start] = 1;
    for (let node = walk.at(-1); node !== undefined; node = walk.at(-1)) {
      const road = next[node]!++;
      if (road >= first[node + 1]!) {
        done.push(node);
        walk.pop();
      } else if (seen[target[road]!] === 0) {
        seen[target[road]!] = 1;
        walk.push(target[road]!);
      }
    }
  }
  return Int32Array.from(done.reverse());
}

const BITS = 32;

/** The positions of what is about each 32 facts. */
function inBlocks(about: readonly { readonly fact: number }[]): Map<number, number[]> {
  const blocks = new Map<number, number[]>();
  for (let i = 0; i < about.length; i++) {
    const block = Math.floor(about[i]!.fact / BITS);
    const known = blocks.get(block);
    if (known) known.push(i);
    else blocks.set(block, [i]);
  }
  return blocks;
}
