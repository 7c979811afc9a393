// A dialog's fields, one for each option, by its kind. Each tells its value and can show an error beside itself.

import { post } from "./api.js";
import { freshId, h, icon, size } from "./dom.js";

const LONG_TEXT = 200; // characters from which a text gets several lines

export function fieldFor(store, command, option, given) {
  const id = freshId("field");
  const control = CONTROLS[option.kind]({ store, command, option, given: given ?? option.default, id });
  const error = h("p", { class: "field-error", id: `${id}-error` });
  const about = h("p", { class: "field-note", id: `${id}-about` }, says(option) ? "" : option.description);
  const described = [control.node, ...control.node.querySelectorAll("input")].filter((node) =>
    node.matches("input, select, textarea, fieldset"),
  );
  for (const node of described) node.setAttribute("aria-describedby", `${id}-about ${id}-error`);
  return {
    option,
    node: h("div", { class: "field" }, label(option, id), about, control.node, error),
    value: control.value,
    take: control.take,
    focus: () => control.focus.focus(),
    showError(text) {
      error.textContent = text;
      control.focus.setAttribute("aria-invalid", String(Boolean(text)));
    },
  };
}

function label(option, id) {
  const wanted = option.needed ? "" : h("span", { class: "field-optional" }, " optional");
  return h(
    isGroup(option) ? "p" : "label",
    { class: "field-label", id: `${id}-label`, for: isGroup(option) ? null : id },
    option.label,
    wanted,
  );
}

// A box says beside itself what it is about.
const says = ({ kind }) => kind === "flag";
const isGroup = ({ kind }) => kind === "choices";
const plain = (node) => ({ node, focus: node, value: () => node.value });

const CONTROLS = {
  text: text,
  integer: (about) => number(about, "1"),
  number: (about) => number(about, "any"),
  flag: ({ given, id, option }) => {
    const box = h("input", {
      type: "checkbox",
      id,
      checked: given === true || given === "yes" || given === "true",
    });
    const node = h("div", { class: "check" }, box, h("label", { for: id }, option.description));
    return { node, focus: box, value: () => (box.checked ? "yes" : "no") };
  },
  choice: ({ option, given, id }) => {
    const none = h("option", { value: "" }, option.required ? "Choose one" : "Not chosen");
    const choices = option.choices.map(({ value, label }) => h("option", { value }, label));
    const node = h("select", { id }, none, choices);
    node.value = given ?? "";
    if (node.selectedIndex < 0) node.value = "";
    return plain(node);
  },
  choices: ({ option, given, id }) => {
    const chosen = new Set(Array.isArray(given) ? given : []);
    const boxes = option.choices.map(({ value }) =>
      h("input", { type: "checkbox", value, id: freshId(id), checked: chosen.has(value) }),
    );
    const rows = option.choices.map(({ label }, index) =>
      h("div", { class: "check" }, boxes[index], h("label", { for: boxes[index].id }, label)),
    );
    const node = h("fieldset", { class: "check-list", "aria-labelledby": `${id}-label` }, rows);
    return {
      node,
      focus: boxes[0] ?? node,
      value: () => boxes.filter((box) => box.checked).map((box) => box.value),
    };
  },
  file: fileControl,
};

function text({ store, command, option, given, id }) {
  const value = given ?? "";
  const required = { id, value, "aria-required": String(option.required), autocomplete: "off" };
  if (option.multiline || option.maximum > LONG_TEXT) return plain(h("textarea", { ...required, rows: "4" }));
  const node = h("input", { type: "text", ...required });
  return option.suggests ? withSuggestions(node, store, command, option) : plain(node);
}

function withSuggestions(node, store, command, option) {
  const list = h("datalist", { id: `${node.id}-list` });
  node.setAttribute("list", list.id);
  let newest = 0;
  const ask = async () => {
    const number = (newest += 1);
    const found = await post(store, "/api/suggest", {
      name: command.name,
      option: option.name,
      typed: node.value,
    }).catch(() => []);
    if (number === newest)
      list.replaceChildren(...found.map(({ value, label }) => h("option", { value, label })));
  };
  node.addEventListener("focus", ask);
  node.addEventListener("input", ask);
  return { node: h("div", {}, node, list), focus: node, value: () => node.value };
}

function number({ option, given, id }, step) {
  const bounds = { min: option.minimum, max: option.maximum, step };
  return plain(
    h("input", {
      type: "number",
      id,
      value: given ?? "",
      "aria-required": String(option.required),
      ...bounds,
    }),
  );
}

function fileControl({ given, id }) {
  let file = given instanceof File ? given : null;
  const input = h("input", { type: "file", id, class: "file-input" });
  const words = h("span", {});
  const node = h("div", { class: "dropzone" }, icon("file"), words, input);
  const take = (chosen) => {
    file = chosen ?? file;
    words.textContent = file ? `${file.name} · ${size(file.size)}` : "Drop the file here, or choose it";
    node.classList.toggle("filled", Boolean(file));
  };
  input.addEventListener("change", () => take(input.files[0]));
  take(null);
  return { node, focus: input, value: () => file, take };
}
