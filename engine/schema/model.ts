// What validators are, what they find, and what becomes of it.

import type { Fix, Severity } from "../flow/problem.ts";
import type { Path } from "../text/json.ts";

/** A compiled validator. It leaves what it found in `errors`, until its next call. */
export interface Validate {
  (value: unknown): boolean;
  errors?: readonly RawError[] | null;
}

/** What a validator found: where in the value, where in the schema, and the name of a key that is missing or unknown. */
export interface RawError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly name?: string;
}

/** The validators of one file format. */
export interface FormatSchema {
  /** What the errors of all its validators point into. */
  readonly schema: Schema;
  /** For the document as a whole; it looks neither at the members of `containers` nor into `documents`. */
  readonly shell: Validate;
  /** For each member of a container, by the container's key in the root; "" where the root itself is the container. */
  readonly containers: Readonly<Record<string, Validate>>;
  /** Which keys of the root hold a whole document of another format. */
  readonly documents: Readonly<Record<string, string>>;
}

/** A mistake against a schema. A path that ends in a key with `part: "key"` means the key itself. */
export interface SchemaProblem {
  readonly path: Path;
  readonly part?: "key";
  readonly severity: Severity;
  readonly message: string;
  /** The right word: it replaces the key, or stands for the value as a JSON string. */
  readonly suggestion?: string;
  /** Other ways to mend it. */
  readonly fixes?: readonly Fix[];
  /** The member that is not there, where that is the mistake. */
  readonly missing?: Path;
  /** The rule that settings know this problem by, where it has one of its own. */
  readonly rule?: string;
}

/** A schema as it is kept for the words: with the keywords of ours. */
export interface Schema {
  /** The number of its description; see describe.ts. */
  readonly description?: number;
  /** Values to offer, where anything of its type will do. */
  readonly examples?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema | true>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly required?: readonly string[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly deprecated?: boolean;
  readonly discriminator?: { readonly propertyName: string };
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  /** How serious null is for a member that may be left out: exports write it for what was never set. */
  readonly "x-null"?: Severity;
  /** Whose format this is, for the source of x-vendor-code. */
  readonly "x-vendor"?: string;
  /** What a person calls such a thing: "node", or for an enum what its values are. */
  readonly "x-noun"?: string;
  /** The thing is called by its key in the object around it. */
  readonly "x-keyed"?: true;
  /** How serious an unknown key is. "typo": a hint, and only where it resembles a known one. */
  readonly "x-unknown"?: Severity | "typo";
  /** How serious it is to miss or break this schema, but for a wrong type, which is always an error. */
  readonly "x-severity"?: Severity;
  readonly "x-rule"?: string;
  /** The word of the vendor's own validation for this. */
  readonly "x-vendor-code"?: string;
  /** A word of Flowproof's own for what the vendor refuses under a word that is not documented. */
  readonly "x-own-code"?: string;
  /** The whole message; {it} and {value} are filled in. */
  readonly "x-say"?: string;
  /** The right word for x-say. */
  readonly "x-suggest"?: string;
  readonly "x-part"?: "key";
  /** What to add when a key is missing. */
  readonly "x-missing"?: string;
  /** What to write for a key that is missing, where that is all it can be or does no harm. */
  readonly "x-fill"?: unknown;
  /** What the value should be, where type and bounds do not tell it well. */
  readonly "x-expected"?: string;
  /** "text": a plain value of another type can be turned into text. */
  readonly "x-fix"?: "text";
  /** Values of an enum that are accepted and better not written. */
  readonly "x-aliases"?: readonly string[];
}
