/**
 * The user settings every run starts from: nothing that moves, greets, asks or calls home by itself.
 */
export const quietSettings: Record<string, unknown> = {
  "chat.commandCenter.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.enabled": false,
  "security.workspace.trust.banner": "never",
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "workbench.tips.enabled": false,
  "workbench.welcomePage.experimentalOnboarding": false,
};

/** Where the tests find the control channel, and which of them to run. The workspace is theirs, so user settings carry it. */
export const controlSetting = "flowproofTest.control";
export const onlySetting = "flowproofTest.only";
