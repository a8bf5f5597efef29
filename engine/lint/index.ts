import type { Flow } from "../flow/flow.ts";
import type { Problem, Severity } from "../flow/problem.ts";
import { reachableFrom } from "../flow/reach.ts";
import { type TestContext, testContext } from "../flowtest/context.ts";
import type { Document } from "../formats/format.ts";
import { locate } from "../formats/locate.ts";
import { meant } from "./meant.ts";
import type { FlowContext, Report, Rule } from "./rule.ts";
import { cycleWithoutTurn } from "./rules/cycle-without-turn.ts";
import { deadEnd } from "./rules/dead-end.ts";
import { duplicateNodeId } from "./rules/duplicate-node-id.ts";
import { noStart } from "./rules/no-start.ts";
import { severalStarts } from "./rules/several-starts.ts";
import { unknownFlowFile } from "./rules/unknown-flow-file.ts";
import { unknownStep } from "./rules/unknown-step.ts";
import { unknownTarget } from "./rules/unknown-target.ts";
import { unmockedTool } from "./rules/unmocked-tool.ts";
import { unreachableNode } from "./rules/unreachable-node.ts";
import { wrongHandle } from "./rules/wrong-handle.ts";
import { schemaProblems } from "./schema.ts";

/** Every rule there is. */
export const rules: readonly Rule[] = [
  noStart,
  severalStarts,
  duplicateNodeId,
  unknownTarget,
  wrongHandle,
  deadEnd,
  unreachableNode,
  cycleWithoutTurn,
  unknownFlowFile,
  unknownStep,
  unmockedTool,
];

/** The ids under which a problem can be reported and its severity set: the rules', and those of reading itself. */
export const ruleIds: readonly string[] = [
  "json-syntax",
  "unsupported-document",
  "schema",
  ...rules.map((rule) => rule.id),
];

/** What lint may be told beyond the document. */
export interface LintSettings {
  /** Severities by rule id, instead of the rules' own. */
  readonly severities?: ReadonlyMap<string, Severity | "off">;
  /** What the document's tests refer to. */
  readonly context?: TestContext;
  /** Rules to run; all where it is absent. */
  readonly only?: readonly string[];
  /** Called when a rule fails on its own account; its answer is lost, the others' are not. */
  readonly failed?: (rule: string, error: unknown) => void;
}

/**
 * Everything wrong with a document, in the order of the text. A document without format has no problems. Never throws:
 * a bug in a rule costs that rule's answer and is told to `settings.failed`.
 */
export function lint(document: Document, settings: LintSettings = {}): Problem[] {
  if (!document.format) return [];
  const found: Problem[] = [];
  const attempt = (rule: string, own: Severity | undefined, run: (report: Report) => void): void => {
    const set = settings.severities?.get(rule);
    if (set === "off" || (settings.only && !settings.only.includes(rule))) return;
    try {
      run((place, message, more) =>
        found.push({
          rule,
          severity: set ?? more?.severity ?? own ?? "error",
          message,
          span: locate(document, place),
          ...(more?.related && {
            related: more.related.map((r) => ({ span: locate(document, r.place), message: r.message })),
          }),
          ...(more?.suggestion && { suggestion: more.suggestion }),
        }),
      );
    } catch (error) {
      settings.failed?.(rule, error);
    }
  };

  attempt("json-syntax", undefined, (report) => {
    for (const { span, message, severity } of document.problems) report(span, message, { severity });
  });
  attempt("unsupported-document", "information", (report) => {
    if (document.unsupported !== undefined) report({ path: document.path }, document.unsupported);
  });
  attempt("schema", undefined, (report) => schemaProblems(document, report));
  const flow = document.flow ?? inlineFlow(document);
  const context: FlowContext | undefined = flow && flowContext(flow, document);
  for (const rule of rules) {
    if (rule.formats && !rule.formats.includes(document.format.id)) continue;
    if ("check" in rule) {
      if (flow && context) attempt(rule.id, rule.severity, (report) => rule.check(flow, report, context));
    } else if (document.tests) {
      const { tests } = document;
      const about = settings.context ?? testContext(document, new Map());
      attempt(rule.id, rule.severity, (report) => rule.checkTests(tests, report, about));
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function inlineFlow(document: Document): Flow | undefined {
  const flow = document.tests?.flow;
  return flow && "inline" in flow ? flow.inline : undefined;
}

function flowContext(flow: Flow, document: Document): FlowContext {
  let reached: ReturnType<typeof reachableFrom> | undefined;
  return {
    skills: document.skills,
    graph: {
      get reached() {
        reached ??= reachableFrom(flow, [...flow.starts, ...flow.nodes.filter((node) => node.global)], (id) =>
          meant(flow, id),
        );
        return reached;
      },
    },
  };
}
