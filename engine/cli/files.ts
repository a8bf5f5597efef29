import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import createIgnore, { type Ignore } from "ignore";
import { globSync } from "tinyglobby";
import { Usage } from "./command.ts";

/** A file to look at; `asked` when the user named it, rather than a folder it lies in. */
export interface Found {
  /** Absolute, or "-" for standard input. */
  readonly path: string;
  readonly asked: boolean;
}

/**
 * The files that command line arguments mean, each once, sorted within each argument: a file itself; all JSON files below a folder, honouring
 * .gitignore and never entering node_modules or .git; whatever matches a glob; "-" is standard input.
 * `entered` is told of every folder in which there could be others. Throws Usage when an argument means nothing.
 */
export function findFiles(args: readonly string[], cwd: string, entered: (folder: string) => void = () => {}): Found[] {
  const found = new Map<string, Found>();
  for (const arg of args.length > 0 ? args : ["."]) {
    if (arg === "-") {
      found.set("-", { path: "-", asked: true });
      continue;
    }
    const path = resolve(cwd, arg);
    const kind = kindOf(path);
    if (kind === "file") {
      found.set(path, { path, asked: true });
      entered(dirname(path));
    } else if (kind === "folder") {
      for (const file of below(path, ignoredAbove(path), entered))
        if (!found.has(file)) found.set(file, { path: file, asked: false });
    } else {
      const matches = /[*?[{]/.test(arg)
        ? globSync(arg.split(sep).join("/"), {
            cwd,
            absolute: true,
            dot: true,
            ignore: ["**/node_modules/**", "**/.git/**"],
          })
        : [];
      if (matches.length === 0) throw new Usage(`there is no file or folder "${arg}"`);
      for (const file of matches) entered(dirname(file));
      for (const file of matches.sort()) if (!found.has(file)) found.set(file, { path: file, asked: false });
    }
  }
  return [...found.values()];
}

interface Ignored {
  readonly folder: string;
  readonly rules: Ignore;
}

function* below(folder: string, ignored: readonly Ignored[], entered: (folder: string) => void): Iterable<string> {
  entered(folder);
  const own = ignoreFile(folder);
  const all = own ? [...ignored, own] : ignored;
  let entries: import("node:fs").Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return; // a folder we may not read holds nothing for us
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && entry.name !== ".git" && !isIgnored(path, true, all))
        yield* below(path, all, entered);
    } else if (/\.jsonc?$/i.test(entry.name) && !isIgnored(path, false, all) && kindOf(path) === "file") yield path;
  }
}

function isIgnored(path: string, folder: boolean, ignored: readonly Ignored[]): boolean {
  // The innermost .gitignore that has an opinion decides, as in git.
  for (const { folder: base, rules } of [...ignored].reverse()) {
    const verdict = rules.test(relative(base, path).split(sep).join("/") + (folder ? "/" : ""));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/** The .gitignore files of the folders around, outermost first, up to the repository's root. */
function ignoredAbove(folder: string): Ignored[] {
  const found: Ignored[] = [];
  for (let at = folder; kindOf(join(at, ".git")) === undefined; ) {
    const above = dirname(at);
    if (above === at) return []; // in no repository: only what lies below counts
    at = above;
    const own = ignoreFile(at);
    if (own) found.unshift(own);
  }
  return found;
}

function ignoreFile(folder: string): Ignored | undefined {
  try {
    return { folder, rules: createIgnore().add(readFileSync(join(folder, ".gitignore"), "utf8")) };
  } catch {
    return undefined;
  }
}

function kindOf(path: string): "file" | "folder" | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() ? "file" : stat.isDirectory() ? "folder" : undefined;
  } catch {
    return undefined;
  }
}
