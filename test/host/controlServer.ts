/**
 * The control channel's other end: takes the verbs of control.ts over HTTP on this machine and carries them out on the page.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Locator, Page } from "playwright-core";
import type { Control, Reply, Target } from "./control.ts";
import { screenshotFolder } from "./folders.ts";

export interface ControlServer {
  url: string;
  /** Verbs that come before there is a page fail. */
  drive(page: Page): void;
  close(): void;
}

export async function serveControl(): Promise<ControlServer> {
  let verbs: Control | undefined;
  let failures = 0;
  const answer = async (body: string): Promise<Reply> => {
    try {
      const { verb, args } = JSON.parse(body) as { verb: keyof Control; args?: unknown[] };
      if (!verbs) return { ok: false, why: "The window is not open yet" };
      if (!Object.hasOwn(verbs, verb))
        return { ok: false, why: `There is no "${verb}"; there are ${Object.keys(verbs).join(", ")}` };
      try {
        return { ok: true, value: await (verbs[verb] as (...args: unknown[]) => unknown)(...(args ?? [])) };
      } catch (error) {
        const screenshot = await verbs.screenshot(`control-failed-${++failures}`).catch(() => undefined);
        return {
          ok: false,
          why: `Could not ${verb} ${args?.map((arg) => JSON.stringify(arg)).join(" ")}: ${reason(error)}`,
          screenshot,
        };
      }
    } catch (error) {
      return { ok: false, why: `Not understood: ${(error as Error).message}` };
    }
  };

  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    // The web extension host is a worker of another origin.
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    if (request.method === "OPTIONS") return response.writeHead(204).end();
    response.setHeader("content-type", "application/json");
    return response.end(JSON.stringify(await answer(body)));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    drive: (page) => {
      verbs = verbsOn(page);
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function verbsOn(page: Page): Control {
  const find = (target: Target, visible = true): Locator => {
    const { selector, text, exact, within, nth, webview } =
      typeof target === "string" ? ({ selector: target } as const) : target;
    const frame = webview
      ? page.locator("iframe.webview:visible").first().contentFrame().frameLocator("#active-frame")
      : undefined;
    const start = within ? (frame ?? page).locator(within) : (frame ?? page).locator(":root");
    let found = selector ? start.locator(selector) : start;
    if (text !== undefined)
      found = selector
        ? found.filter({ hasText: exact ? new RegExp(`^\\s*${escapeRegExp(text)}\\s*$`) : text })
        : found.getByText(text, { exact: exact ?? false });
    if (visible) found = found.filter({ visible });
    return nth === undefined ? found : found.nth(nth);
  };
  return {
    click: async (target, options) => (await settled(find(target), options)).click(options),
    doubleClick: async (target, options) => (await settled(find(target), options)).dblclick(options),
    // Squiggles lie under the text they underline, so Playwright would wait for ever for the mouse to reach them.
    hover: async (target, options) => {
      const found = find(target);
      await found.waitFor({ state: "visible", ...options });
      await found.hover({ force: true, ...options });
    },
    press: async (keys) => {
      for (const stroke of keys.split(" ")) await page.keyboard.press(stroke);
    },
    type: (text) => page.keyboard.type(text),
    waitFor: (target, options) => {
      const state = options?.state ?? "visible";
      return find(target, state === "visible" || state === "hidden")
        .first()
        .waitFor({ ...options, state });
    },
    count: (target) => find(target).count(),
    text: async (target, options) => plain(await find(target).innerText(options)),
    texts: async (target) => (await find(target).allInnerTexts()).map(plain),
    attribute: (target, name, options) => find(target).getAttribute(name, options),
    attributes: async (target, name) =>
      find(target).evaluateAll((all, name) => all.map((one) => one.getAttribute(name)), name),
    screenshot: async (name) => {
      const file = path.join(screenshotFolder, `${name.replace(/[^\w.-]+/g, "-")}.png`);
      await page.screenshot({ path: file, animations: "disabled", caret: "initial" });
      return file;
    },
  };
}

/** VS Code draws lenses anew whenever a provider joins, and a click just before it does finds the command gone. */
async function settled(found: Locator, { timeout }: { timeout?: number } = {}): Promise<Locator> {
  for (;;) {
    const element = (await found.elementHandle({ timeout }))!;
    if (!(await element.evaluate((element) => element.closest(".codelens-decoration")))) return found;
    await found.page().waitForTimeout(400);
    if (await element.evaluate((element) => element.isConnected)) return found;
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The editor draws spaces as no-break spaces. */
function plain(text: string): string {
  return text.replace(/\u00a0/g, " ");
}

/** Without the name of Playwright's method, but with its call log, which says what it waited for. */
function reason(error: unknown): string {
  const [first, ...log] = stripVTControlCharacters((error as Error).message).split("\n");
  return [first!.replace(/^\w+\.\w+: /, ""), ...log.slice(0, 14)].join("\n    ").trimEnd();
}
