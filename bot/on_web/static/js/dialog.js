// A modal dialog with a title and a way out; the browser keeps the focus inside and gives it back.

import { freshId, h, icon } from "./dom.js";

export function openDialog(title, content, { closed = () => {}, stopped = () => {} } = {}) {
  const id = freshId("dialog");
  const leave = () => {
    stopped();
    dialog.close();
  };
  const close = h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: leave });
  close.append(icon("close"));
  const head = h("header", { class: "dialog-head" }, h("h2", { id }, title), close);
  const done = () => {
    closed();
    dialog.remove();
  };
  const attributes = { class: "dialog", "aria-labelledby": id, onclose: done, oncancel: stopped };
  const dialog = h("dialog", attributes, head, content);
  document.body.append(dialog);
  dialog.showModal();
  return { close: () => dialog.close(), leave };
}

export function dialogFoot(submit, leave) {
  const cancel = h("button", { type: "button", class: "button", onclick: leave }, "Cancel");
  const send = h("button", { type: "submit", class: "button primary" }, submit);
  return h("footer", { class: "dialog-foot" }, cancel, send);
}
