// What lives here: what is wrong with a document. Each rule is a file in rules/; this runs them, and knows none of them.

import type { Flow, FlowNode } from "../flow/flow.ts";
import { nodeAt } from "../flow/nodeAt.ts";
import type { Place, Problem, Severity } from "../flow/problem.ts";
import { inlineFlow, type TestContext, testContext } from "../flowtest/context.ts";
import { bodyOf, type Document, type Severities } from "../formats/format.ts";
import { locate } from "../formats/locate.ts";
import type { Skill } from "../simulate/state.ts";
import { object } from "../text/value.ts";
import { changeTo } from "./changeTo.ts";
import { graphOf } from "./graph.ts";
import type { About, FlowContext, NodeRule, Report, Rule } from "./rule.ts";
import { rules } from "./rules/index.ts";
import { schemaProblems } from "./schema.ts";
import { shared } from "./shared.ts";
import { unknownRules } from "./unknownRule.ts";

export { rules } from "./rules/index.ts";

/** What is reported by reading itself rather than by a rule of its own. */
const built: readonly About[] = [
  { id: "json-syntax", severity: "error", fixable: true },
  { id: "unsupported-document", severity: "information" },
  { id: "schema", severity: "error", fixable: true },
  { id: "unknown-rule", severity: "warning", fixable: true },
];

/** Everything that can be reported and have its severity set. */
export const reportable: readonly About[] = [...built, ...rules];

export const ruleIds: readonly string[] = reportable.map(({ id }) => id);

/** What lint may be told beyond the document. */
export interface LintSettings {
  /** Severities by rule id, instead of the rules' own. */
  readonly severities?: Severities;
  /** Severities for single nodes, by the node's id; they stand above `severities`. */
  readonly nodes?: ReadonlyMap<string, Severities>;
  /** What the document's tests refer to. */
  readonly context?: TestContext;
  /** The skills a flow can call, where a catalogue is known. */
  readonly skills?: readonly Skill[];
  /** The date, as `YYYY-MM-DD`, at UTC: without it nothing is said to be in the past. */
  readonly today?: string;
  /** Rules to run, whatever their severity is set to; all where it is absent. */
  readonly only?: readonly string[];
  /** Called when a rule fails on its own account; its answer is lost, the others' are not. */
  readonly failed?: (rule: string, error: unknown) => void;
}

/** What a rule has noted: a problem whose place has not been looked up yet. */
interface Noted {
  readonly rule: string;
  readonly severity: Severity;
  readonly place: Place;
  readonly message: string;
  readonly more?: Parameters<Report>[2];
}

/**
 * Everything wrong with a document, in the order of the text. A document without format has no problems. Never throws:
 * a bug in a rule costs that rule's answer and is told to `settings.failed`.
 */
export function lint(document: Document, settings: LintSettings = {}): Problem[] {
  const { format } = document;
  if (!format) return [];
  const noted: Noted[] = [];
  const wanted = (rule: string, off?: boolean): boolean => {
    if (settings.only) return settings.only.includes(rule);
    // Whatever is set for the file, it may be otherwise for one of its nodes.
    if (settings.nodes) return true;
    const set = settings.severities?.get(rule);
    return set === undefined ? !off : set !== "off";
  };
  const attempt = (rule: string, own: Severity, run: (report: Report) => void): void => {
    if (wanted(rule)) guarded(rule, settings, () => run(into(noted, rule, own)));
  };

  attempt("json-syntax", "error", (report) => {
    for (const { span, message, severity, fixes } of document.problems) report(span, message, { severity, fixes });
  });
  attempt("unsupported-document", "information", (report) => {
    if (document.unsupported !== undefined) report({ path: document.path }, document.unsupported);
  });
  guarded("schema", settings, () => {
    for (const { rule, ...problem } of schemaProblems(document)) if (wanted(rule)) noted.push({ rule, ...problem });
  });

  if (document.settings)
    attempt("unknown-rule", "warning", (report) => unknownRules(bodyOf(document), document.path, ruleIds, report));

  const flow = document.flow ?? inlineFlow(document.tests);
  const about = document.tests && (settings.context ?? testContext(document, new Map()));
  const skills = settings.skills ?? about?.skills ?? document.skills;
  const context: FlowContext | undefined = flow && {
    skills,
    graph: graphOf(flow),
    ...(document.tests && {
      brought: new Set(document.tests.cases.flatMap(({ variables }) => Object.keys(variables))),
    }),
  };
  const body = document.unsupported === undefined ? object(bodyOf(document)) : undefined;
  const perNode: NodeRule[] = [];
  for (const rule of rules) {
    if (!wanted(rule.id, rule.off) || !fits(rule, document, flow)) continue;
    const { id, severity } = rule;
    const report = into(noted, id, severity);
    if ("checkNode" in rule) perNode.push(rule);
    else if ("check" in rule) {
      if (flow && context) guarded(id, settings, () => rule.check(flow, report, context));
    } else if ("checkBody" in rule) {
      if (body) guarded(id, settings, () => rule.checkBody(body, report, document.path, format.id, settings));
    } else if ("checkTests" in rule) {
      const { tests } = document;
      if (tests && about) guarded(id, settings, () => rule.checkTests(tests, shared(document, report), about));
    }
  }
  if (flow) for (const each of perNodeProblems(flow, perNode, document, settings)) noted.push(each);

  return noted.flatMap((each) => toProblem(each, document, flow, settings) ?? []).sort(inReadingOrder);
}

