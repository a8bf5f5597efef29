import { own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";

/**
 * ## What it finds
 * An `llmTemperature` below 0 or above 2. The bounds are Flowproof's choice, as the vendor names none; they are those of
 * most language models.
 * ## Why it matters
 * A model refuses such a temperature, or answers with nonsense.
 * ## Example
 * `"llmTemperature": 7`.
 * ## Instead
 * `"llmTemperature": 0.7`.
 */
export const agentTemperature: BodyRule = {
  id: "flowyte/agent-temperature",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  checkBody(body, report, path) {
    const value = own(body, "llmTemperature");
    if (typeof value !== "number" || (value >= 0 && value <= 2)) return;
    report(
      { path: [...path, "llmTemperature"] },
      `"llmTemperature" is ${value}; most models take 0 to 2 (Flowproof's choice, Flowyte names no bounds)`,
    );
  },
};
