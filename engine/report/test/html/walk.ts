import type { Fragile } from "../../../flowtest/choices.ts";
import { shown } from "../../../flowtest/shown.ts";
import type { TraceRow } from "../../../flowtest/transcript.ts";
import { html, type Markup } from "../../html/markup.ts";
import type { ReportedCase, ReportedWalk } from "../report.ts";

/** How a case went: what was said on the left, what the flow did with it beside it, and what was known at the end. */
export function walk({ name, walk, status, fragile }: ReportedCase): Markup | undefined {
  if (!walk)
    return status === "passed" ? html`<p class="quiet">Its conversation is not part of this page.</p>` : undefined;
  return html`<div class="wide"><table class="walk"><caption class="out">The conversation of <bdi>${name}</bdi>, and what the flow did</caption>
<thead><tr><th scope="col">Conversation</th><th scope="col">What the flow did</th></tr></thead>
<tbody>${exchanges(walk.conversation).map((each) => exchange(each, fragile))}</tbody></table></div>
${values("Variables at the end", walk.variables)}${values("Results", walk.results)}${unused(walk)}`;
}

/** Lines said one after the other, and what was done until the next line. */
interface Exchange {
  readonly lines: TraceRow[];
  readonly steps: Extract<TraceRow, { who: "margin" }>[];
}

function exchanges(conversation: readonly TraceRow[]): readonly Exchange[] {
  const all: Exchange[] = [];
  let last: Exchange | undefined;
  for (const row of conversation) {
    if (!last || (row.who !== "margin" && last.steps.length > 0)) {
      last = { lines: [], steps: [] };
      all.push(last);
    }
    if (row.who === "margin") last.steps.push(row);
    else last.lines.push(row);
  }
  return all;
}

function exchange({ lines, steps }: Exchange, fragile: readonly Fragile[]): Markup {
  const said = lines.map(
    ({ who, text }) => html`<div class="line ${who}"><span class="who">${who}</span><bdi>${text}</bdi></div>`,
  );
  return html`<tr><td>${said}</td><td>${steps.length > 0 && html`<ol class="steps">${steps.map((each) => step(each, fragile))}</ol>`}</td></tr>
`;
}

function step({ text, note, node }: Exchange["steps"][number], fragile: readonly Fragile[]): Markup {
  const mark = fragile.find((each) => each.node === node && note.endsWith(marked(each.reason)));
  const plain = mark ? note.slice(0, -marked(mark.reason).length) : note;
  const badge = mark && html` <span class="badge" title="${mark.reason}">fragile: ${mark.reason}</span>`;
  return html`<li><span class="step mono">${text}</span> <span class="quiet">${plain}</span>${badge}</li>`;
}

/** How a note says that a choice is fragile. */
function marked(reason: string): string {
  return ` (fragile: ${reason})`;
}

function values(title: string, all: Readonly<Record<string, unknown>>): Markup | undefined {
  const entries = Object.entries(all);
  if (entries.length === 0) return undefined;
  const rows = entries.map(
    ([name, value]) => html`<dt class="mono"><bdi>${name}</bdi></dt><dd class="mono">${shown(value, 400)}</dd>`,
  );
  return html`<h4>${title}</h4><dl class="values">${rows}</dl>`;
}

function unused({ unusedTurns }: ReportedWalk): Markup | undefined {
  if (unusedTurns === 0) return undefined;
  return html`<p class="quiet">${unusedTurns === 1 ? "One turn was" : `${unusedTurns} turns were`} never asked for.</p>`;
}
