// The channel: every message keeps its element as long as it lives, so that nothing jumps or loses focus.

import { post } from "./api.js";
import { blocks, toneOf } from "./blocks.js";
import { byId, h, icon } from "./dom.js";
import { dayOf, hour } from "./moments.js";
import { progressBar } from "./progress.js";
import { welcome } from "./welcome.js";

const NEAR = 80; // pixels from the end within which the view follows

export class Messages {
  nodes = new Map();
  bars = new Map();
  follows = true;
  log = byId("log");
  newer = byId("newer");

  constructor(store, actions) {
    this.store = store;
    this.actions = actions;
    this.newer.addEventListener("click", () => this.toEnd());
    this.log.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => this.follows && this.toEnd()).observe(this.log);
    for (const moved of ["wheel", "touchmove", "keydown"]) {
      this.log.addEventListener(moved, () => (this.last = null), { passive: true });
    }
    store.on("messages", (message) => this.update(message));
    store.on("state", ({ again }) => (again ? this.update() : this.start()));
    store.on("channel", () => this.start());
    store.on("progress", (key) => this.showProgress(key));
  }

  start() {
    this.nodes.clear();
    this.bars.clear();
    this.log.setAttribute("aria-label", `Messages in #${this.store.channel}`);
    this.log.replaceChildren();
    this.draw();
    this.toEnd();
  }

  update(message) {
    const follows = this.isNearEnd();
    const changed = message && this.nodes.get(message.id);
    if (changed) this.forget(message.id, changed);
    this.draw();
    const node = message && this.nodes.get(message.id);
    if (!node) return;
    const isOwn = [message.by, message.sender].includes(this.store.person);
    if (follows || isOwn) this.reveal(node);
    else this.newer.hidden = false;
  }

  draw() {
    const shown = [...this.store.messages.values()].filter(({ channel }) => channel === this.store.channel);
    const wanted = new Set([this.top(), ...this.withDays(shown)]);
    for (const [key, node] of this.nodes) if (!wanted.has(node)) this.forget(key, node);
    [...wanted].forEach((node, index) => {
      if (this.log.children[index] !== node) this.log.insertBefore(node, this.log.children[index] ?? null);
    });
  }

  forget(key, node) {
    node.remove();
    this.nodes.delete(key);
  }

  top() {
    return this.kept("top", () => welcome(this.store, this.actions));
  }

  withDays(messages) {
    let last = "";
    return messages.flatMap((message) => {
      const day = dayOf(new Date(message.at));
      const divider = day === last ? [] : [this.kept(`day-${message.id}`, () => dayLine(day))];
      last = day;
      return [...divider, this.kept(message.id, () => this.build(message))];
    });
  }

  kept(key, build) {
    if (!this.nodes.has(key)) this.nodes.set(key, build());
    return this.nodes.get(key);
  }

  build(message) {
    const isUsher = message.sender === "usher";
    const name = isUsher ? "Usher" : this.store.name(message.sender);
    const body = message.key ? this.working(message) : blocks(message.blocks, this.tools());
    const inner =
      isUsher && !message.key ? h("div", { class: "card", "data-tone": toneOf(message.blocks) }, body) : body;
    return h(
      "article",
      { class: "message", "data-id": message.id, "aria-label": `${name}, ${hour(message.at)}` },
      h("span", { class: `avatar ${message.sender}`, "aria-hidden": "true" }, name[0]),
      h(
        "div",
        { class: "message-body" },
        message.under > 0 && this.answered(message.under),
        message.used &&
          h("p", { class: "used" }, this.store.name(message.by), " used ", h("code", {}, message.used)),
        h(
          "p",
          { class: "message-head" },
          h("span", { class: "sender" }, name),
          isUsher && h("span", { class: "badge" }, "bot"),
          h("time", { datetime: message.at }, hour(message.at)),
        ),
        h("div", { class: "message-text" }, inner),
        message.only && !message.key && this.privacy(message),
      ),
    );
  }

  tools() {
    return {
      press: (code) => this.actions.press(code),
      file: (url) => `${url}?as=${this.store.person}`,
      resized: () => this.last && this.reveal(this.last),
    };
  }

  // Names the message that this one stands under, and leads there.
  answered(id) {
    const heading = this.store.messages.get(id)?.blocks.find(({ type }) => type === "heading")?.text;
    if (!heading) return false;
    const show = () => this.nodes.get(id)?.scrollIntoView({ block: "center" });
    const button = h("button", { type: "button", class: "link-button", onclick: show }, heading);
    return h("p", { class: "used" }, "↪ under ", button);
  }

  privacy({ id }) {
    const dismiss = async () => {
      await post(this.store, "/api/dismiss", { id }).catch(() => {});
      byId("text").focus();
    };
    const button = h("button", { type: "button", class: "link-button", onclick: dismiss }, "Dismiss");
    return h("p", { class: "privacy" }, icon("eye"), "Only you can see this · ", button);
  }

  working({ key, used }) {
    const cancel = () => post(this.store, "/api/cancel", { key }).catch(() => {});
    const bar = progressBar(`Usher is working on ${used.split(" ")[0]}…`, cancel);
    this.bars.set(key, bar);
    return bar.node;
  }

  showProgress(key) {
    const { done, doing } = this.store.progress.get(key);
    this.bars.get(key)?.show(done, doing);
  }

  isNearEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
  }

  // A message taller than the view is shown from its first line, where the verdict stands.
  reveal(node) {
    this.last = node;
    const isTall = node.offsetHeight > this.log.clientHeight;
    if (isTall) this.log.scrollTop = node.offsetTop - this.log.offsetTop;
    else this.log.scrollTop = this.log.scrollHeight;
  }

  toEnd() {
    this.last = null;
    this.log.scrollTop = this.log.scrollHeight;
    this.newer.hidden = true;
  }

  scrolled() {
    this.follows = this.isNearEnd();
    if (this.follows) this.newer.hidden = true;
  }
}

const dayLine = (day) => h("div", { class: "day", role: "separator", "aria-label": day }, h("span", {}, day));
