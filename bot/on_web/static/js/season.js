// The rehearsal: a slider over the season shows what would go out when and where to.

import { post, Refused } from "./api.js";
import { setTime } from "./clock-dialog.js";
import { openDialog } from "./dialog.js";
import { freshId, h, icon } from "./dom.js";
import { dayOf, hour, moment } from "./moments.js";
import { drawPlan } from "./season-list.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEAT = 200; // milliseconds between two steps while time runs
const SPEEDS = [
  ["6 hours a second", 6 * HOUR],
  ["A day a second", DAY],
  ["A week a second", 7 * DAY],
];
const ABOUT =
  "Every reminder and announcement, as it would go out. The slider, with a mark for each deadline, sets the " +
  "clock of this playground; nothing real is sent.";

export const mayRehearse = (store) => store.commands.some(({ name }) => name === "deadline plan");

export async function openSeason(store) {
  const box = h("div", { class: "season" }, h("p", { class: "season-loading", role: "status" }, "Looking …"));
  const closing = [];
  openDialog("Rehearse the season", box, { closed: () => closing.forEach((close) => close()) });
  try {
    const season = await post(store, "/api/season", {});
    closing.push(new Rehearsal(store, season, box).stop);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    box.replaceChildren(h("p", { class: "form-error", role: "alert" }, error.message));
  }
}

class Rehearsal {
  timer = null;
  setting = false;
  stop = () => this.pause();

  constructor(store, season, box) {
    this.store = store;
    this.season = season;
    this.first = Date.parse(season.first);
    this.last = Date.parse(season.last);
    this.at = store.now().getTime();
    this.plan = drawPlan(season.planned, (at) => this.jump(at));
    this.build(box);
    this.show();
    this.plan.reveal();
  }

  build(box) {
    const label = freshId("season");
    this.when = h("p", { class: "season-when", id: label });
    this.slider = h("input", {
      type: "range",
      class: "season-slider",
      min: this.first,
      max: this.last,
      step: HOUR,
      "aria-label": "Time in the season",
      oninput: () => this.drag(Number(this.slider.value)),
      onchange: () => this.settle(),
    });
    this.play = h("button", { type: "button", class: "button primary", onclick: () => this.toggle() });
    this.speed = h(
      "select",
      { class: "season-speed", "aria-label": "How fast time runs" },
      SPEEDS.map(([words, pace]) => h("option", { value: pace, selected: pace === DAY }, words)),
    );
    this.status = h("p", { class: "season-status", role: "status" });
    const step = (words, forward) =>
      h("button", { type: "button", class: "button", onclick: () => this.step(forward) }, words);
    const save = h("button", { type: "button", class: "button", onclick: () => this.save() }, "Save as table");
    box.replaceChildren(
      h("p", { class: "dialog-about" }, ABOUT),
      this.when,
      h("div", { class: "season-track" }, this.slider, this.marks()),
      h("div", { class: "season-controls" }, step("Previous", false), this.play, step("Next", true), this.speed),
      this.status,
      this.plan.node,
      h("footer", { class: "season-foot" }, save),
    );
    this.speed.value = String(DAY);
  }

  // Where the deadlines lie; the list and the status say the same in words.
  marks() {
    const marks = this.season.deadlines.map(({ title, at, ends }) => {
      const mark = h("span", { class: "season-mark", title: `${title}: ${moment(at)}` });
      mark.style.left = `${(100 * (Date.parse(ends) - this.first)) / (this.last - this.first)}%`;
      return mark;
    });
    return h("div", { class: "season-marks", "aria-hidden": "true" }, marks);
  }

  show() {
    const at = new Date(this.at);
    this.slider.value = this.at;
    const words = `${dayOf(at)}, ${hour(at)}`;
    this.slider.setAttribute("aria-valuetext", words);
    this.when.textContent = words;
    this.plan.show(this.at);
    this.play.replaceChildren(icon(this.timer ? "pause" : "play"), this.timer ? "Pause" : "Play");
    if (!this.timer) this.status.textContent = this.plan.said(this.at);
  }

  drag(at) {
    this.pause();
    this.at = at;
    this.show();
  }

  jump(at) {
    this.drag(Math.min(Math.max(at, this.first), this.last));
    this.settle();
  }

  step(forward) {
    const at = forward ? this.plan.after(this.at) : this.plan.before(this.at);
    this.jump(at ?? (forward ? this.last : this.first));
    this.plan.reveal();
  }

  toggle() {
    if (this.timer) this.pause();
    else {
      if (this.at >= this.last) this.at = this.first;
      this.timer = setInterval(() => this.advance(), BEAT);
    }
    this.show();
  }

  advance() {
    this.at = Math.min(this.at + (Number(this.speed.value) * BEAT) / 1000, this.last);
    if (this.at >= this.last) this.pause();
    this.show();
    this.plan.reveal();
    this.settle();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
  }

  // One request at a time: while one is under way the next shows the newest time.
  async settle() {
    if (this.setting) return;
    this.setting = true;
    try {
      let sent;
      do {
        sent = this.at;
        await setTime(this.store, new Date(sent));
      } while (sent !== this.at && !this.timer);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.pause();
      this.status.textContent = error.message;
    } finally {
      this.setting = false;
    }
  }

  save() {
    const url = URL.createObjectURL(new Blob([this.season.table], { type: "text/csv;charset=utf-8" }));
    h("a", { href: url, download: "season.csv" }).click();
    URL.revokeObjectURL(url);
    this.status.textContent = "Saved as season.csv.";
  }
}
