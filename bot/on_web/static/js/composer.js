// The message box: text, the picker above it, the chosen command's options as chips, and files.

import { Refused } from "./api.js";
import { words } from "./blocks.js";
import { readLine, written } from "./commandline.js";
import { complete, valueItems } from "./completion.js";
import { byId } from "./dom.js";
import { acceptDrops, Attached } from "./files.js";
import { showHints } from "./hints.js";
import { takeKey } from "./keys.js";
import { Picker } from "./picker.js";
import { suggestions } from "./suggestions.js";

const ROWS = 6; // the most lines of text that are shown at once

export class Composer {
  form = byId("composer");
  input = byId("text");
  error = byId("composer-error");
  chooser = byId("chooser");
  sent = [];
  wrong = null;

  constructor(store, actions) {
    this.store = store;
    this.actions = actions;
    this.picker = new Picker(this.input, (item) => this.accept(item));
    this.suggestions = suggestions(store);
    this.attached = new Attached(() => this.hint());
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("click", () => this.look());
    this.input.addEventListener("blur", () => this.picker.close());
    this.input.addEventListener("keydown", (event) => takeKey(this, event));
    this.input.addEventListener("paste", ({ clipboardData }) => this.attach([...clipboardData.files]));
    this.form.addEventListener("submit", (event) => this.submit(event));
    byId("attach").addEventListener("click", () => this.chooser.click());
    this.chooser.addEventListener("change", () => this.attach([...this.chooser.files]));
    acceptDrops(
      () => this.offer(),
      (files) => this.attach(files),
    );
    this.store.on("state", () => this.name());
    this.store.on("channel", () => this.name());
  }

  name() {
    this.input.setAttribute("aria-label", `Message #${this.store.channel}`);
    this.input.placeholder = `Message #${this.store.channel} or type /`;
    this.hint();
  }

  typed() {
    this.input.rows = Math.min(this.input.value.split("\n").length, ROWS);
    this.say("", null);
    this.look();
    this.hint();
  }

  // What could come next; values come from the server when typing pauses.
  look() {
    this.suggestions.forget();
    const found = complete(this.input.value, this.input.selectionStart, this.store.commands);
    this.exact = found?.exact ?? false;
    if (!found) return this.picker.close();
    this.picker.open({ first: false, ...found });
    if (!found.ask) return null;
    const { command } = readLine(this.input.value, this.store.commands);
    return this.suggestions.ask(command.name, found.ask.option.name, found.ask.typed, (choices) => {
      if (document.activeElement !== this.input) return;
      this.picker.open({ ...found, items: [...valueItems(choices, found.ask), ...found.items] });
    });
  }

  hint() {
    const line = readLine(this.input.value, this.store.commands);
    showHints(line, this.attached.files, this.wrong, (option) => this.goTo(option));
  }

  accept(item) {
    if (item.file) {
      this.replace(item.from, item.to, "");
      this.chooser.click();
      return;
    }
    const line = readLine(this.input.value, this.store.commands);
    const text = item.insert ?? written(item.value, line.command) + item.end;
    this.replace(item.from, item.to, text);
  }

  replace(from, to, text) {
    this.picker.moved = false;
    this.input.setRangeText(text, from, to, "end");
    this.input.focus();
    this.typed();
  }

  // Put the caret where this option's value is, or will be.
  goTo(option) {
    if (option.kind === "file") return this.chooser.click();
    const { named } = readLine(this.input.value, this.store.commands);
    const found = named.find((value) => value.option.name === option.name);
    if (!found)
      return this.replace(
        this.input.value.length,
        this.input.value.length,
        `${/\s$/.test(this.input.value) ? "" : " "}${option.name}:`,
      );
    this.input.focus();
    this.input.setSelectionRange(found.from, found.to);
    return this.look();
  }

  // The command that a dropped file is for: the first that takes one.
  taker() {
    return this.store.commands.find(({ options }) => options.some(({ kind }) => kind === "file"));
  }

  offer() {
    const taker = this.taker();
    return taker ? `Drop it for /${taker.name}` : "No command takes a file";
  }

  attach(files) {
    this.chooser.value = "";
    if (files.length === 0) return;
    this.attached.set([...this.attached.files, ...files]);
    const taker = this.taker();
    if (taker && !this.input.value.trim()) this.input.value = `/${taker.name} `;
    this.input.focus();
    this.say("", null);
    this.picker.close();
    this.hint();
  }

  submit(event) {
    event.preventDefault();
    this.send(this.input.value, this.attached.take());
  }

  async send(typed, files) {
    const text = typed.trim();
    if (!text && files.length === 0) return;
    if (text) this.sent.push(text);
    this.clear();
    await this.attempt(() => this.actions.submit(text, files), text, files);
  }

  async press(code) {
    await this.attempt(() => this.actions.press(code), "", []);
  }

  async attempt(act, text, files) {
    try {
      const refused = await act();
      if (refused) this.giveBack(text, files, words(refused.blocks), refused.field);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.giveBack(text, files, error.message, null);
    }
  }

  recall() {
    this.input.value = this.sent.at(-1);
    this.typed();
  }

  clear() {
    this.input.value = "";
    this.wrong = null;
    this.typed();
  }

  giveBack(text, files, message, field) {
    if (!this.input.value) {
      this.input.value = text;
      this.attached.set(files);
    }
    this.say(message, field);
    this.hint();
  }

  say(message, field) {
    this.error.textContent = message;
    this.wrong = field;
    this.input.setAttribute("aria-invalid", String(Boolean(message)));
  }
}
