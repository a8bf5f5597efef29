/**
 * A test runner for inside VS Code, small enough for both extension hosts: no Node, no mocha.
 *
 *     export const run = () => runAll({ "a misspelt target is underlined": async () => { … } });
 */
import type { Event } from "vscode";
import * as vscode from "vscode";
import { canControl, control } from "./control.ts";
import { onlySetting } from "./settings.ts";

export type Tests = Record<string, () => void | Promise<void>>;

/** Runs one after the other, tells each, and throws at the end when one failed: VS Code then ends with code 1. */
export async function runAll(tests: Tests, { timeout = 60_000 }: { timeout?: number } = {}): Promise<void> {
  const only = vscode.workspace.getConfiguration().get<string>(onlySetting);
  const chosen = Object.entries(tests).filter(([name]) => !only || name.includes(only));
  let failed = 0;
  for (const [name, test] of chosen) {
    const start = Date.now();
    try {
      await inTime(test, timeout);
      say(`ok ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      failed++;
      say(`not ok ${name} (${Date.now() - start} ms)\n${indent(stackOf(error))}`);
      if (canControl())
        say(
          indent(
            await control()
              .screenshot(`failed ${name}`)
              .then((file) => `screenshot: ${file}`, String),
          ),
        );
    }
  }
  say(`${chosen.length - failed} passed, ${failed} failed`);
  if (chosen.length === 0) throw new Error(only ? `No test's name has "${only}" in it` : "There are no tests");
  if (failed > 0) throw new Error(`${failed} of ${chosen.length} tests failed`);
}

export interface Patience<T> {
  /** What is waited for, as the message will say it: `the lens`. */
  what?: string;
  /** Look again when one of these fires, besides every 50 ms. */
  on?: Event<unknown>[];
  timeout?: number;
  /** What counts as there; by default anything truthy. */
  until?: (value: T) => boolean;
}

/** Asks until the answer is there, and returns it. An answer that throws is an answer that is not there yet. */
export async function eventually<T>(probe: () => T | Thenable<T>, patience: Patience<T> = {}): Promise<NonNullable<T>> {
  const { what = "the condition", on = [], timeout = 20_000, until = Boolean } = patience;
  const end = Date.now() + timeout;
  for (;;) {
    const fired = firstOf(on);
    let last: string;
    try {
      const value = await probe();
      if (until(value)) return value as NonNullable<T>;
      last = `last: ${show(value)}`;
    } catch (error) {
      last = `last: ${stackOf(error)}`;
    } finally {
      fired.stop();
    }
    if (Date.now() > end) throw new Error(`Waited ${timeout} ms for ${what}; ${last}`);
    await Promise.race([fired.promise, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
}

export function assert(value: unknown, message = `Expected something, got ${show(value)}`): asserts value {
  if (!value) throw new Error(message);
}

export function equal<T>(actual: T, expected: T, message = "Not equal"): void {
  if (!Object.is(actual, expected))
    throw new Error(`${message}\nactual:   ${show(actual)}\nexpected: ${show(expected)}`);
}

/** Compares what JSON would say of both, so VS Code's ranges and positions compare by value. */
export function deepEqual(actual: unknown, expected: unknown, message = "Not equal"): void {
  const [is, wanted] = [pretty(actual), pretty(expected)];
  if (is !== wanted) throw new Error(`${message}\nactual:\n${indent(is)}\nexpected:\n${indent(wanted)}`);
}

export function match(actual: string, expected: RegExp | string, message = "No match"): void {
  const found = typeof expected === "string" ? actual.includes(expected) : expected.test(actual);
  if (!found) throw new Error(`${message}\nactual:   ${show(actual)}\nexpected: ${expected}`);
}

export async function rejects(action: () => unknown, expected: RegExp | string): Promise<void> {
  try {
    await action();
  } catch (error) {
    return match(error instanceof Error ? error.message : String(error), expected);
  }
  throw new Error(`Expected an error like ${expected}, got none`);
}

async function inTime(test: () => void | Promise<void>, timeout: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Still not done after ${timeout} ms`)), timeout);
  });
  try {
    await Promise.race([test(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Listens from before the question is asked, so that nothing that happens meanwhile is missed. */
function firstOf(events: Event<unknown>[]): { promise: Promise<void>; stop(): void } {
  const listening: vscode.Disposable[] = [];
  const promise = new Promise<void>((resolve) => {
    for (const event of events) listening.push(event(() => resolve()));
  });
  return { promise, stop: () => vscode.Disposable.from(...listening).dispose() };
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return show(error);
  return error.stack?.includes(error.message) ? error.stack : `${error.name}: ${error.message}\n${error.stack ?? ""}`;
}

function pretty(value: unknown): string {
  const sorted = (_: string, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  return JSON.stringify(value, sorted, 2) ?? String(value);
}

function show(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}

function say(line: string): void {
  // biome-ignore lint/suspicious/noConsole: an extension host has no other way out
  console.log(line);
}
