import { ruleFacts, rulePage } from "../../lint/describe.ts";
import { reportable, ruleIds } from "../../lint/index.ts";
import type { About } from "../../lint/rule.ts";
import { nearest } from "../../text/nearest.ts";
import { type Command, Usage } from "../command.ts";

export const rules: Command = {
  name: "rules",
  summary: "lists the rules, or explains one",
  help: `Lists the rules, or explains one.

Usage: flowproof rules [ID] [--format pretty|json]

  --format pretty   for people (the default)
  --format json     {version, rules: [{id, severity, formats, fixable, off}]}; with an ID, that one with its page as Markdown

Exit code 0, or 2 for a rule that there is not.`,
  options: { format: { type: "string", values: ["pretty", "json"] } },

  async run({ paths, options }, io) {
    if (paths.length > 1) throw new Usage("explains one rule at a time");
    const [id] = paths;
    const json = options.format === "json";
    if (id === undefined) {
      io.out(json ? `${JSON.stringify({ version: 1, rules: reportable.map(facts) }, null, 2)}\n` : table());
      return 0;
    }
    const rule = reportable.find((one) => one.id === id);
    if (!rule) {
      const right = nearest(id, ruleIds);
      throw new Usage(`there is no rule "${id}"${right ? `; did you mean "${right}"?` : ""}`);
    }
    const page = await rulePage(id);
    if (json) io.out(`${JSON.stringify({ version: 1, ...facts(rule), page }, null, 2)}\n`);
    else io.out(`${id}\n\n${ruleFacts(rule)}\n\n${plain(page)}\n`);
    return 0;
  },
};

/** A rule as programs get it. `formats` is null for one about every format that has what it looks at. */
function facts({ id, severity, formats, fixable, off }: About): object {
  return { id, severity, formats: formats ?? null, fixable: fixable ?? false, off: off ?? false };
}

function table(): string {
  const width = Math.max(...reportable.map(({ id }) => id.length)) + 2;
  return reportable
    .map(({ id, severity, fixable, off }) =>
      `${id.padEnd(width)}${(off ? "off" : severity).padEnd(13)}${fixable ? "has a fix" : ""}`.trimEnd(),
    )
    .join("\n")
    .concat("\n");
}

/** A page for the terminal: headings stand alone. */
function plain(page: string): string {
  return page.replace(/^## (.*)$/gm, "\n$1").trim();
}
