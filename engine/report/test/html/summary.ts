import { count } from "../../check.ts";
import { html, type Markup } from "../../html/markup.ts";
import { isBad, type ReportedCase, type Summary, summaryOf, type TestReport } from "../report.ts";
import type { Look } from "../reporter.ts";
import { anchor } from "./case.ts";
import { statuses, statusMarks, statusWords, time } from "./words.ts";

/** What the page is called: the answer, in a sentence. */
export function headline({ cases }: TestReport): string {
  const bad = cases.filter(isBad).length;
  const { passed } = summaryOf(cases);
  if (bad > 0) return `${bad} of ${count(cases.length, "case")} did not pass`;
  if (passed === 0) return "No case was run";
  if (passed < cases.length) return `${passed} of ${cases.length} cases passed, none failed`;
  return passed === 1 ? "The one case passed" : `All ${passed} cases passed`;
}

/** The top of the page: how many came to what, how it was run, and links to what did not pass. */
export function summary(report: TestReport, { when, version }: Look): Markup {
  const { cases, shard, seed, rounds = 1, coverage } = report;
  const total = summaryOf(cases);
  const files = new Set(cases.map(({ file }) => file)).size;
  const how = [
    `${count(cases.length, "case")} in ${count(files, "file")}`,
    time(cases.reduce((sum, { durationMs }) => sum + durationMs, 0)),
    ...(shard ? [`part ${shard.index} of ${shard.count}`] : []),
    ...(rounds > 1 ? [`${rounds} rounds`] : []),
    ...(seed === undefined ? [] : [`in the order of --seed ${seed}`]),
    ...(when ? [when] : []),
  ];
  return html`<header class="page">
<p class="product">Flowproof${version ? ` ${version}` : ""} · flow tests</p>
<h1>${headline(report)}</h1>
<p class="quiet">${how.join(" · ")}</p>
<dl class="counts">${counted(total).map(
    (status) => html`<div class="${status}"><dt>${statusWords[status]}</dt><dd>${total[status]}</dd></div>`,
  )}</dl>
${bar(total)}
${coverage && html`<p><a href="#coverage">What the cases cover</a></p>`}${badCases(cases)}
</header>
`;
}

function counted(total: Summary): readonly (typeof statuses)[number][] {
  return statuses.filter((status) => total[status] > 0 || status === "passed" || status === "failed");
}

/** Says nothing that the counts above it do not, so that only eyes are told. */
function bar(total: Summary): Markup {
  const parts = statuses.filter((status) => total[status] > 0);
  return html`<div class="bar" aria-hidden="true">${parts.map(
    (status) => html`<span class="${status}" style="flex: ${total[status]}"></span>`,
  )}</div>`;
}

function badCases(cases: readonly ReportedCase[]): Markup | undefined {
  const bad = cases.filter(isBad);
  if (bad.length === 0) return undefined;
  const shown = bad.slice(0, mostLinks);
  const items = shown.map(
    (one) =>
      html`<li class="${one.status}"><span class="mark" aria-hidden="true">${statusMarks[one.status]}</span> <a href="#${anchor(one)}"><bdi>${one.name}</bdi></a> <span class="out">${statusWords[one.status]}</span><br><span class="quiet">${one.message}</span></li>`,
  );
  const more = bad.length - shown.length;
  return html`<nav class="bad" aria-labelledby="bad"><h2 id="bad">What did not pass</h2><ul>${items}</ul>${more > 0 && html`<p class="quiet">and ${more} more below</p>`}</nav>`;
}

/** A list that is longer is no summary. */
const mostLinks = 50;
