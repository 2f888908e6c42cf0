"use strict";
// Filters by standing and rule, cards that stay on the page, Escape to shut a card. The page reads without it.
const boxes = [...document.querySelectorAll(".key input")];
const rules = document.querySelector(".rules");
const chosen = rules.querySelector("select");
for (const box of boxes) box.hidden = false;
rules.hidden = false;

function filter() {
  const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const rule = chosen.value;
  for (const item of document.querySelectorAll("[data-standing]")) {
    item.hidden = !shown.has(item.dataset.standing) || (rule !== "" && item.dataset.rule !== rule);
  }
  for (const figure of document.querySelectorAll(".fig")) {
    const standing = boxes.some((box) => box.checked && figure.classList.contains(box.value));
    const its = (figure.dataset.rules || "").split(" ");
    figure.classList.toggle("off", !standing || (rule !== "" && !its.includes(rule)));
  }
}
for (const control of [...boxes, chosen]) control.addEventListener("change", filter);
filter();

function place(event) {
  const figure = event.target.closest && event.target.closest(".fig");
  if (!figure) return;
  const card = figure.querySelector(".card");
  if (event.type === "focusin" || !figure.contains(event.relatedTarget)) figure.classList.remove("shut");
  card.style.cssText = "";
  if (getComputedStyle(card).position !== "absolute") return;
  const mark = figure.querySelector("mark").getClientRects()[0];
  const origin = (card.offsetParent || document.body).getBoundingClientRect();
  const text = figure.closest(".text").getBoundingClientRect();
  const room = Math.min(text.right, document.documentElement.clientWidth) - card.offsetWidth - 8;
  card.style.left = `${Math.max(Math.min(mark.left, room), 8) - origin.left}px`;
  const last = [...figure.querySelector("mark").getClientRects()].pop();
  const below = last.bottom + card.offsetHeight < document.documentElement.clientHeight;
  const above = mark.top - card.offsetHeight > 0;
  card.style.top = `${(below || !above ? last.bottom : mark.top - card.offsetHeight) - origin.top}px`;
}
document.addEventListener("pointerover", place);
document.addEventListener("focusin", place);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const figure of document.querySelectorAll(".fig:hover, .fig:focus-within")) figure.classList.add("shut");
});

function reveal() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target) return;
  const folded = target.closest("details");
  if (folded) folded.open = true;
  target.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", reveal);
reveal();

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll(".finding details:not([open])")];
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});
