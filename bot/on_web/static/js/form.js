// A command's dialog: its options as fields, filled with what is known; what was typed survives every error.

import { call, freshKey, post, Refused } from "./api.js";
import { words } from "./blocks.js";
import { freshId, h, icon } from "./dom.js";
import { fieldFor } from "./fields.js";
import { progressBar } from "./progress.js";

export async function openForm(store, command, options, files) {
  const known = command.form ? await post(store, "/api/form", { name: command.name }) : {};
  new Form(store, command, { ...known, ...options, ...files }).open();
  return null;
}

class Form {
  constructor(store, command, values) {
    this.store = store;
    this.command = command;
    this.title = freshId("dialog");
    this.fields = command.options.map((option) => fieldFor(store, command, option, values[option.name]));
    this.error = h("p", { class: "form-error", role: "alert" });
    this.status = h("div", { class: "form-status" });
    this.send = h("button", { type: "submit", class: "button primary" }, command.form?.submit ?? "Run");
    this.dialog = this.build();
  }

  build() {
    const close = () => this.leave();
    const name = this.command.form?.title ?? `/${this.command.name}`;
    const head = h(
      "header",
      { class: "dialog-head" },
      h("h2", { id: this.title }, name),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: close }, icon("close")),
    );
    const cancel = h("button", { type: "button", class: "button", onclick: close }, "Cancel");
    const form = h(
      "form",
      { novalidate: true, onsubmit: (event) => this.submit(event) },
      h("p", { class: "dialog-about" }, this.command.summary),
      this.error,
      this.fields.map(({ node }) => node),
      this.status,
      h("footer", { class: "dialog-foot" }, cancel, this.send),
    );
    return h("dialog", { class: "dialog", "aria-labelledby": this.title, onclose: () => this.closed(), oncancel: () => this.stop() }, head, form);
  }

  open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.fields[0]?.focus();
  }

  leave() {
    this.stop();
    this.dialog.close();
  }

  closed() {
    this.unlisten?.abort();
    this.dialog.remove();
  }

  stop() {
    if (this.key) post(this.store, "/api/cancel", { key: this.key }).catch(() => {});
  }

  async submit(event) {
    event.preventDefault();
    if (this.key) return;
    this.showErrors(null, "");
    this.key = freshKey();
    this.showProgress();
    try {
      this.take(await call(this.store, this.asked(), (done) => this.bar.show(done / 2, "Uploading")));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.showErrors(null, error.message);
    } finally {
      this.key = null;
      this.status.replaceChildren();
    }
  }

  asked() {
    const values = this.fields.map(({ option, value }) => [option.name, value()]);
    const isFile = ([, value]) => value instanceof File;
    const isGiven = ([, value]) => value !== null && value !== "" && value.length !== 0;
    return {
      name: this.command.name,
      options: Object.fromEntries(values.filter((pair) => !isFile(pair) && isGiven(pair))),
      files: Object.fromEntries(values.filter(isFile)),
      key: this.key,
      inline: "all",
    };
  }

  take({ outcome, field, blocks }) {
    if (outcome === "done") this.dialog.close();
    else if (blocks) this.showErrors(field, words(blocks));
  }

  showErrors(name, text) {
    const wrong = this.fields.find(({ option }) => option.name === name);
    for (const field of this.fields) field.showError(field === wrong ? text : "");
    this.error.textContent = wrong ? "" : text;
    if (wrong) wrong.focus();
  }

  showProgress() {
    this.bar = progressBar("Usher is working on it…");
    const node = h("div", { class: "form-progress" }, this.bar.node);
    this.status.replaceChildren(node);
    this.unlisten = new AbortController();
    const heard = ({ detail }) => {
      if (detail === this.key) this.bar.show(this.store.progress.get(detail).done, this.store.progress.get(detail).doing);
    };
    this.store.addEventListener("progress", heard, { signal: this.unlisten.signal });
  }
}
