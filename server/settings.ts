import type { Connection } from "vscode-languageserver";
import { type Override, overridesIn, type Severities, severitiesIn } from "../engine/index.ts";

/** What the editor's settings say of rules: severities, and others for some files or nodes. */
export interface RuleSettings {
  readonly rules: Severities;
  readonly overrides: readonly Override[];
}

/** The section of the editor's settings that is ours. */
export const section = "flowproof";

/** What the user has set in the editor: asked for where the client can be asked, else as it was last told. */
export class Settings {
  private readonly connection: Connection;
  private readonly asks: boolean;
  private readonly answers = new Map<string, Promise<RuleSettings>>();
  private told: RuleSettings = none;

  constructor(connection: Connection, asks: boolean) {
    this.connection = connection;
    this.asks = asks;
  }

  /** What holds in a file. */
  of(uri: string): Promise<RuleSettings> {
    if (!this.asks) return Promise.resolve(this.told);
    let answer = this.answers.get(uri);
    if (!answer) {
      // A client that cannot answer leaves every rule as it is.
      answer = this.connection.workspace.getConfiguration({ scopeUri: uri, section }).then(ruleSettings, () => none);
      this.answers.set(uri, answer);
    }
    return answer;
  }

  /** The settings have changed; `params` holds them for clients that cannot be asked. */
  changed(settings: unknown): void {
    this.answers.clear();
    if (!this.asks) this.told = ruleSettings(member(settings, section));
  }

  forget(uri: string): void {
    this.answers.delete(uri);
  }
}

const none: RuleSettings = { rules: new Map(), overrides: [] };

/** The settings in a `flowproof` section, whatever stands there. */
function ruleSettings(settings: unknown): RuleSettings {
  return { rules: severitiesIn(member(settings, "rules")), overrides: overridesIn(member(settings, "overrides")) };
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
