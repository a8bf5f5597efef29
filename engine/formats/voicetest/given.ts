import { type Json, own } from "../../text/value.ts";

/**
 * The variables that a call has without anybody's doing, for graphs that came from Retell: Retell's own dynamic variables
 * (vendor contract). A local run has none of them, because voicetest brings none along.
 */
export function givenTo(graph: Json): ReadonlySet<string> {
  const from = own(graph, "source_type");
  return from === "retell" || from === "retell-llm" ? retells : none;
}

const none: ReadonlySet<string> = new Set();

const retells: ReadonlySet<string> = new Set([
  ...["current_time", "current_hour", "current_calendar", "current_agent_state", "previous_agent_state"],
  ...["session_type", "session_duration", "direction", "user_number", "agent_number", "from_number", "to_number"],
  ...["call_id", "call_type", "chat_id", "agent_id", "agent_name", "agent_version"],
]);
