import { words } from "../../simulate/flowyte/conditionTokens.ts";
import { canBeSaid } from "../../simulate/flowyte/template.ts";
import type { NameKind } from "../format.ts";

/** Why nothing of this kind can be called `name` in a playbook, as a clause: placeholders and conditions have to read it. */
export function misnamed(of: NameKind, name: string): string | undefined {
  if (of !== "variable") return undefined;
  if (!canBeSaid(name)) return "a variable's name is letters, digits and _, and begins with no digit";
  return words.has(name) ? `"${name}" is a word of conditions` : undefined;
}
