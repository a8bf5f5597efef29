import type { State } from "./state.ts";

/** What is known where something is asked about a walk. */
export type Asked = Pick<State, "variables" | "results" | "calls">;

/** What came of a question: a value, undefined where nothing has bound it; or why it could not be read. */
export type Told = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

/** Answers a question in the language of a dialect's conditions, or about one value by its name. */
export type Ask = (text: string, state: Asked) => Told;
