/** The page's style: the reader's own fonts, light or dark as they like it, and on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --panel: #ffffff; --ink: #1c2128; --quiet: #59636e; --line: #d9dee4; --tint: #eef1f5; --link: #0757b5;
  --passed: #1a7f37; --failed: #c4202d; --errored: #a8440b; --skipped: #7d5a00; --not_run: #59636e;
  --gone: #ffe3e1; --come: #d8f5de; --agent: #e8f0fe; --caller: #eef1f5; --fragile: #fff3d1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1116; --panel: #161b22; --ink: #e4e9ef; --quiet: #9aa5b1; --line: #2d343d; --tint: #1f252d; --link: #79b0ff;
    --passed: #46c25c; --failed: #ff7b72; --errored: #f0944d; --skipped: #dcae3c; --not_run: #9aa5b1;
    --gone: #4a1d1f; --come: #143a20; --agent: #18283f; --caller: #252c35; --fragile: #3b3013;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
main, header.page, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header.page { padding-top: 2rem; }
.product { color: var(--quiet); font-size: .85rem; letter-spacing: .02em; margin: 0; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: .15rem 0 .35rem; font-weight: 650; text-wrap: balance; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; font-weight: 650; }
h3 { font-size: .95rem; margin: 1.5rem 0 .5rem; font-weight: 600; overflow-wrap: anywhere; }
h4 { font-size: .85rem; margin: 1.1rem 0 .4rem; font-weight: 600; color: var(--quiet); }
p { margin: .35rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
code, pre, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .92em; }
.quiet { color: var(--quiet); }
.out { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.passed { --own: var(--passed); } .failed { --own: var(--failed); } .errored { --own: var(--errored); }
.skipped { --own: var(--skipped); } .not_run { --own: var(--not_run); }

.counts { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.1rem 0 .8rem; padding: 0; }
.counts div { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: .55rem 1rem .6rem; min-width: 6.2rem; }
.counts dt { color: var(--quiet); font-size: .8rem; }
.counts dd { margin: 0; font-size: 1.5rem; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; color: var(--own, var(--ink)); }
.bar { display: flex; gap: 2px; height: .5rem; border-radius: 99px; overflow: hidden; background: var(--tint); }
.bar span { background: var(--own); min-width: 3px; }
.bad ul { margin: .3rem 0; padding: 0; list-style: none; }
.bad li { padding: .45rem 0 .45rem .8rem; border-left: 3px solid var(--own); margin: .4rem 0; }

form.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; background: var(--ground); padding: .7rem 0; margin-top: 1.5rem; border-bottom: 1px solid var(--line); }
form.filter[hidden] { display: none; }
form.filter input[type=search] { flex: 1 1 14rem; font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: 7px; padding: .35rem .6rem; }
form.filter label { display: inline-flex; gap: .35rem; align-items: center; }
form.filter fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem .9rem; }
button { font: inherit; font-size: .88rem; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: 7px; padding: .3rem .65rem; cursor: pointer; }
button:hover { background: var(--tint); }
output { color: var(--quiet); font-size: .88rem; min-width: 7rem; }

details.case { background: var(--panel); border: 1px solid var(--line); border-left: 3px solid var(--own); border-radius: 8px; margin: .4rem 0; scroll-margin-top: 4rem; }
details.case > summary { display: flex; gap: .55rem; align-items: baseline; padding: .5rem .8rem; cursor: pointer; list-style: none; }
details.case > summary::-webkit-details-marker { display: none; }
details.case > summary:hover { background: var(--tint); border-radius: 7px; }
.mark { color: var(--own); font-weight: 700; width: 1.1em; text-align: center; flex: none; }
.name { font-weight: 550; overflow-wrap: anywhere; }
.tag, .badge { font-size: .76rem; border-radius: 99px; padding: .05rem .5rem; background: var(--tint); color: var(--quiet); white-space: nowrap; }
.badge { background: var(--fragile); color: var(--ink); }
.time { margin-left: auto; color: var(--quiet); font-size: .82rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.inside { padding: 0 .9rem .9rem; border-top: 1px solid var(--line); }
.place { font-size: .82rem; color: var(--quiet); overflow-wrap: anywhere; }

.failure { border-left: 3px solid var(--own); padding: .1rem 0 .1rem .8rem; margin: .8rem 0; }
.failure > p:first-child { font-weight: 550; overflow-wrap: anywhere; }
.texts { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; margin: .5rem 0 0; }
.texts h4 { margin: 0 0 .2rem; font-size: .78rem; }
pre { margin: 0; padding: .5rem .65rem; background: var(--tint); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 26rem; overflow-y: auto; }
pre ins { background: var(--come); text-decoration: none; border-radius: 3px; box-shadow: 0 0 0 2px var(--come); }
pre del { background: var(--gone); text-decoration: none; border-radius: 3px; box-shadow: 0 0 0 2px var(--gone); }

.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; }
th { text-align: left; font-weight: 600; color: var(--quiet); font-size: .8rem; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: bottom; }
td { padding: .3rem .6rem .3rem 0; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
table.walk { table-layout: fixed; }
table.walk td { padding: .45rem .8rem .45rem 0; }
.line { border-radius: 9px; padding: .3rem .65rem; margin: .15rem 0; width: fit-content; max-width: 100%; white-space: pre-wrap; }
.line.agent { background: var(--agent); border-top-left-radius: 2px; }
.line.caller { background: var(--caller); border-top-right-radius: 2px; margin-left: auto; }
.who { display: block; font-size: .72rem; color: var(--quiet); }
ol.steps { list-style: none; margin: 0; padding: 0; }
ol.steps li { margin: .15rem 0; }
.step { font-weight: 550; }
.values { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .15rem .9rem; margin: 0; font-size: .9rem; }
.values dt { color: var(--quiet); overflow-wrap: anywhere; }
.values dd { margin: 0; overflow-wrap: anywhere; }

table.coverage tbody th { color: var(--ink); font-size: .9rem; font-weight: 550; padding-left: .5rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
table.coverage tbody th.below { padding-left: 1.8rem; font-weight: 400; }
table.coverage td.number, table.coverage th.number { text-align: right; font-variant-numeric: tabular-nums; width: 5.5rem; }
table.coverage tr.missed th:first-child { box-shadow: inset 3px 0 0 var(--failed); }
table.coverage tr.met th:first-child { box-shadow: inset 3px 0 0 var(--passed); }
table.coverage tr.unreachable th:first-child { box-shadow: inset 3px 0 0 var(--line); }
table.coverage tr.unreachable th, table.coverage tr.unreachable td { color: var(--quiet); }
table.coverage .missed-word { color: var(--failed); font-weight: 550; }
.shares { display: flex; flex-wrap: wrap; gap: .6rem 2rem; margin: .5rem 0 .8rem; }
.shares div { flex: 1 1 12rem; }
.shares dt { font-size: .85rem; }
.shares dd { margin: 0; }
.shares strong { font-variant-numeric: tabular-nums; }
.meter { height: .4rem; border-radius: 99px; background: var(--gone); overflow: hidden; margin-top: .2rem; }
.meter span { display: block; height: 100%; background: var(--passed); }
footer { color: var(--quiet); font-size: .85rem; padding-top: 2rem; padding-bottom: 2.5rem; }

@media (max-width: 44rem) {
  form.filter { position: static; }
  .texts { grid-template-columns: 1fr; }
  table.walk, table.walk tbody, table.walk tr, table.walk td { display: block; width: 100%; }
  table.walk thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.walk td { border-bottom: 0; }
  table.walk tr { border-bottom: 1px solid var(--line); }
}
@media (prefers-contrast: more) { :root { --line: currentColor; --quiet: var(--ink); } }
@media (forced-colors: active) { .bar span, .meter span { forced-color-adjust: none; } }
@media print {
  :root { --ground: #fff; --panel: #fff; --ink: #000; --quiet: #444; --line: #bbb; --tint: #f2f2f2; --link: #000; color-scheme: light;
    --passed: #1a7f37; --failed: #c4202d; --errored: #a8440b; --skipped: #7d5a00; --not_run: #555;
    --gone: #fbdcda; --come: #d5f0db; --agent: #eef3fc; --caller: #f0f1f3; --fragile: #fbf0d2; }
  body { font-size: 10pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  form.filter { display: none; }
  main, header.page, footer { max-width: none; padding-left: 0; padding-right: 0; }
  details.case::details-content { content-visibility: visible; block-size: auto; }
  pre { max-height: none; }
  .failure, table.walk tr, table.coverage tr, .counts div { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
}
`;
