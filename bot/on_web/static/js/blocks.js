// A reply's blocks as elements, one function a kind; the server's renderer names the kinds.

import { h, icon, size } from "./dom.js";
import { isBareDay, moment } from "./moments.js";

const SAFE_LINK = /^(https?|mailto):/i;

const SPANS = {
  plain: ({ text }) => document.createTextNode(text),
  strong: ({ text }) => h("strong", {}, text),
  struck: ({ text }) => h("s", {}, text),
  code: ({ text }) => h("code", {}, text),
  link: ({ text, url }) =>
    SAFE_LINK.test(url)
      ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text)
      : document.createTextNode(text),
  moment: ({ at }) =>
    h("time", { datetime: at, title: isBareDay(at) ? null : "In your time zone" }, moment(at)),
  countdown: ({ to, words }) =>
    h("span", { class: "countdown", role: "timer", "aria-live": "off", "data-countdown": to }, words),
};

const BLOCKS = {
  heading: ({ text }) => h("h3", { class: "card-heading" }, text),
  paragraph: ({ said }) => h("p", {}, line(said)),
  bullets: ({ items }) =>
    h(
      "ul",
      { class: "bullets" },
      items.map((item) => h("li", {}, line(item))),
    ),
  facts: ({ facts }) => h("dl", { class: "facts" }, facts.map(fact)),
  table: ({ caption, columns, rows }) => table(caption, columns, rows),
  quote: ({ said, section, line: number }) =>
    h(
      "figure",
      { class: "quote" },
      h("blockquote", {}, line(said)),
      number > 0 && h("figcaption", {}, [section, `line ${number} of the call`].filter(Boolean).join(" · ")),
    ),
  picture: ({ url, description }, tools) =>
    h(
      "a",
      { class: "picture", href: tools.file(url), target: "_blank", rel: "noopener" },
      h("img", { src: tools.file(url), alt: description, onload: tools.resized }),
    ),
  file: ({ name, url, size: bytes }, tools) =>
    h(
      "a",
      { class: "file", href: tools.file(url), download: name },
      icon("file"),
      h("span", { class: "file-name" }, name),
      h("span", { class: "file-size" }, size(bytes)),
    ),
  buttons: ({ buttons }, tools) =>
    h(
      "div",
      { class: "buttons" },
      buttons.map((button) => pressable(button, tools)),
    ),
};

export const line = (spans) => spans.map((span) => SPANS[span.type](span));

// `tools` hold what a block can do: `press` a button, the address of a `file`, and tell that it `resized`.
export const blocks = (shown, tools) => shown.map((block) => BLOCKS[block.type](block, tools));

export const toneOf = (shown) => shown.find((block) => block.type === "heading")?.tone ?? "plain";

export const words = (shown) =>
  shown
    .map((block) => block.text ?? block.said?.map((span) => span.text ?? span.words ?? "").join("") ?? "")
    .filter(Boolean)
    .join(" ");

function fact({ label, value, tone }) {
  return h("div", { class: "fact", "data-tone": tone }, h("dt", {}, label), h("dd", {}, line(value)));
}

// Where a screen is too narrow for it, the table can be scrolled, by keys too.
function table(caption, columns, rows) {
  const numeric = (place) => columns[place].numeric && "number";
  const heads = columns.map(({ head }, place) => h("th", { scope: "col", class: numeric(place) }, head));
  const cell = (text, place) =>
    place ? h("td", { class: numeric(place) }, text) : h("th", { scope: "row" }, text);
  const body = rows.map((row) => h("tr", {}, row.map(cell)));
  return h(
    "div",
    { class: "table", role: "region", "aria-label": caption, tabindex: "0" },
    h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, heads)), h("tbody", {}, body)),
  );
}

// A pressed button is not disabled, which would take the focus away from it.
function pressable({ label, code, primary }, tools) {
  const press = async ({ currentTarget: button }) => {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    await tools.press(code).finally(() => button.removeAttribute("aria-busy"));
  };
  return h("button", { type: "button", class: primary ? "button primary" : "button", onclick: press }, label);
}
