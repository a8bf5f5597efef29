/**
 * Which Chromium opens the web workbench: one that is already there. Nothing here downloads a browser.
 */
import { accessSync, constants } from "node:fs";
import path from "node:path";

const usualPlaces = [
  "/usr/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const usualNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

export function findChromium(): string | undefined {
  const chosen = process.env.FLOWPROOF_CHROMIUM;
  if (chosen) {
    if (!canRun(chosen)) throw new Error(`FLOWPROOF_CHROMIUM is "${chosen}", which is not a program that can be run`);
    return chosen;
  }
  const onPath = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return [...usualPlaces, ...usualNames.flatMap((name) => onPath.map((folder) => path.join(folder, name)))].find(
    canRun,
  );
}

/** `--no-sandbox`: Chromium refuses root otherwise. The resolver rule keeps a run on this machine, as if the network were unplugged. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
