// The list of what goes out, by day, with what has gone out at the time shown.

import { h } from "./dom.js";
import { hour, localDay, moment } from "./moments.js";

const EMPTY =
  "Nothing goes out by itself. The settings name the groups of channels that want reminders, under " +
  "[[reminders.channels]]; “/announce new” plans an announcement.";

export function drawPlan(planned, choose) {
  const rows = planned.map((item) => ({ ...item, time: Date.parse(item.at) }));
  for (const row of rows) row.node = drawRow(row, choose);
  const node = h("ol", { class: "season-list", tabindex: "0", "aria-label": "What goes out" }, byDay(rows));
  const next = (at) => rows.find(({ time }) => time > at);

  return {
    node: rows.length ? node : h("p", { class: "season-empty" }, EMPTY),
    show(at) {
      const coming = next(at);
      for (const row of rows) {
        row.node.classList.toggle("gone", row.time <= at);
        row.node.classList.toggle("next", row === coming);
        row.state.textContent = row.time <= at ? "gone out" : row === coming ? "next" : "to come";
      }
    },
    said(at) {
      if (!rows.length) return "";
      const gone = rows.filter(({ time }) => time <= at).length;
      const coming = next(at);
      const then = coming ? ` Next: ${coming.about}${comma(coming.before)}, ${moment(coming.at)}.` : "";
      return `${gone} of ${rows.length} have gone out.${then}`;
    },
    after: (at) => next(at)?.time,
    before: (at) => rows.findLast(({ time }) => time < at)?.time,
    // Keep the newest in sight, without moving the page.
    reveal() {
      const row = node.querySelector(".next") ?? node.lastElementChild;
      if (row) node.scrollTop = row.offsetTop - node.clientHeight / 2;
    },
  };
}

const comma = (words) => (words ? `, ${words}` : "");

function byDay(rows) {
  const days = Map.groupBy(rows, ({ at }) => localDay(new Date(at)));
  return [...days].map(([day, items]) =>
    h(
      "li",
      { class: "season-day" },
      h("h3", {}, moment(day)),
      h("ol", {}, items.map(({ node }) => node)),
    ),
  );
}

function drawRow(row, choose) {
  row.state = h("span", { class: "season-state" });
  const jump = { type: "button", class: "link-button season-hour", onclick: () => choose(row.time) };
  return h(
    "li",
    { class: `season-row ${row.what}` },
    h("button", { ...jump, "aria-label": `Go to ${hour(row.at)}, ${row.about}` }, hour(row.at)),
    h(
      "div",
      { class: "season-what" },
      h("p", {}, h("strong", {}, row.about), comma(row.before)),
      h("p", { class: "season-to" }, `${row.what === "reminder" ? "Reminder" : "Announcement"} to ${row.to.join(", ")}`),
    ),
    row.state,
  );
}
