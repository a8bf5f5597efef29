/**
 * What the actions of integration nodes cannot do without, by the action's name: the arguments and what each of them
 * is, worded for a model that is to extract it from the conversation. Which ones are needed is vendor documentation.
 */
const needed: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    "create_event",
    new Map([
      ["summary", "A short title for the event, with the caller's name"],
      ["start_time", "The start that the caller agreed to, in ISO 8601 with the time zone"],
      ["end_time", "The end of the event, in ISO 8601 with the time zone"],
    ]),
  ],
  ["list_events", new Map()],
  [
    "check_availability",
    new Map([
      ["start_time", "The start that the caller proposed, in ISO 8601 with the time zone"],
      ["end_time", "The end of the time to check, in ISO 8601 with the time zone"],
    ]),
  ],
  ["cancel_event", new Map([["event_id", "The id of the event that the caller has just chosen, as it was listed"]])],
  [
    "send_email",
    new Map([
      ["to", "The caller's e-mail address, as they spelled it"],
      ["subject", "The subject of the message"],
      ["body", "The text of the message"],
    ]),
  ],
]);

/** The arguments an action needs, each with what it is; undefined for an action that is none of the vendor's. */
export function argumentsOf(action: string): ReadonlyMap<string, string> | undefined {
  return needed.get(action);
}
