import { object } from "../../text/value.ts";
import type { ToolAnswer } from "../state.ts";

/** What a tool answered, as a trace shows it: its result, or its error under that name. */
export function toolData(answer: ToolAnswer): unknown {
  return Object.hasOwn(answer, "error")
    ? { error: (answer as { error: unknown }).error }
    : (answer as { result: unknown }).result;
}

/**
 * The variables after a tool has answered: `tool_result`, and `tool_result.<member>` for every member of an object, in
 * place of those of the call before; of an error `tool_result.error` alone. The names are those that graphs of this
 * vendor already use in equations; that they are ever bound is Flowproof's extension.
 */
export function withToolResult(variables: ReadonlyMap<string, unknown>, answer: ToolAnswer): Map<string, unknown> {
  const data = toolData(answer);
  const bound = new Map<string, unknown>();
  for (const [name, value] of variables)
    if (name !== "tool_result" && !name.startsWith("tool_result.")) bound.set(name, value);
  if (Object.hasOwn(answer, "result")) bound.set("tool_result", data);
  for (const [key, value] of Object.entries(object(data) ?? {})) bound.set(`tool_result.${key}`, value);
  return bound;
}
