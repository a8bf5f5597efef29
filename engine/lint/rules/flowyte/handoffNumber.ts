import type { FormatId } from "../../../formats/format.ts";
import { type Json, list, object, own } from "../../../text/value.ts";

/**
 * Whether an agent has a number to hand calls over to, `handoffConfig.transferDestination`; undefined when the document
 * does not tell, as an update that leaves `handoffConfig` alone.
 */
export function hasHandoffNumber(body: Json, format: FormatId): boolean | undefined {
  const config = own(body, "handoffConfig");
  if (config === undefined || config === null) return format === "flowyte-agent-patch" ? undefined : false;
  if (!object(config)) return undefined;
  return isNumber(own(config, "transferDestination"));
}

/** Whether a transfer rule has a number for some situation. */
export function hasRuleNumber(body: Json): boolean {
  return list(own(own(body, "handoffConfig"), "transferRules")).some(
    (rule) => isNumber(own(rule, "destination")) === true,
  );
}

function isNumber(written: unknown): boolean | undefined {
  if (written === undefined || written === null) return false;
  return typeof written === "string" ? written.trim() !== "" : undefined;
}
