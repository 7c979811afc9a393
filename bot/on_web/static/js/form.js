// A command's dialog: its options as fields, filled with what is known; what was typed survives every error.

import { call, freshKey, post, Refused } from "./api.js";
import { words } from "./blocks.js";
import { dialogFoot, openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { fieldFor } from "./fields.js";
import { progressBar } from "./progress.js";

export async function openForm(store, command, options, files) {
  const known = command.form ? await post(store, "/api/form", { name: command.name, options }) : {};
  new Form(store, command, known, { ...known, ...options, ...files }).open(notTaken(command, options));
  return null;
}

// What the server sends along with the form, of which nobody is told.
function unseen(command, known) {
  const told = new Set(command.options.map(({ name }) => name));
  return Object.fromEntries(Object.entries(known).filter(([name]) => !told.has(name)));
}

// What was typed and fits no field, in words, so that it does not vanish unseen.
function notTaken(command, options) {
  return Object.entries(options).flatMap(([name, value]) => {
    const option = command.options.find((known) => known.name === name);
    if (!option) return `/${command.name} has no option “${name}”.`;
    const allowed = option.kind === "choice" ? option.choices.map((choice) => choice.value.toLowerCase()) : [];
    const fits = allowed.length === 0 || allowed.includes(value.toLowerCase());
    return fits ? [] : `“${name}” can't be “${value}”: choose below.`;
  });
}

// A choice between nothing is left out, unless the command needs it and will say why it fails.
const canBeAsked = ({ required, kind, choices }) =>
  required || !["choice", "choices"].includes(kind) || choices.length > 0;

class Form {
  error = h("p", { class: "form-error", role: "alert" });
  status = h("div", { class: "form-status" });
  listening = new AbortController();
  key = null;

  constructor(store, command, known, values) {
    this.store = store;
    this.command = command;
    const asked = command.options.filter((option) => !option.carried && canBeAsked(option));
    this.fields = asked.map((option) => fieldFor(store, command, option, values[option.name]));
    const along = command.options.filter((option) => option.carried && option.name in values);
    this.carried = Object.fromEntries(along.map((option) => [option.name, values[option.name]]));
    this.unseen = unseen(command, known);
  }

  open(complaints) {
    const { form, name, summary } = this.command;
    const content = h(
      "form",
      { novalidate: true, onsubmit: (event) => this.submit(event) },
      h("p", { class: "dialog-about" }, summary),
      this.error,
      this.fields.map(({ node }) => node),
      this.status,
      dialogFoot(form?.submit ?? "Run", () => this.dialog.leave()),
    );
    const ends = { closed: () => this.listening.abort(), stopped: () => this.stop() };
    const { signal } = this.listening;
    this.store.addEventListener("progress", () => this.showProgress(), { signal });
    addEventListener("drop", (event) => this.drop(event), { signal });
    this.dialog = openDialog(form?.title ?? `/${name}`, content, ends);
    this.fields[0]?.focus();
    if (complaints.length) this.showErrors(null, complaints.join(" "));
  }

  // A file dropped anywhere goes to the file field that has none yet.
  drop({ dataTransfer }) {
    const fields = this.fields.filter(({ take }) => take);
    const free = fields.find(({ value }) => value() === null) ?? fields[0];
    free?.take(dataTransfer.files[0]);
  }

  stop() {
    if (this.key) post(this.store, "/api/cancel", { key: this.key }).catch(() => {});
  }

  async submit(event) {
    event.preventDefault();
    if (this.key) return;
    this.key = freshKey();
    this.bar = progressBar("Usher is working on it…");
    this.status.replaceChildren(this.bar.node);
    this.showErrors(null, "");
    try {
      await this.take(await call(this.store, this.asked(), (done) => this.bar.show(done / 2, "Uploading")));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.showErrors(null, error.message);
    } finally {
      this.key = null;
      this.status.replaceChildren();
    }
  }

  asked() {
    const along = Object.entries({ ...this.unseen, ...this.carried });
    const values = [...along, ...this.fields.map(({ option, value }) => [option.name, value()])];
    const isFile = ([, value]) => value instanceof File;
    const isGiven = ([, value]) => value !== null && value.length !== 0;
    return {
      name: this.command.name,
      options: Object.fromEntries(values.filter((pair) => !isFile(pair) && isGiven(pair))),
      files: Object.fromEntries(values.filter(isFile)),
      key: this.key,
      inline: "all",
    };
  }

  async take({ outcome, field, blocks }) {
    if (outcome === "done") return this.dialog.close();
    if (blocks) this.showErrors(field, words(blocks));
    await this.lookAgain();
  }

  // What was refused because something changed meanwhile is decided anew when it is sent again.
  async lookAgain() {
    if (Object.keys(this.unseen).length === 0) return;
    const { name } = this.command;
    this.unseen = unseen(this.command, await post(this.store, "/api/form", { name, options: this.carried }));
  }

  showErrors(name, text) {
    const wrong = this.fields.find(({ option }) => option.name === name);
    for (const field of this.fields) field.showError(field === wrong ? text : "");
    this.error.textContent = wrong ? "" : text;
    if (wrong) wrong.focus();
    else if (text) this.error.scrollIntoView({ block: "nearest" });
  }

  showProgress() {
    const told = this.store.progress.get(this.key);
    if (told) this.bar.show(told.done, told.doing);
  }
}
