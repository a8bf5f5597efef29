import {
  type Document,
  filesNamedBy,
  flowFor,
  isCatalogueName,
  keepsTraces,
  type Named,
  remember,
  snapshotFileOf,
  snapshotsIn,
  type TestContext,
  testContext,
} from "../engine/index.ts";
import type { Documents, Snapshot } from "./documents.ts";
import { asFolder, folderOf, type Key, keyOf, nameOf, pathBelow, resolve } from "./uris.ts";

/** Reads a file by its URI; undefined where there is none. */
export type Find = (uri: string) => Promise<Snapshot | undefined>;

/** What the tests of a document are walked with, and where that came from. */
export interface Surroundings {
  readonly context: TestContext;
  /** The file in which the flow is written; the test file itself where the flow is inline. */
  readonly flowIn?: Snapshot;
  /** The file in which traces are kept; undefined where there is none, or no case asks for it. */
  readonly keptIn?: Snapshot;
  /** Every file that was looked at or looked for: when one of them changes, so may this. */
  readonly uses: ReadonlySet<Key>;
}

type Settings = NonNullable<Document["settings"]>;

/** The traces in a file that keeps some: the very ones as long as it stays the same. */
const tracesIn = remember(({ text }: Pick<Snapshot, "text">) => snapshotsIn(text));
const nothing = { text: "" };

/** Which files there are, and which belong together: a test and its flow and skills, a file and its workspace file. */
export class Workspace {
  private folders: readonly Key[] = [];
  private files = new Map<Key, string>();
  /** The skill catalogues among the files, as long as the files stay the same. */
  private catalogues: readonly Key[] | undefined;
  private readonly documents: Documents;

  constructor(documents: Documents) {
    this.documents = documents;
  }

  setFolders(uris: readonly string[]): void {
    this.folders = uris.map(asFolder);
  }

  setFiles(uris: readonly string[]): void {
    this.files = new Map(uris.map((uri) => [keyOf(uri), uri]));
    this.catalogues = undefined;
  }

  addFile(uri: string): void {
    if (!this.has(keyOf(uri))) this.catalogues = undefined;
    this.files.set(keyOf(uri), uri);
  }

  removeFile(uri: string): void {
    if (this.files.delete(keyOf(uri))) this.catalogues = undefined;
  }

  /** The keys of all files. */
  keys(): Key[] {
    return [...this.files.keys()];
  }

  has(key: Key): boolean {
    return this.files.has(key);
  }

  /** A file's URI as the client spells it, as far as it has named it. */
  uriOf(key: Key): string {
    return this.files.get(key) ?? key;
  }

  /** The skill catalogues that lie in a folder. */
  cataloguesIn(folder: Key): Key[] {
    this.catalogues ??= this.keys().filter(isCatalogueName);
    return this.catalogues.filter((key) => folderOf(key) === folder);
  }

  /** The path of a file below its workspace folder; the whole path for a file outside. */
  pathInside(key: Key): string {
    return pathBelow(this.folderAround(key) ?? "", key) ?? key;
  }

  /**
   * The workspace file that settings for a file go into: the nearest, else one at the top of its workspace folder, else one
   * beside it. Undefined for a document that lies in no folder.
   */
  async workspaceFile(
    uri: string,
  ): Promise<{ readonly uri: string; readonly snapshot?: Snapshot; readonly file: string } | undefined> {
    const near = await this.settingsFor(uri);
    const folder = this.folderAround(keyOf(uri));
    const at = near?.uri ?? (folder === undefined ? resolve(uri, "flowproof.json") : `${folder}flowproof.json`);
    if (at === undefined) return undefined;
    const file = this.pathBeside(at, keyOf(uri));
    return file === undefined ? undefined : { uri: at, snapshot: near && (await this.documents.find(at)), file };
  }

  /** The path of a file below the folder in which a workspace file lies; undefined for one outside. */
  pathBeside(workspaceFile: string, key: Key): string | undefined {
    return pathBelow(folderOf(keyOf(workspaceFile)), key);
  }

