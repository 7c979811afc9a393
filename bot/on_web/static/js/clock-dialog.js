// The dialog that shows another day: any day and hour, or one worth seeing.

import { post, Refused } from "./api.js";
import { dialogFoot, openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { isBareDay, localDay } from "./moments.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ABOUT = "Countdowns and commands follow the clock shown here. Nothing outside this page is changed.";

export const setTime = (store, at) => post(store, "/api/clock", { at: at && at.toISOString() });

export function openClock(store) {
  const input = h("input", { type: "datetime-local", id: "clock-input", value: local(store.now()) });
  const error = h("p", { class: "form-error", role: "alert" });
  const choose = async (event) => {
    event.preventDefault();
    error.textContent = await shown(store, new Date(input.value));
    if (!error.textContent) dialog.close();
  };
  const jump = (at) => (input.value = local(at));
  const label = h("label", { class: "field-label", for: input.id }, "Day and hour, in your time zone");
  const form = h(
    "form",
    { novalidate: true, onsubmit: choose },
    h("p", { class: "dialog-about" }, ABOUT),
    error,
    h("div", { class: "field" }, label, input),
    store.state.deadlines.map((deadline) => daysAround(deadline, jump)),
    dialogFoot("Show this time", () => dialog.leave()),
  );
  const dialog = openDialog("Set the clock", form);
  input.focus();
}

// Empty when it worked, else what went wrong.
async function shown(store, at) {
  if (Number.isNaN(at.getTime())) return "Choose a day and an hour.";
  try {
    await setTime(store, at);
    return "";
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

function local(at) {
  const two = (number) => String(number).padStart(2, "0");
  return `${localDay(at)}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

function daysAround({ title, at }, choose) {
  const then = isBareDay(at) ? new Date(`${at}T12:00`) : new Date(at);
  const days = [
    ["Three weeks before", then - 21 * DAY],
    ["A day before", then - DAY],
    isBareDay(at) ? null : ["An hour before", then - HOUR],
    ["A day after", +then + DAY],
  ].filter(Boolean);
  const button = ([label, time]) => {
    const pressed = () => choose(new Date(time));
    const attributes = {
      type: "button",
      class: "button",
      "aria-label": `${label} ${title}`,
      onclick: pressed,
    };
    return h("button", attributes, label);
  };
  const jumps = h("div", { class: "jumps" }, days.map(button));
  return h("div", { class: "field" }, h("p", { class: "field-note" }, title), jumps);
}
