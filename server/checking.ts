import { severitiesFor } from "../engine/index.ts";
import type { Checking } from "./diagnostics.ts";
import type { Snapshot } from "./documents.ts";
import type { Host } from "./host.ts";
import type { Settings } from "./settings.ts";
import type { World } from "./view.ts";

export interface CheckingHost extends Pick<World, "catalogues" | "client" | "workspace"> {
  readonly host: Pick<Host, "today">;
  readonly settings: Settings;
  failed(what: string, error: unknown): void;
}

/** What a document is checked with: the editor's settings, those of the file near it, its skills and what its tests walk. */
export async function checkingOf(
  snapshot: Snapshot,
  { catalogues, client, host, settings, workspace, failed }: CheckingHost,
): Promise<Checking> {
  const uses = new Set<string>();
  const [{ context, uses: named }, inEditor, near, skills] = await Promise.all([
    workspace.surroundings(snapshot),
    settings.of(snapshot.uri),
    workspace.settingsFor(snapshot.uri, uses),
    catalogues.skillsFor(snapshot, uses),
  ]);
  const checkedElsewhere = client.checksJson && /^jsonc?$/.test(snapshot.languageId);
  const severities = severitiesFor([
    { ...inEditor, path: workspace.pathInside(snapshot.key) },
    ...(near ? [{ ...near.settings, path: workspace.pathBeside(near.uri, snapshot.key) }] : []),
    ...(checkedElsewhere ? [{ rules: new Map([["json-syntax", "off" as const]]) }] : []),
  ]);
  return {
    settings: {
      context,
      skills,
      ...severities,
      today: host.today(),
      failed: (rule, error) => failed(`The rule ${rule}`, error),
    },
    uses: new Set([...uses, ...named]),
  };
}
