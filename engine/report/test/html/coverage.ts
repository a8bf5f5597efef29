import type { Share } from "../../../coverage/coverage.ts";
import type { CoverageReport, Item, Met, Missed } from "../../coverage/report.ts";
import { percent } from "../../coverage/table.ts";
import { html, type Markup } from "../../html/markup.ts";
import type { ReportedCase } from "../report.ts";
import { anchor } from "./case.ts";

/** What the cases cover of each flow: shares, and a table of everything that can be covered. */
export function coverageSection(flows: readonly CoverageReport[], cases: readonly ReportedCase[]): Markup {
  const anchors = new Map(cases.map((one) => [one.id, one]));
  return html`<section aria-labelledby="coverage"><h2 id="coverage">Coverage</h2>
<p class="quiet">Percentages are of what a case could come to; of each condition both answers count.</p>
${flows.map((flow) => flowCoverage(flow, anchors))}</section>
`;
}

type Anchors = ReadonlyMap<string, ReportedCase>;

function flowCoverage(flow: CoverageReport, anchors: Anchors): Markup {
  return html`<h3 class="mono">${flow.flow}</h3>
<dl class="shares">${share("Nodes", flow.nodes)}${share("Transitions", flow.transitions)}${share("Conditions", flow.conditions)}</dl>
<div class="wide"><table class="coverage"><caption class="out">What the cases cover of ${flow.flow}</caption>
<thead><tr><th scope="col">Node, and what lies in it</th><th scope="col" class="number">Times</th><th scope="col">Cases</th></tr></thead>
${nodesOf(flow).map((items) => html`<tbody>${items.map((item) => row(item, flow, anchors))}</tbody>`)}
</table></div>
`;
}

function share(what: string, { total, reachable, covered }: Share): Markup | undefined {
  if (total === 0) return undefined;
  const amount = percent({ total, reachable, covered });
  const beyond = total - reachable;
  return html`<div><dt>${what} <strong>${amount}</strong></dt><dd class="quiet">${covered} of ${reachable}${
    beyond > 0 && `, ${beyond} more out of reach`
  }<div class="meter" aria-hidden="true"><span style="width: ${amount}"></span></div></dd></div>`;
}

/** Everything there is to cover, node by node, in the order in which it is written. */
function nodesOf({ met, missed }: CoverageReport): readonly (readonly (Met | Missed)[])[] {
  const nodes = new Map<string, (Met | Missed)[]>();
  const inOrder = [...met, ...missed].sort(
    (a, b) => ranks[a.kind] - ranks[b.kind] || a.line - b.line || a.column - b.column,
  );
  for (const item of inOrder) {
    const items = nodes.get(item.node);
    if (items) items.push(item);
    else nodes.set(item.node, [item]);
  }
  return [...nodes.values()];
}

const ranks: Readonly<Record<Item["kind"], number>> = { node: 0, transition: 1, condition: 2 };

function row(item: Met | Missed, { flow }: CoverageReport, anchors: Anchors): Markup {
  const { kind, node, transition, condition, line, column } = item;
  const name = kind === "node" ? node : (transition ?? condition ?? "");
  const place = `${flow.split("#")[0]}:${line}:${column}`;
  const head = html`<th scope="row" class="${kind === "node" ? "" : "below"}" title="${place}"><bdi>${name}</bdi></th>`;
  if ("hits" in item)
    return html`<tr class="met">${head}<td class="number">${item.hits}</td><td>${caseLinks(item, anchors)}</td></tr>
`;
  const { reason } = item;
  if (reason === undefined)
    return html`<tr class="missed">${head}<td class="number">0</td><td><span class="missed-word">missed</span></td></tr>
`;
  return html`<tr class="unreachable">${head}<td class="number">0</td><td>out of reach: ${reason}</td></tr>
`;
}

/** The first few by name, and how many more. */
function caseLinks({ cases, first }: Met, anchors: Anchors): Markup {
  const named = first.slice(0, mostLinks);
  const links = named.map((id, i) => {
    const one = anchors.get(id);
    const link = one ? html`<a href="#${anchor(one)}"><bdi>${one.name}</bdi></a>` : html`<bdi>${id}</bdi>`;
    return html`${i > 0 && ", "}${link}`;
  });
  return html`${links}${cases > named.length && ` and ${cases - named.length} more`}`;
}

const mostLinks = 3;
