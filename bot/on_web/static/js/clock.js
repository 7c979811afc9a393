// The banner that says what time it is here.

import { openClock, setTime } from "./clock-dialog.js";
import { byId, h, icon } from "./dom.js";
import { daysUntil, hour, localDay, moment } from "./moments.js";
import { mayRehearse, openSeason } from "./season.js";

const WEEKS = ["", "one week", "two weeks", "three weeks", "four weeks", "five weeks", "six weeks"];
const REFRESH = 5_000; // milliseconds

export function connectClock(store) {
  const show = () => store.state && byId("clock").replaceChildren(...banner(store));
  store.on("state", show);
  store.on("clock", show);
  setInterval(() => refresh(store), REFRESH);
}

// Only the words change by themselves, so that the buttons keep the focus.
function refresh(store) {
  byId("clock-words")?.replaceChildren(...said(store));
}

function banner(store) {
  const button = (label, press) =>
    h("button", { type: "button", class: "link-button", onclick: press }, label);
  const actions = h(
    "span",
    { class: "clock-actions" },
    button("Set the clock", () => openClock(store)),
    mayRehearse(store) ? button("Rehearse the season", () => openSeason(store)) : null,
    store.real ? null : button("Back to real time", () => setTime(store, null)),
  );
  return [icon("clock"), h("div", {}, h("p", { id: "clock-words" }, said(store)), actions)];
}

function said(store) {
  const now = store.now();
  const about = near(store.state.deadlines, now);
  const season = about ? `: ${about}.` : ".";
  if (store.real) return [`The clock shows the real time${season}`];
  const shown = h("strong", {}, `${moment(localDay(now))}, ${hour(now)}`);
  const real = h("span", { class: "clock-real" }, ` Real time: ${moment(localDay(new Date()))}.`);
  return ["The clock here shows ", shown, season, real];
}

// The season in words: how far the next deadline is, or how long ago the last one was.
function near(deadlines, now) {
  const distance = ({ title, at }) => ({ title, days: daysUntil(at, now) });
  const byDay = deadlines.map(distance).sort((one, other) => one.days - other.days);
  const next = byDay.find(({ days }) => days >= 0);
  if (next) return `${before(next.days)} “${next.title}”`;
  const last = byDay.at(-1);
  if (!last) return "";
  return `${last.days === -1 ? "the day" : `${-last.days} days`} after “${last.title}”`;
}

function before(days) {
  if (days === 0) return "the day of";
  if (days === 1) return "the day before";
  const weeks = days % 7 === 0 ? WEEKS[days / 7] : undefined;
  return `${weeks ?? `${days} days`} before`;
}
