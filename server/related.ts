import {
  bare,
  callsSkills,
  type Flow,
  flowsIn,
  matchesGlob,
  mayHold,
  type Name,
  namesIn,
  sameThing,
} from "../engine/index.ts";
import type { Snapshot } from "./documents.ts";
import { fileOf, type Pointed } from "./pointed.ts";
import { type Key, keyOf } from "./uris.ts";
import type { View, World } from "./view.ts";

/** A flow, and the file in which it is written. */
export interface Owner {
  readonly flow: Flow;
  readonly file: Snapshot;
}

/** A file and names in it. */
export interface NamesIn {
  readonly snapshot: Snapshot;
  readonly names: readonly Name[];
}

/** A thing, and the files in which it may be named. */
export interface Related {
  /** What a name has to be the same as. */
  readonly thing: Name;
  /** The flows it may belong to: one as a rule, none where it cannot be known. */
  readonly owners: readonly Owner[];
  /** The files with their names that are called like it, or else what was asked for; that of the flow first. */
  readonly files: readonly NamesIn[];
}

/**
 * Finds the files that can name the thing a position points at. Of a node, a transition, a variable or a snippet: the file
 * of its flow, the tests that walk it, and what they bring along. Of a tool and its parameters also the catalogue, and
 * whatever shares it. `more` are words to look for besides the name. Only files in which a word stands are parsed.
 */
export async function related(view: View, at: Pointed, more: readonly string[] = []): Promise<Related> {
  const { world } = view;
  await world.testFiles.upToDate();
  const owners = await ownersOf(view, at);
  const [owner] = owners;
  const shared = at.name.of === "tool" || at.name.of === "parameter";
  const flow = owners.length === 1 && !shared ? owner?.flow : undefined;
  const thing: Name = { ...at.name, flow };
  const home = owners.length === 1 ? owner?.file : undefined;
  const words = [bare(thing), ...more];
  const called = words.map((word) => thing.before + word);
  const files: NamesIn[] = [];
  for (const key of await filesFor(world, at, home)) {
    if (!(await view.wanted())) break;
    const snapshot = await view.find(world.workspace.uriOf(key));
    if (!snapshot || !words.some((word) => mayHold(snapshot.text, word))) continue;
    const { context } = await view.surroundings(snapshot);
    const names = namesIn(snapshot.document, context, called).filter(
      (name) => !name.files || !home || isFor(world, name, snapshot.uri, home.key),
    );
    if (names.length > 0 || snapshot.broken) files.push({ snapshot, names });
  }
  return { thing, owners, files };
}

/** The places where the thing itself is named, file by file. */
export function occurrences({ thing, files }: Related): NamesIn[] {
  return files.flatMap(({ snapshot, names }) => {
    const same = names.filter((name) => sameThing(name, thing));
    return same.length > 0 ? [{ snapshot, names: same }] : [];
  });
}

/** The flow that a name belongs to; where the name does not say, all that it may mean: a node in a workspace file, or a variable in a catalogue. */
export async function ownersOf(view: View, { name, snapshot, around }: Pointed): Promise<Owner[]> {
  const { world } = view;
  const flow = name.flow ?? (snapshot.document.tests && !name.case ? around.context.flow : undefined);
  if (flow) {
    const file = fileOf(flow, snapshot, around);
    return file ? [{ flow, file }] : [];
  }
  if (snapshot.document.tests) return [];
  const candidates = name.files
    ? world.flowFiles
        .all()
        .filter(({ key, nodes }) => nodes.some(({ id }) => id === name.name) && isFor(world, name, snapshot.uri, key))
    : world.flowFiles
        .all()
        .filter((file) => file.callsSkills && world.catalogues.filesFor(file).includes(snapshot.key));
  const files = await Promise.all(candidates.map(({ uri }) => view.find(uri)));
  return files.flatMap((file) => (file ? flowsIn(file.document).map((each) => ({ flow: each, file })) : []));
}

async function filesFor(world: World, { name, snapshot }: Pointed, home: Snapshot | undefined): Promise<Key[]> {
  const start = (home ?? snapshot).key;
  const found = new Set<Key>([start, snapshot.key]);
  if (name.of === "tool" || name.of === "parameter") spread(found, groups(world));
  else if (home) {
    for (const { key } of world.testFiles.of(home.key)) found.add(key);
    for (const key of world.testFiles.brokenOf(home.key)) found.add(key);
    if (name.of === "variable" && callsSkills(home.document.flow))
      for (const key of world.catalogues.filesFor(home)) found.add(key);
    const settings = name.of === "node" ? await world.workspace.settingsFor(home.uri) : undefined;
    if (settings) found.add(keyOf(settings.uri));
  }
  return [...found];
}

/** Files that belong together: a test with its flow and its catalogue, a playbook with its catalogues. */
function groups(world: World): Key[][] {
  const tests = world.testFiles.all().map(({ key, flow, skills }) => [key, flow, skills]);
  const flows = world.flowFiles
    .all()
    .flatMap((file) => (file.callsSkills ? [[file.key, ...world.catalogues.filesFor(file)]] : []));
  return [...tests, ...flows].map((group) => group.filter((key) => key !== undefined));
}

function spread(found: Set<Key>, groups: readonly (readonly Key[])[]): void {
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const group of groups) if (group.some((key) => found.has(key))) for (const key of group) found.add(key);
  }
}

/** Whether a name for certain files, as a workspace file has it, is for the one with this key. */
export function isFor({ workspace }: World, { files = [] }: Name, workspaceFile: string, key: Key): boolean {
  const path = workspace.pathBeside(workspaceFile, key);
  return path !== undefined && files.some((glob) => matchesGlob(path, glob));
}
