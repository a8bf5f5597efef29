import { callsSkills, catalogueBeside, type Document } from "../engine/index.ts";
import type { Documents, Snapshot } from "./documents.ts";
import type { TestFiles } from "./testFiles.ts";
import { folderOf, type Key, keyOf, nameOf, resolve } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

type Skills = NonNullable<Document["skills"]>;

export interface CataloguesHost {
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly testFiles: TestFiles;
}

/** Which skills the playbook in a document can call; see `catalogueBeside` for which file says so. */
export class Catalogues {
  private readonly host: CataloguesHost;

  constructor(host: CataloguesHost) {
    this.host = host;
  }

  /** The files that say so of a playbook: those its tests name, else the one beside it, which may be missing. */
  filesFor({ key, uri }: Pick<Snapshot, "key" | "uri">): Key[] {
    const named = this.named(key);
    const beside = named.length > 0 ? undefined : this.beside(uri);
    return beside === undefined ? named : [keyOf(beside)];
  }

  /** Nothing is looked for where no skill is called. Notes in `uses` where it looked. */
  async skillsFor(snapshot: Snapshot, uses = new Set<Key>()): Promise<Skills | undefined> {
    return callsSkills(snapshot.document.flow) ? this.skillsOffered(snapshot, uses) : undefined;
  }

  /** The same for a playbook that may be about to call its first. */
  async skillsOffered({ key, uri }: Pick<Snapshot, "key" | "uri">, uses = new Set<Key>()): Promise<Skills | undefined> {
    const skills = await Promise.all(this.named(key).map((file) => this.read(file, uses)));
    const known = skills.filter((each) => each !== undefined);
    // Tests that name different ones name parts of what the agent can do.
    if (known.length > 0) return known.length === 1 ? known[0] : known.flat();
    const beside = this.beside(uri);
    if (beside === undefined) return undefined;
    uses.add(anyCatalogueBeside(uri));
    return this.read(beside, uses);
  }

  private named(key: Key): Key[] {
    return [...new Set(this.host.testFiles.of(key).flatMap(({ skills }) => skills ?? []))];
  }

  private beside(uri: string): string | undefined {
    const names = this.host.workspace.cataloguesIn(folderOf(keyOf(uri))).map(nameOf);
    return resolve(uri, catalogueBeside(nameOf(uri), names));
  }

  private async read(file: string, uses: Set<Key>): Promise<Skills | undefined> {
    uses.add(keyOf(file));
    return (await this.host.documents.find(file))?.document.skills;
  }
}

/** What stands for every catalogue in a file's folder: whoever looks for the only one there uses them all. */
export function anyCatalogueBeside(uri: string): Key {
  return keyOf(`${folderOf(keyOf(uri))}*`);
}
