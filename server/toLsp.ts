import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import type { Problem, Severity } from "../engine/index.ts";
import type { Snapshot } from "./documents.ts";

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The page that explains a rule. */
const manual = (rule: string): string => `https://github.com/flowproof/flowproof/blob/main/docs/rules/${rule}.md`;

/** A problem of a snapshot as the protocol has it. */
export function toDiagnostic(snapshot: Snapshot, problem: Problem): Diagnostic {
  const { rule, severity, message, span, related } = problem;
  return {
    range: snapshot.range(span),
    severity: severities[severity],
    code: rule,
    codeDescription: { href: manual(rule) },
    source: "Flowproof",
    message,
    ...(related && {
      relatedInformation: related.map((other) => ({
        location: { uri: snapshot.uri, range: snapshot.range(other.span) },
        message: other.message,
      })),
    }),
    ...(rule === "unreachable-node" && { tags: [DiagnosticTag.Unnecessary] }),
  };
}
