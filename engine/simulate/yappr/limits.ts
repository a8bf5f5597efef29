import type { Flow, FlowNode } from "../../flow/flow.ts";
import { remember } from "../../text/remember.ts";
import { list, own, text } from "../../text/value.ts";
import type { Limits } from "../limits.ts";
import { writtenBranches } from "./branch.ts";
import { comparable, parseJsonPath } from "./jsonpath.ts";
import { refusalOf } from "./refusal.ts";

/** What a walk of a Yappr flow never does; jumps to global nodes are off unless a case asks for them (Flowproof's choice). */
export const limits: Limits = {
  refusal: (flow) => refusalOf(flow)[0]?.message,

  *closed(_, node) {
    const written = list(writtenBranches(node));
    let at = 0;
    for (const transition of node.transitions) {
      if (transition.handle !== "custom") continue;
      const branch = written[at++];
      const path = text(own(branch, "jsonpath"));
      if (path === undefined || !parseJsonPath(path))
        yield [transition, path ? `its jsonpath "${path}" is none that can be read` : "it has no jsonpath"];
      else if (comparable(own(branch, "equals")) === undefined)
        yield [transition, "its equals is nothing that compares"];
    }
  },

  conditional: ({ transitions }) => transitions.filter(({ handle }) => handle === "custom"),

  jumps: (flow, node, asked) =>
    asked && node.kind === "conversation" ? globalsOf(flow).filter((other) => other !== node) : [],

  jumpsOnDemand: true,
};

const globalsOf = remember((flow: Flow): readonly FlowNode[] => flow.nodes.filter((node) => node.global));
