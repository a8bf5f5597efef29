/** Where an agent can be reached (vendor contract). */
export const channels: readonly string[] = ["voice", "chat"];

/** The same with those that the contract foresees: it calls the list open. */
export const foreseenChannels: readonly string[] = [...channels, "sms", "whatsapp", "email"];
