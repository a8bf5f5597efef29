import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { fails, passes, writeTests } from "../cli/booking.ts";
import { flowproof } from "../cli/flowproof.ts";
import { chromiumFlags, findChromium } from "../host/chromium.ts";
import { install } from "../host/install.ts";

/** The HTML page of a run as somebody reads it: with a keyboard and a mouse, without scripts, and on paper. */
export async function readPage(): Promise<void> {
  install();
  const cwd = mkdtempSync(path.join(tmpdir(), "flowproof-page-"));
  writeTests(cwd, { a: [passes("one", { tags: ["smoke"] }), fails("two")], b: [passes("three")] });
  await flowproof(["test", "--reporter", "html=page.html"], { cwd });
  const address = pathToFileURL(path.join(cwd, "page.html")).href;
  const browser = await chromium.launch({ executablePath: findChromium()!, args: [...chromiumFlags] });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (request.url() !== address) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(address);
    await filters(page);
    await leadsToCases(page, address);
    await prints(page);
    assert.deepEqual(complaints, []);

    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(address);
    assert.equal(await still.locator("form.filter").isVisible(), false);
    await still.locator("summary", { hasText: "one" }).click();
    assert.equal(await still.locator("#case-1 table.walk").isVisible(), true);

    // The page runs no script but its own, wherever one may have come from.
    const stowaway = path.join(cwd, "stowaway.html");
    const text = await page.content();
    writeFileSync(stowaway, text.replace("<main>", '<main><script>document.title = "taken"</script>'));
    await page.goto(pathToFileURL(stowaway).href);
    assert.equal(await page.title(), "1 of 3 cases did not pass · Flowproof");
  } finally {
    await browser.close();
    rmSync(cwd, { recursive: true, force: true });
  }
}

async function filters(page: Page): Promise<void> {
  const shown = (): Promise<string[]> => page.locator("details.case:visible .name").allTextContents();
  assert.deepEqual(await shown(), ["one", "two", "three"]);
  const words = page.getByRole("searchbox", { name: "Part of a name or a tag" });
  await words.fill("SMOKE");
  assert.deepEqual(await shown(), ["one"]);
  assert.equal(await page.getByRole("status").textContent(), "1 of 3 shown");
  assert.equal(await page.locator("section.file:visible").count(), 1);
  await words.fill("");
  await page.getByRole("checkbox", { name: "passed 2" }).uncheck();
  assert.deepEqual(await shown(), ["two"]);
  await page.getByRole("checkbox", { name: "passed 2" }).check();
  assert.equal(await page.getByRole("status").textContent(), "");
}

/** Even to one that the filter hides. */
async function leadsToCases(page: Page, address: string): Promise<void> {
  const open = (): Promise<string[]> => page.locator("details.case[open] .name").allTextContents();
  assert.deepEqual(await open(), ["two"]);
  await page.getByRole("button", { name: "Close all" }).click();
  assert.deepEqual(await open(), []);
  await page.getByRole("checkbox", { name: "passed 2" }).uncheck();
  await page
    .getByRole("table", { name: /cover of flow.json/ })
    .getByRole("link", { name: "one" })
    .first()
    .click();
  assert.deepEqual(await open(), ["one"]);
  assert.equal(await page.getByRole("checkbox", { name: "passed 2" }).isChecked(), true);
  await page.goto(`${address}#case-3`);
  await page.locator("#case-3[open]").waitFor();
  await page.getByRole("button", { name: "Open all" }).click();
  assert.deepEqual(await open(), ["one", "two", "three"]);
}

/** With every conversation, and as it was afterwards. */
async function prints(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Close all" }).click();
  await page.emulateMedia({ media: "print" });
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  assert.equal(await page.locator("table.walk:visible").count(), 3);
  assert.equal(await page.locator("form.filter").isVisible(), false);
  await page.evaluate("dispatchEvent(new Event('afterprint'))");
  assert.equal(await page.locator("details.case[open]").count(), 0);
  await page.emulateMedia({ media: null });
}