/** Whether a rule speaks about a document's format, or about the flow written inside it. */
function fits({ formats }: Rule, { format }: Document, flow: Flow | undefined): boolean {
  return !formats || formats.includes(format!.id) || (flow !== undefined && formats.includes(flow.format));
}

/** What rules about single nodes have found, by the very node: an edit leaves most nodes as they were. */
const remembered = new WeakMap<FlowNode, Kept>();

interface Kept {
  /** The list of rules; see `sameList`. */
  readonly rules: readonly NodeRule[];
  readonly noted: readonly Noted[];
}

function perNodeProblems(
  flow: Flow,
  wanted: readonly NodeRule[],
  { edited }: Document,
  { failed }: LintSettings,
): Noted[] {
  const found: Noted[] = [];
  const rules = edited ? sameList(wanted) : wanted;
  // One for each rule, not for each node: where nothing is wrong nothing is allocated.
  const reports = rules.map(({ id, severity }) => into(found, id, severity));
  const clean: Kept = { rules, noted: [] };
  for (const node of flow.nodes) {
    const before = edited ? remembered.get(node) : undefined;
    if (before?.rules === rules) {
      for (const each of before.noted) found.push(each);
      continue;
    }
    const first = found.length;
    for (let i = 0; i < rules.length; i++) {
      try {
        rules[i]!.checkNode(node, reports[i]!, flow);
      } catch (error) {
        failed?.(rules[i]!.id, error);
      }
    }
    if (edited) remembered.set(node, found.length > first ? { rules, noted: found.slice(first) } : clean);
  }
  return found;
}

/** The list of these rules that was used before, so that comparing what is remembered with it costs nothing. */
function sameList(rules: readonly NodeRule[]): readonly NodeRule[] {
  const names = rules.map(({ id }) => id).join(" ");
  const known = lists.get(names);
  if (!known) lists.set(names, rules);
  return known ?? rules;
}
const lists = new Map<string, readonly NodeRule[]>();

function into(noted: Noted[], rule: string, own: Severity): Report {
  return (place, message, more) => void noted.push({ rule, severity: more?.severity ?? own, place, message, more });
}

function guarded(rule: string, { failed }: LintSettings, run: () => void): void {
  try {
    run();
  } catch (error) {
    failed?.(rule, error);
  }
}

/** A problem with its offsets and the severity that is set for it; undefined where it is switched off. */
function toProblem(
  { rule, severity, place, message, more }: Noted,
  document: Document,
  flow: Flow | undefined,
  { severities, nodes, only }: LintSettings,
): Problem | undefined {
  const node = nodes && flow && "path" in place ? nodeAt(flow, place.path)?.id : undefined;
  const set = (node === undefined ? undefined : nodes?.get(node)?.get(rule)) ?? severities?.get(rule);
  if (set === "off" || (set === undefined && !only && offByItself.has(rule))) return undefined;
  // A known right word is what was surely meant.
  const written = more?.suggestion === undefined ? undefined : changeTo(more.suggestion, place);
  const fixes = [...(written ? [{ ...written, safe: true }] : []), ...(more?.fixes ?? [])];
  return {
    rule,
    severity: set ?? severity,
    message,
    span: locate(document, place),
    ...(more?.related && {
      related: more.related.map((other) => ({ span: locate(document, other.place), message: other.message })),
    }),
    ...(more?.suggestion !== undefined && { suggestion: more.suggestion }),
    ...(fixes.length > 0 && { fixes }),
  };
}

const offByItself = new Set(rules.flatMap(({ id, off }) => (off ? [id] : [])));

function inReadingOrder(a: Problem, b: Problem): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
