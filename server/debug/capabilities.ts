import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Exception } from "./course.ts";

/** What a debug session can do. */
export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsBreakpointLocationsRequest: true,
  supportsStepBack: true,
  supportsRestartFrame: true,
  supportsRestartRequest: true,
  supportsSetVariable: true,
  supportsEvaluateForHovers: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ["/", " "],
  supportsExceptionInfoRequest: true,
  supportsTerminateRequest: true,
  supportsDelayedStackTraceLoading: true,
  exceptionBreakpointFilters: [
    {
      filter: "failed" satisfies Exception,
      label: "Failed expectations",
      description: "Stops when the walk is over and came out otherwise than the case expects",
      default: true,
    },
    {
      filter: "errors" satisfies Exception,
      label: "Dead ends and errors",
      description: "Stops where a walk cannot go on, or nothing can be said of it",
      default: true,
    },
  ],
};
