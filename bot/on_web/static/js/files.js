// Files that wait for the next command: chosen, pasted or dropped anywhere on the page.

import { byId, h, icon, size } from "./dom.js";

const hasFiles = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes("Files");

export class Attached {
  files = [];
  list = byId("attached");

  constructor(changed) {
    this.changed = changed;
  }

  set(files) {
    this.files = files;
    this.list.hidden = files.length === 0;
    this.list.replaceChildren(...files.map((file) => this.chip(file)));
    this.changed();
  }

  take() {
    const taken = this.files;
    this.set([]);
    return taken;
  }

  chip(file) {
    const remove = () => {
      this.set(this.files.filter((other) => other !== file));
      byId("text").focus();
    };
    return h(
      "li",
      { class: "chip-file" },
      icon("file"),
      h("span", { class: "file-name" }, file.name),
      h("span", { class: "file-size" }, size(file.size)),
      h(
        "button",
        { type: "button", class: "chip-remove", "aria-label": `Remove ${file.name}`, onclick: remove },
        icon("close"),
      ),
    );
  }
}

// The whole page takes a drop; `offer` says what it would be for, `take` gets the files.
export function acceptDrops(offer, take) {
  const zone = byId("drop");
  let depth = 0;
  const show = (shown) => {
    zone.hidden = !shown;
    byId("drop-words").textContent = offer();
  };
  const over = (event) => {
    if (hasFiles(event)) event.preventDefault();
  };
  addEventListener("dragenter", (event) => {
    if (!hasFiles(event)) return;
    depth += 1;
    show(!document.querySelector("dialog[open]"));
  });
  addEventListener("dragleave", (event) => {
    if (hasFiles(event) && (depth -= 1) <= 0) show(false);
  });
  addEventListener("dragover", over);
  addEventListener("drop", (event) => {
    over(event);
    depth = 0;
    show(false);
    if (hasFiles(event) && !document.querySelector("dialog[open]")) take([...event.dataTransfer.files]);
  });
}
