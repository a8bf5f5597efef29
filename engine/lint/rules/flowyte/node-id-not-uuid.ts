import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * A node whose id is no UUID. Switched off unless a severity is set for it: readable ids are easier to work with in files
 * that people write.
 * ## Why it matters
 * Flowyte advises UUIDs for the ids of nodes.
 * ## Example
 * `"id": "ask-zip"`
 * ## Instead
 * `"id": "5f0c1d5e-3c1b-4b7e-9f43-0d7a7a0f6a11"`
 */
export const nodeIdNotUuid: NodeRule = {
  id: "flowyte/node-id-not-uuid",
  severity: "hint",
  formats: ["flowyte-playbook"],
  off: true,
  checkNode(node, report) {
    // A node without an id is reported as such.
    if (node.id === "" || uuid.test(node.id)) return;
    report(node.idPlace, `"${node.id}" is no UUID, which Flowyte advises for the ids of nodes`);
  },
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
