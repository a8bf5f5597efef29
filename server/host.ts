import type { ReadText } from "./documents.ts";

/** What the server is handed by whatever runs it. */
export interface Host {
  /** Milliseconds since some moment. */
  now(): number;
  /** The date, as `YYYY-MM-DD`, at UTC. */
  today(): string;
  /** Reads a file for clients that do not. */
  readonly read?: ReadText;
  /** Lists the JSON files below folders for clients that do not. */
  list?(folders: readonly string[]): Promise<string[]>;
}

/** What the client can do, of all that matters here. */
export interface Client {
  readonly folders: readonly string[];
  readonly reads: boolean;
  readonly checksJson: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  /** Tells of changed files, by itself or when it is asked to. */
  readonly watches: boolean;
  readonly registersWatches: boolean;
  readonly tellsFolders: boolean;
  readonly refreshesLenses: boolean;
  readonly linksDefinitions: boolean;
  readonly preparesRenames: boolean;
  readonly nestsSymbols: boolean;
  /** Takes what is inserted with stops for the cursor. */
  readonly takesSnippets: boolean;
  /** Leaves the indentation of what is inserted as it is. */
  readonly keepsIndent: boolean;
  /** Takes edits of several files with their versions. */
  readonly versionsEdits: boolean;
  /** Asks for the edit of an action when it is chosen. */
  readonly resolvesActions: boolean;
  /** Takes edits that create files. */
  readonly createsFiles: boolean;
}
