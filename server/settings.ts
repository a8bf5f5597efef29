import type { Connection } from "vscode-languageserver";
import { ruleIds, type Severity } from "../engine/index.ts";

/** How serious problems are, by the id of their rule. */
export type Severities = ReadonlyMap<string, Severity | "off">;

/** The section of the editor's settings that is ours. */
export const section = "flowproof";

/** What the user has set in the editor: asked for where the client can be asked, else as it was last told. */
export class Settings {
  private readonly connection: Connection;
  private readonly asks: boolean;
  private readonly answers = new Map<string, Promise<Severities>>();
  private told: Severities = new Map();

  constructor(connection: Connection, asks: boolean) {
    this.connection = connection;
    this.asks = asks;
  }

  /** The severities that hold in a file. */
  severities(uri: string): Promise<Severities> {
    if (!this.asks) return Promise.resolve(this.told);
    let answer = this.answers.get(uri);
    if (!answer) {
      // A client that cannot answer leaves every rule as it is.
      answer = this.connection.workspace
        .getConfiguration({ scopeUri: uri, section })
        .then(severitiesIn, () => new Map());
      this.answers.set(uri, answer);
    }
    return answer;
  }

  /** The settings have changed; `params` holds them for clients that cannot be asked. */
  changed(settings: unknown): void {
    this.answers.clear();
    if (!this.asks) this.told = severitiesIn(member(settings, section));
  }

  forget(uri: string): void {
    this.answers.delete(uri);
  }
}

const severities: ReadonlySet<unknown> = new Set<Severity | "off">(["error", "warning", "information", "hint", "off"]);

/** The severities in a `flowproof` section, whatever stands there. */
export function severitiesIn(settings: unknown): Severities {
  const found = new Map<string, Severity | "off">();
  const rules = member(settings, "rules");
  for (const id of ruleIds) {
    const severity = member(rules, id);
    if (severities.has(severity)) found.set(id, severity as Severity | "off");
  }
  return found;
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
