// The list above the message box: a listbox that the box steers by keys.

import { byId, h } from "./dom.js";

export class Picker {
  items = [];
  active = -1;
  moved = false;

  constructor(input, pick) {
    this.input = input;
    this.pick = pick;
    this.box = byId("picker-box");
    this.list = byId("picker");
  }

  get isOpen() {
    return !this.box.hidden;
  }

  get current() {
    return this.items[this.active] ?? null;
  }

  open({ title, items, first = false }) {
    const kept = this.moved ? this.current?.label : null;
    this.items = items;
    this.box.hidden = items.length === 0;
    byId("picker-title").textContent = title;
    this.list.replaceChildren(...items.map((item, index) => this.option(item, index)));
    this.describe();
    this.activate(kept ? items.findIndex(({ label }) => label === kept) : -1);
    if (this.active < 0) this.moved = false;
    if (this.active < 0 && first && items.length) this.activate(0);
  }

  // A box of several lines can be no combobox, so a screen reader is told how many there are.
  describe() {
    const count = this.items.length;
    byId("picker-count").textContent = count ? `${count} ${count === 1 ? "suggestion" : "suggestions"}` : "";
    if (this.isOpen) this.input.setAttribute("aria-controls", "picker");
    else this.input.removeAttribute("aria-controls");
  }

  close() {
    this.open({ title: "", items: [] });
  }

  // Up and down go round.
  move(step) {
    const count = this.items.length;
    const start = this.active < 0 && step < 0 ? count : this.active;
    this.moved = true;
    this.activate((start + step + count) % count);
  }

  option({ label, note }, index) {
    const attributes = {
      id: `picker-${index}`,
      role: "option",
      "aria-selected": "false",
      class: "picker-item",
    };
    const node = h(
      "li",
      attributes,
      h("span", { class: "picker-label" }, label),
      note && h("span", { class: "picker-note" }, note),
    );
    // The press must not take the focus from the message box.
    node.addEventListener("mousedown", (event) => event.preventDefault());
    node.addEventListener("click", () => this.pick(this.items[index]));
    return node;
  }

  activate(index) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const node = this.list.children[index];
    if (!node) return this.input.removeAttribute("aria-activedescendant");
    node.setAttribute("aria-selected", "true");
    node.scrollIntoView({ block: "nearest" });
    return this.input.setAttribute("aria-activedescendant", node.id);
  }
}
