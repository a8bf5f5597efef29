/** The languages whose documents the server gets to see; what is in them decides the rest. */
export const languages = ["json", "jsonc"] as const;

/** Files that wake the extension before one of them is opened, so that the Test Explorer has them. */
export const testFiles = "**/*.flowtest.json";
