import type { Severity } from "../engine/index.ts";

/**
 * Every setting there is, without its prefix. The client reads none of them: the server asks for `rules` and `overrides`, and the
 * language client looks at `trace.server` by itself.
 */
export interface Settings {
  rules: Readonly<Record<string, Severity | "off">>;
  overrides: readonly {
    readonly files: string | readonly string[];
    readonly nodes?: readonly string[];
    readonly rules: Readonly<Record<string, Severity | "off">>;
  }[];
  "trace.server": "off" | "messages" | "compact" | "verbose";
}

export const settingsSection = "flowproof";
export const settingNames: readonly (keyof Settings)[] = ["rules", "overrides", "trace.server"];

/** What the manifest offers for a rule. */
export const ruleSeverities: readonly (Severity | "off")[] = ["error", "warning", "information", "hint", "off"];
