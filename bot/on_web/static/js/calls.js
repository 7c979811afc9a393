// The log of calls: who ran what, how it ended and how long it took; earlier runs come from the store.

import { byId, h } from "./dom.js";
import { hour, shortMoment } from "./moments.js";

const WIDE = matchMedia("(min-width: 1200px)");

export function connectCalls(store) {
  const panel = byId("calls");
  const toggle = byId("calls-toggle");

  const show = (open) => {
    panel.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
  };
  const choose = (open) => {
    show(open);
    localStorage.setItem("usher.calls", open ? "open" : "closed");
    (open ? byId("calls-close") : toggle).focus();
  };
  const draw = () => byId("calls-list").replaceChildren(...rows(store));

  toggle.addEventListener("click", () => choose(panel.hidden));
  byId("calls-close").addEventListener("click", () => choose(false));
  panel.addEventListener("keydown", ({ key }) => key === "Escape" && choose(false));
  const start = () => show(WIDE.matches && localStorage.getItem("usher.calls") !== "closed");
  WIDE.addEventListener("change", start);
  start();
  store.on("state", draw);
  store.on("calls", draw);
}

function rows(store) {
  if (store.calls.length === 0)
    return [
      h("li", { class: "calls-empty" }, "No call yet. Each command shows up here with its outcome and time."),
    ];
  return [...store.calls].reverse().map((call) => row(store, call));
}

function row(store, { at, by, call, outcome, milliseconds, earlier }) {
  const when = earlier ? shortMoment(at) : hour(at);
  const who = earlier ? "earlier" : store.name(by);
  return h(
    "li",
    { class: earlier ? "call earlier" : "call" },
    h("code", { class: "call-text" }, call),
    h(
      "span",
      { class: "call-facts" },
      h("span", { class: "outcome", "data-outcome": outcome }, outcome),
      ` ${who} · `,
      h("time", { datetime: at }, when),
      ` · ${milliseconds} ms`,
    ),
  );
}
