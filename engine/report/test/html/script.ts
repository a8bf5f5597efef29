/**
 * Filters the cases and opens what a link leads to. The page says all it has to say without it; what only works with it
 * is hidden until it runs. The page allows no other script than this one, by `scriptHash`.
 */
export const script = `"use strict";
const cases = [...document.querySelectorAll("details.case")];
const files = [...document.querySelectorAll("section.file")];
const filter = document.querySelector("form.filter");
const words = filter.elements.namedItem("words");
const shown = filter.querySelector("output");
const texts = new Map(cases.map((one) => [one, one.querySelector("summary").textContent.toLowerCase()]));
function apply() {
  const wanted = new Set([...filter.querySelectorAll("input[type=checkbox]")].filter((box) => box.checked).map((box) => box.value));
  const typed = words.value.trim().toLowerCase();
  let count = 0;
  for (const one of cases) {
    one.hidden = !wanted.has(one.dataset.status) || !texts.get(one).includes(typed);
    if (!one.hidden) count++;
  }
  for (const file of files) file.hidden = !file.querySelector("details.case:not([hidden])");
  shown.value = count === cases.length ? "" : count + " of " + cases.length + " shown";
}
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.hidden) { filter.reset(); apply(); }
  if (target instanceof HTMLDetailsElement) target.open = true;
  target.scrollIntoView();
}
filter.addEventListener("input", apply);
filter.addEventListener("submit", (event) => event.preventDefault());
filter.querySelector("button[name=open]").addEventListener("click", () => cases.forEach((one) => { one.open = !one.hidden; }));
filter.querySelector("button[name=close]").addEventListener("click", () => cases.forEach((one) => { one.open = false; }));
addEventListener("hashchange", openTarget);
let closed = [];
addEventListener("beforeprint", () => { closed = cases.filter((one) => !one.open); closed.forEach((one) => { one.open = true; }); });
addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
filter.hidden = false;
apply();
openTarget();
`;

/** SHA-256 of the script, in base64, as a Content-Security-Policy names it. A test says when it is stale. */
export const scriptHash = "8L8l1A7m5CF1Q8IYcUFpXaV9aUBTNNjFNSmN1dAyWDU=";
