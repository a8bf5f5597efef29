/**
 * What the parts of VS Code's window are called in its page, as of 1.139. When a newer VS Code renames one, this is the
 * place. What opens a part is a command, given where there is one. There are no modal dialogs: VS Code refuses to
 * show any while it runs tests.
 */
export const parts = {
  /** A lens that can be clicked. While lenses are fetched again the old ones stay as plain text without a link. */
  lens: ".codelens-decoration a",

  errorSquiggle: ".squiggly-error",
  warningSquiggle: ".squiggly-warning",
  infoSquiggle: ".squiggly-info",
  /** What `unnecessary` and `deprecated` tags look like. */
  faded: ".squiggly-inline-unnecessary",
  struck: ".squiggly-inline-deprecated",
  hover: ".monaco-hover",
  /** The names the editor offers while typing. */
  suggestion: ".suggest-widget .monaco-list-row",
  /** The light bulb's menu, opened with `editor.action.quickFix`. */
  fix: ".action-widget .monaco-list-row.action",
  peek: ".peekview-widget",

  /** `workbench.actions.view.problems` */
  problem: ".markers-panel .monaco-list-row",

  /** `workbench.view.testing.focus` */
  testRow: ".test-explorer-tree .monaco-list-row",
  testsWelcome: ".welcome-view-content",
  passedIcon: ".test-explorer-tree .codicon-testing-passed-icon",
  failedIcon: ".test-explorer-tree .codicon-testing-failed-icon",
  erroredIcon: ".test-explorer-tree .codicon-testing-error-icon",
  skippedIcon: ".test-explorer-tree .codicon-testing-skipped-icon",
  queuedIcon: ".test-explorer-tree .codicon-testing-queued-icon",
  unrunIcon: ".test-explorer-tree .codicon-testing-unset-icon",
  /** The triangle or the result beside a line with a test. */
  testGlyph: ".testing-run-glyph",
  /** A failed case's message, at the end of the line it points to. */
  testMessage: ".test-message-inline-content, .test-error-content-widget",
  /** `testing.openOutputPeek` or a failed run */
  testResult: ".test-output-peek-tree .monaco-list-row",

  statusBarItem: ".statusbar-item",
  /** The braces beside the language; its items show while the mouse is on it. */
  languageStatus: "#status\\.languageStatus",
  languageStatusItem: ".hover-language-status",

  quickPick: ".quick-input-widget",
  quickPickRow: ".quick-input-widget .monaco-list-row",
  quickPickInput: ".quick-input-widget input.input",

  /** `notifications.showList`: in a driven window VS Code keeps notifications in the list and pops none up. */
  notification: ".notifications-center .notification-list-item",
  notificationButton: ".notifications-center .notification-list-item .monaco-button",
} as const;
