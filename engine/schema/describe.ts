import type { Schema } from "./model.ts";

/** What the schema says for people of the first of these that it describes. The texts are loaded when first asked for. */
export async function descriptionOf(parts: readonly Schema[]): Promise<string | undefined> {
  const number = parts.find(({ description }) => description !== undefined)?.description;
  if (number === undefined) return undefined;
  const { descriptions } = await import("./descriptions.generated.js");
  return descriptions[number];
}
