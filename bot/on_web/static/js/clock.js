// The banner that says what time it is here, and the dialog that sets it.

import { post, Refused } from "./api.js";
import { byId, h, icon } from "./dom.js";
import { daysUntil, hour, isBareDay, moment } from "./moments.js";

const NUMBERS = ["", "one week", "two weeks", "three weeks", "four weeks", "five weeks", "six weeks"];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export function connectClock(store) {
  const show = () => store.state && byId("clock").replaceChildren(...banner(store));
  store.on("state", show);
  store.on("clock", show);
  setInterval(() => refresh(store), 5_000);
}

// Only the words change by themselves, so that the button keeps its focus.
function refresh(store) {
  const words = byId("clock-words");
  if (words) words.replaceChildren(...said(store));
}

function banner(store) {
  const set = h("button", { type: "button", class: "link-button", onclick: () => openClock(store) }, "Set the clock");
  const back = h("button", { type: "button", class: "link-button", onclick: () => setTime(store, null) }, "Back to real time");
  const actions = h("span", { class: "clock-actions" }, set, store.real ? null : back);
  return [icon("clock"), h("div", {}, h("p", { id: "clock-words" }, said(store)), actions)];
}

function said(store) {
  const now = store.now();
  const about = near(store.state.deadlines, now);
  if (store.real) return [h("span", {}, "The clock shows the real time", about && `: ${about}`, ".")];
  const shown = h("strong", {}, `${moment(dayOf(now))}, ${hour(now)}`);
  const real = h("span", { class: "clock-real" }, ` Real time: ${moment(dayOf(new Date()))}.`);
  return [h("span", {}, "The clock here shows ", shown, about && `: ${about}`, "."), real];
}

const two = (number) => String(number).padStart(2, "0");
const dayOf = (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

// The season in words: how far the next deadline is, or how long the last has passed.
function near(deadlines, now) {
  const byDay = deadlines.map(({ title, at }) => ({ title, days: daysUntil(at, now) })).sort((one, other) => one.days - other.days);
  const next = byDay.find(({ days }) => days >= 0);
  if (next) return `${before(next.days)} “${next.title}”`;
  const last = byDay.at(-1);
  return last ? `${-last.days === 1 ? "the day" : `${-last.days} days`} after “${last.title}”` : "";
}

function before(days) {
  if (days === 0) return "the day of";
  if (days === 1) return "the day before";
  const weeks = days % 7 === 0 ? NUMBERS[days / 7] : undefined;
  return `${weeks ?? `${days} days`} before`;
}

async function setTime(store, at) {
  await post(store, "/api/clock", { at: at && at.toISOString() });
}

function openClock(store) {
  const local = (at) => `${dayOf(at)}T${two(at.getHours())}:${two(at.getMinutes())}`;
  const input = h("input", { type: "datetime-local", id: "clock-input", value: local(store.now()) });
  const error = h("p", { class: "form-error", role: "alert" });
  const close = () => dialog.close();
  const choose = async (event) => {
    event.preventDefault();
    const at = new Date(input.value);
    if (Number.isNaN(at.getTime())) return (error.textContent = "Choose a day and an hour.");
    try {
      await setTime(store, at);
      return close();
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      return (error.textContent = problem.message);
    }
  };
  const form = h(
    "form",
    { novalidate: true, onsubmit: choose },
    h("p", { class: "dialog-about" }, "Countdowns and commands follow the clock shown here. Nothing outside this page is changed."),
    error,
    h("div", { class: "field" }, h("label", { class: "field-label", for: "clock-input" }, "Day and hour, in your time zone"), input),
    store.state.deadlines.map((deadline) => jumps(deadline, (at) => (input.value = local(at)))),
    h("footer", { class: "dialog-foot" }, h("button", { type: "button", class: "button", onclick: close }, "Cancel"), h("button", { type: "submit", class: "button primary" }, "Show this time")),
  );
  const head = h("header", { class: "dialog-head" }, h("h2", { id: "clock-title" }, "Set the clock"), h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: close }, icon("close")));
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "clock-title", onclose: () => dialog.remove() }, head, form);
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
}

// Days worth seeing, by a deadline's name.
function jumps({ title, at }, choose) {
  const then = isBareDay(at) ? new Date(`${at}T12:00`) : new Date(at);
  const days = [
    ["Three weeks before", then - 21 * DAY],
    ["A day before", then - DAY],
    isBareDay(at) ? null : ["An hour before", then - 60 * MINUTE],
    ["A day after", +then + DAY],
  ].filter(Boolean);
  const button = ([label, time]) => {
    const name = `${label} ${title}`;
    return h("button", { type: "button", class: "button", "aria-label": name, onclick: () => choose(new Date(time)) }, label);
  };
  return h("div", { class: "field" }, h("p", { class: "field-note" }, title), h("div", { class: "jumps" }, days.map(button)));
}
