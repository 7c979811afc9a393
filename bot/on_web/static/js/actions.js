// What a person does with the text box, a button or an example, made into calls to the server.

import { call, freshKey, post, Refused } from "./api.js";
import { asksFirst, optionsOf, readLine } from "./commandline.js";
import { byId } from "./dom.js";
import { openForm } from "./form.js";
import { progressBar } from "./progress.js";

export function createActions(store) {
  // Null when done; what the server refused, with the option at fault, when the text should come back.
  async function submit(text, files) {
    if (!text.startsWith("/")) return say(text, files);
    const line = readLine(text, store.commands);
    if (!line) return run({ name: text.slice(1).split(/\s/)[0], options: {}, inline: "none" });
    const options = optionsOf(line);
    const byOption = assign(line.command, files);
    if (asksFirst(line.command, options, byOption)) return openForm(store, line.command, options, byOption);
    return run({ name: line.command.name, options, files: byOption, inline: "field" });
  }

  async function say(text, files) {
    if (files.length) throw new Refused(`A file goes with a command: type / to choose one.`);
    await post(store, "/api/say", { text });
    return null;
  }

  // A button's command may want a dialog first, filled with what the button holds.
  async function press(code) {
    const [name, query = ""] = code.split(/\?(.*)/s);
    const command = store.known.find((known) => known.name === name);
    const options = Object.fromEntries(new URLSearchParams(query));
    if (command && asksFirst(command, options, {})) return openForm(store, command, options, {});
    return run({ code });
  }

  async function run(asked) {
    const box = byId("upload");
    const names = Object.values(asked.files ?? {}).map(({ name }) => name);
    const bar = progressBar(`Uploading ${names.join(", ")}`);
    box.replaceChildren(bar.node);
    box.hidden = names.length === 0;
    try {
      const told = await call(store, { key: freshKey(), ...asked }, (done) => {
        bar.show(done);
        box.hidden = done >= 1;
      });
      return told.blocks ? told : null;
    } finally {
      box.hidden = true;
    }
  }

  return { submit, press };
}

function assign(command, files) {
  const free = command.options.filter(({ kind }) => kind === "file");
  if (files.length > free.length) {
    const takes = free.length === 0 ? "no file" : free.length === 1 ? "one file" : `${free.length} files`;
    throw new Refused(`/${command.name} takes ${takes}.`);
  }
  return Object.fromEntries(files.map((file, index) => [free[index].name, file]));
}
