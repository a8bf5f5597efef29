import type { FlowFormat } from "../flow/flow.ts";
import { canBeSaid } from "../simulate/index.ts";

/**
 * The name as a placeholder can say it: `user_name` for `user-name`, `cafe` for `café` where accents do not count.
 * Undefined where no letter or digit would be left of it.
 */
export function sayable(format: FlowFormat, name: string): string | undefined {
  let said = "";
  for (const character of name.trim()) {
    const plain = character.normalize("NFKD").replace(/\p{M}/gu, "");
    if (canBeSaid(format, `_${character}`)) said += character;
    else if (canBeSaid(format, `_${plain}`)) said += plain;
    else if (!said.endsWith("_")) said += "_";
  }
  if (!/[\p{L}\p{N}]/u.test(said)) return undefined;
  return canBeSaid(format, said) ? said : `_${said}`;
}
