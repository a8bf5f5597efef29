import { count } from "../../check.ts";
import { html, type Markup } from "../../html/markup.ts";
import { isBad, type ReportedCase } from "../report.ts";
import { failures } from "./failures.ts";
import { walk } from "./walk.ts";
import { statusMarks, statusWords, time } from "./words.ts";

/** A case: a line that opens, onto what went wrong and how the conversation went. */
export function caseDetails(one: ReportedCase): Markup {
  const { status, name, file, line, column, tags, durationMs, failedRounds } = one;
  const fragile = one.fragile.length;
  return html`<details class="case ${status}" id="${anchor(one)}" data-status="${status}"${isBad(one) && attributeOpen}>
<summary><span class="mark" aria-hidden="true">${statusMarks[status]}</span><span class="name"><bdi>${name}</bdi></span><span class="out">${statusWords[status]}</span>${tags.map(
    (tag) => html`<span class="tag"><span class="out">tag </span><bdi>${tag}</bdi></span>`,
  )}${fragile > 0 && html`<span class="badge" title="A choice that slightly different rules would make otherwise">fragile</span>`}${
    failedRounds !== undefined && html`<span class="badge">in ${count(failedRounds, "round")}</span>`
  }<span class="time">${time(durationMs)}</span></summary>
<div class="inside">
<p class="place mono">${file}:${line}:${column}</p>
${failures(one)}
${walk(one)}
</div>
</details>
`;
}

const attributeOpen = html` open`;

/** The fragment that leads to a case. */
export function anchor({ position }: Pick<ReportedCase, "position">): string {
  return `case-${position + 1}`;
}
