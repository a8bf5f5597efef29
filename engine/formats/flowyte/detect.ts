import { list, object, own } from "../../text/value.ts";
import { isCatalogueName } from "./catalogue.ts";
import { nodeType } from "./nodeTypes.ts";

/**
 * Whether a value is a playbook graph: lists of nodes and of connections, and either the vendor's `flowId`, or a node of
 * one of its types and a connection that says where it leads. Other systems keep connections in an object (n8n) or call
 * them edges (Flowproof's choice).
 */
export function isPlaybook(value: unknown): boolean {
  const nodes = own(value, "nodes");
  const connections = own(value, "connections");
  if (!Array.isArray(nodes) || !Array.isArray(connections)) return false;
  return own(value, "flowId") !== undefined || (nodes.some(hasOurType) && connections.some(leadsSomewhere));
}

function hasOurType(node: unknown): boolean {
  const type = own(node, "type");
  return typeof type === "string" && nodeType(type) !== undefined;
}

function leadsSomewhere(connection: unknown): boolean {
  return own(connection, "source") !== undefined && own(connection, "target") !== undefined;
}

/** Whether a value is a whole agent: it says which one it is, and has a persona and more that only this vendor has. */
export function isAgent(value: unknown, name: string): boolean {
  const agent = object(value);
  if (!agent || name.endsWith(patchName) || !saysWhichOne(agent)) return false;
  return looksLikeAgent(agent) || (name.endsWith(agentName) && fields(agent) > 0);
}

/**
 * Whether a value is a change to an agent: an agent that does not say which one it is, or an object of nothing but
 * agent fields of which one is this vendor's alone (Flowproof's choice).
 */
export function isAgentPatch(value: unknown, name: string): boolean {
  const patch = object(value);
  if (!patch) return false;
  if (name.endsWith(patchName)) return true;
  if (saysWhichOne(patch)) return false;
  if (looksLikeAgent(patch) || (name.endsWith(agentName) && fields(patch) > 0)) return true;
  return fields(patch) === Object.keys(patch).length && distinctive(patch);
}

/** Whether a value is a skill catalogue. A flow test may bring its skills along, an agent may list some. */
export function isSkills(value: unknown, name: string): boolean {
  if (!object(value)) return false;
  if (isCatalogueName(name)) return true;
  if (["cases", "persona", "nodes"].some((key) => own(value, key) !== undefined)) return false;
  return list(own(value, "skills")).some((skill) => typeof own(skill, "tool") === "string");
}

const agentName = ".flowyte-agent.json";
const patchName = ".flowyte-agent.patch.json";

function saysWhichOne(value: object): boolean {
  return own(value, "id") !== undefined || own(value, "organizationId") !== undefined;
}

function looksLikeAgent(value: object): boolean {
  if (own(value, "persona") === undefined) return false;
  return own(value, "organizationId") !== undefined || distinctiveBesidesPersona.some((key) => isOurs(value, key));
}

/** How many of the value's members are agent fields. */
function fields(value: object): number {
  return Object.keys(value).filter((key) => agentFields.has(key)).length;
}

function distinctive(value: object): boolean {
  return isOurs(value, "persona") || distinctiveBesidesPersona.some((key) => isOurs(value, key));
}

// A product in a catalogue has a `sku` too, so a field counts only with the kind of value this vendor gives it.
function isOurs(value: object, key: string): boolean {
  const member = own(value, key);
  if (key === "sku") return member === "code_switch" || member === "single_language";
  return kindOf(member) === distinctiveKinds.get(key) || (member === null && nullable.has(key));
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "list" : value === null ? "null" : typeof value;
}

/** The fields of an agent that no other vendor's file is likely to have, and the kind of their values. */
const distinctiveKinds: ReadonlyMap<string, "string" | "number" | "list" | "object"> = new Map([
  ["persona", "string"],
  ["neverDo", "list"],
  ["lexicon", "object"],
  ["primaryLanguage", "string"],
  ["sku", "string"],
  ["voiceMap", "object"],
  ["defaultVoiceId", "string"],
  ["voiceSettings", "object"],
  ["llmTemperature", "number"],
  ["endpointing", "object"],
  ["handoffConfig", "object"],
  ["callControl", "object"],
  ["businessHours", "object"],
  ["enabledChannels", "list"],
  ["channelOverrides", "object"],
  ["avgTicketCents", "number"],
]);
const nullable = new Set(["defaultVoiceId", "avgTicketCents"]);
const distinctiveBesidesPersona = [...distinctiveKinds.keys()].filter((key) => key !== "persona");

/** The keys of which one stands in every agent and every change to one that is known by its content. */
export const agentMarks: readonly string[] = [...distinctiveKinds.keys()];

/** Every field of an agent (vendor contract). */
const agentFields: ReadonlySet<string> = new Set([
  ...distinctiveKinds.keys(),
  ...["id", "organizationId", "name", "version", "status", "goals", "tone", "languages", "llmModel", "ttsModel"],
  ...["sttModel", "greeting", "publishedVersionId", "isActive", "createdAt", "updatedAt", "createdBy", "$schema"],
]);
