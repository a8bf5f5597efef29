import { html as markup } from "../../html/markup.ts";
import { byFile } from "../junit.ts";
import { isBad, type ReportedCase, summaryOf } from "../report.ts";
import type { Reporter } from "../reporter.ts";
import { caseDetails } from "./case.ts";
import { coverageSection } from "./coverage.ts";
import { script, scriptHash } from "./script.ts";
import { style } from "./style.ts";
import { headline, summary } from "./summary.ts";
import { statuses, statusWords } from "./words.ts";

/**
 * One page that needs nothing beside it: no network, by its own policy, no fonts, and no script to be read or printed.
 */
export const html: Reporter = {
  name: "html",
  summary: "one page to read, print and send: summary, conversations beside traces, coverage",
  walks: "all",
  covers: true,
  tell(report, look, write) {
    const { cases, coverage } = report;
    write(head(headline(report)));
    write(summary(report, look).html);
    write("<main>\n");
    write(filter(cases));
    if (cases.length > mostWalks)
      write(
        markup`<p class="quiet">There are more than ${mostWalks} cases, so conversations are told of those that did not pass.</p>`
          .html,
      );
    for (const [file, own] of byFile(cases)) {
      write(markup`<section class="file"><h2 class="mono">${file}</h2>\n`.html);
      for (const one of own) write(caseDetails(cases.length > mostWalks ? shortened(one) : one).html);
      write("</section>\n");
    }
    if (coverage) write(coverageSection(coverage, cases).html);
    write(`</main>\n<footer><p>${footer}</p></footer>\n<script>${script}</script>\n</body>\n</html>\n`);
  },
};

/** A page with more conversations is slow to open. */
const mostWalks = 2_000;

function shortened(one: ReportedCase): ReportedCase {
  return isBad(one) ? one : { ...one, walk: undefined };
}

const footer = "Made by Flowproof. The page is complete in itself and loads nothing.";

function head(title: string): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${markup`${title}`.html} · Flowproof</title>
<style>${style}</style>
</head>
<body>
`;
}

function filter(cases: readonly ReportedCase[]): string {
  const total = summaryOf(cases);
  const boxes = statuses
    .filter((status) => total[status] > 0)
    .map(
      (status) =>
        markup`<label><input type="checkbox" value="${status}" checked> ${statusWords[status]} ${total[status]}</label>`,
    );
  return markup`<form class="filter" role="search" aria-label="Cases" hidden>
<input type="search" name="words" aria-label="Part of a name or a tag" placeholder="Name or tag">
<fieldset><legend class="out">Show cases that</legend>${boxes}</fieldset>
<button type="button" name="open">Open all</button><button type="button" name="close">Close all</button>
<output aria-live="polite"></output>
</form>
`.html;
}