  /** What the tests of a document are walked with. `find` reads the files it names. */
  async surroundings(snapshot: Snapshot, find: Find = (uri) => this.documents.find(uri)): Promise<Surroundings> {
    const { document, uri } = snapshot;
    const uses = new Set<Key>();
    const named = new Map<string, Named>();
    const snapshots = new Map<string, Snapshot>();
    await Promise.all(
      filesNamedBy(document).map(async (file) => {
        const target = resolve(uri, file);
        if (target === undefined) {
          named.set(file, { why: "save this document first, so that there is a folder to look in" });
          return;
        }
        uses.add(keyOf(target));
        const found = await find(target);
        if (found) snapshots.set(file, found);
        named.set(
          file,
          found ? { document: found.document } : { why: "there is no such file", beside: this.beside(keyOf(target)) },
        );
      }),
    );
    const flow = document.tests?.flow;
    let flowIn = flow && ("file" in flow ? snapshots.get(flow.file) : snapshot);
    if (document.tests && !flow) {
      const given = await this.flowGiven(uri, uses);
      if (given !== undefined) {
        uses.add(keyOf(given));
        flowIn = await find(given);
      }
    }
    const context = testContext(document, named, flowIn?.document.flow);
    if (!keepsTraces(document)) return { context, flowIn, uses };
    const kept = snapshotFileOf(uri);
    uses.add(keyOf(kept));
    const found = await find(kept);
    return { context: { ...context, snapshots: tracesIn(found ?? nothing) }, flowIn, keptIn: found, uses };
  }

  /** The URI of the flow that a document's tests walk, where it is written in a file of its own. */
  async flowOf({ document, uri }: Snapshot): Promise<string | undefined> {
    const flow = document.tests?.flow;
    if (!flow) return this.flowGiven(uri);
    return "file" in flow ? resolve(uri, flow.file) : undefined;
  }

  /** The URI of the skill catalogue that a document's tests name. */
  skillsOf({ document, uri }: Snapshot): string | undefined {
    const skills = document.tests?.skills;
    return skills && "file" in skills ? resolve(uri, skills.file) : undefined;
  }

  /** The URI of the flow that the nearest workspace file gives to a test file which names none. */
  async flowGiven(uri: string, uses?: Set<Key>): Promise<string | undefined> {
    const near = await this.settingsFor(uri, uses);
    if (!near) return undefined;
    const path = this.pathBeside(near.uri, keyOf(uri));
    const flow = path === undefined ? undefined : flowFor(near.settings, path);
    return flow === undefined ? undefined : resolve(near.uri, flow);
  }

  /**
   * What the nearest flowproof.json says: in the file's own folder or one around it, up to the workspace folder. Notes in
   * `uses` where it looked.
   */
  async settingsFor(uri: string, uses?: Set<Key>): Promise<{ uri: string; settings: Settings } | undefined> {
    const beside = resolve(uri, "flowproof.json");
    if (beside === undefined) return undefined;
    const top = this.folderAround(keyOf(uri))?.length ?? Number.POSITIVE_INFINITY;
    for (let folder = folderOf(keyOf(beside)); ; folder = folderOf(folder.slice(0, -1))) {
      const place = `${folder}flowproof.json`;
      uses?.add(place);
      const settings = (await this.documents.find(place))?.document.settings;
      if (settings) return { uri: place, settings };
      if (folder.length <= top) return undefined;
    }
  }

  /** The innermost workspace folder around a file. */
  private folderAround(key: Key): Key | undefined {
    let around: Key | undefined;
    for (const folder of this.folders)
      if (key.startsWith(folder) && folder.length > (around?.length ?? 0)) around = folder;
    return around;
  }

  /** Names of the files in the folder of one that is missing. */
  private beside(missing: Key): string[] {
    const folder = folderOf(missing);
    return [...this.files.keys()].filter((key) => folderOf(key) === folder).map(nameOf);
  }
}
