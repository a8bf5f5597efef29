import { difference } from "../../../text/difference.ts";
import { html, type Markup } from "../../html/markup.ts";
import { isBad, type ReportedCase, type ReportedFailure } from "../report.ts";

/** Why a case did not pass: each expectation that was not met, what was expected beside what came. */
export function failures(one: ReportedCase): Markup | readonly Markup[] | undefined {
  if (one.failures.length > 0) return one.failures.map((failure) => failed(failure, one.file));
  if (one.message === undefined) return undefined;
  return isBad(one)
    ? html`<div class="failure"><p>${one.message}</p></div>`
    : html`<p class="quiet">${one.message}</p>`;
}

function failed({ message, expected, actual, line, column }: ReportedFailure, file: string): Markup {
  const { start, oldEnd, newEnd } = difference(expected, actual);
  return html`<div class="failure"><p>${message}</p>
<p class="place mono">${file}:${line}:${column}</p>
<div class="texts">
<div><h4>Expected</h4><pre>${expected.slice(0, start)}<ins>${expected.slice(start, oldEnd)}</ins>${expected.slice(oldEnd)}</pre></div>
<div><h4>Actual</h4><pre>${actual.slice(0, start)}<del>${actual.slice(start, newEnd)}</del>${actual.slice(newEnd)}</pre></div>
</div></div>`;
}
