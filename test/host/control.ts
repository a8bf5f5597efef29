/**
 * What tests use to click and look: they run in the extension host, the window is elsewhere. Each call goes to the
 * control channel of `test/host/code` (controlServer.ts); `fetch` alone, so that it works in both extension hosts.
 */
import * as vscode from "vscode";
import { controlSetting } from "./settings.ts";

/**
 * A Playwright selector, or what a person would say: the thing that reads `text`, somewhere inside `within`. With a selector
 * and a text: what matches the one and reads the other. Only visible things count.
 */
export type Target =
  | string
  | {
      selector?: string;
      text?: string;
      /** The whole text, not a part of it. */
      exact?: boolean;
      within?: string;
      /** Which one, when there are several; negative counts from the end. */
      nth?: number;
      /** Look inside the webview that is showing. */
      webview?: boolean;
    };

export interface ClickOptions {
  button?: "left" | "right" | "middle";
  modifiers?: ("Alt" | "Control" | "Meta" | "Shift")[];
  /** Click even where something lies on top. */
  force?: boolean;
  timeout?: number;
}

export interface WaitOptions {
  state?: "visible" | "hidden" | "attached" | "detached";
  timeout?: number;
}

/** Each verb with what it is sent and what comes back; the channel's other end implements the same list. */
export interface Control {
  click(target: Target, options?: ClickOptions): Promise<void>;
  doubleClick(target: Target, options?: ClickOptions): Promise<void>;
  hover(target: Target, options?: { timeout?: number }): Promise<void>;
  /** Keys as Playwright names them; a space separates the strokes of a chord: `Control+K Control+I`. */
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  waitFor(target: Target, options?: WaitOptions): Promise<void>;
  count(target: Target): Promise<number>;
  /** The text on the screen, with ordinary spaces. */
  text(target: Target, options?: { timeout?: number }): Promise<string>;
  /** The texts of all that match now; waits for none. */
  texts(target: Target): Promise<string[]>;
  attribute(target: Target, name: string, options?: { timeout?: number }): Promise<string | null>;
  /** The same of all that match now; waits for none. */
  attributes(target: Target, name: string): Promise<(string | null)[]>;
  /** Saves `.vscode-test/screenshots/<name>.png` and returns its path. */
  screenshot(name: string): Promise<string>;
}

export type Verb = keyof Control;
export type Reply = { ok: true; value: unknown } | { ok: false; why: string; screenshot?: string };

/** False in a desktop VS Code, whose window nobody drives. */
export function canControl(): boolean {
  return address() !== undefined;
}

export function control(): Control {
  const url = address();
  if (!url) throw new Error(`No setting "${controlSetting}": only a VS Code started by test/host/code can be clicked`);
  const send =
    (verb: Verb) =>
    async (...args: unknown[]) => {
      const response = await fetch(url, { method: "POST", body: JSON.stringify({ verb, args }) });
      const reply = (await response.json()) as Reply;
      if (reply.ok) return reply.value;
      throw new Error(reply.screenshot ? `${reply.why}\n    screenshot: ${reply.screenshot}` : reply.why);
    };
  return Object.fromEntries(verbs.map((verb) => [verb, send(verb)])) as unknown as Control;
}

const verbs: Verb[] = [
  "click",
  "doubleClick",
  "hover",
  "press",
  "type",
  "waitFor",
  "count",
  "text",
  "texts",
  "attribute",
  "attributes",
  "screenshot",
];

function address(): string | undefined {
  return vscode.workspace.getConfiguration().get<string>(controlSetting) || undefined;
}
