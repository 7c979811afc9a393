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
  preview: ({ platform, title, copies }, tools) =>
    h(
      "section",
      { class: "preview", "aria-label": title },
      h("p", { class: "preview-title" }, title),
      copies.map((copy) => sample(platform, copy, tools)),
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

// A message drawn as its platform shows it: Discord's dark embed, Slack's flat text, or a card of this page.
function sample(platform, { note, rings, blocks: shown }, tools) {
  const rung = rings.length > 0 && h("p", {}, rings.map((name) => h("span", { class: "ring" }, name)));
  return [
    note && h("p", { class: "preview-note" }, note),
    h(
      "div",
      { class: `sample on-${platform}`, role: "group", "aria-label": "Preview", tabindex: 0 },
      h("span", { class: "sample-avatar", "aria-hidden": "true" }, "U"),
      h(
        "div",
        { class: "sample-body" },
        h("p", { class: "sample-head" }, h("strong", {}, "Usher"), h("span", { class: "sample-app" }, "APP")),
        rung,
        h("div", { class: "sample-text", "data-tone": toneOf(shown) }, blocks(shown, tools)),
      ),
    ),
  ];
}

function fact({ label, value, tone }) {
  return h("div", { class: "fact", "data-tone": tone }, h("dt", {}, label), h("dd", {}, line(value)));
}

// The roles are spelled out for phones, where the style takes rows apart, and some browsers then forget.
function table(caption, columns, rows) {
  const numeric = (place) => columns[place].numeric && "number";
  const head = ({ head: text }, place) =>
    h("th", { scope: "col", role: "columnheader", class: numeric(place) }, text);
  const cell = (text, place) =>
    place
      ? h("td", { role: "cell", class: numeric(place) }, text)
      : h("th", { scope: "row", role: "rowheader" }, text);
  const row = (cells) => h("tr", { role: "row" }, cells);
  return h(
    "table",
    { class: "table", role: "table" },
    h("caption", {}, caption),
    h("thead", { role: "rowgroup" }, row(columns.map(head))),
    h("tbody", { role: "rowgroup" }, rows.map((cells) => row(cells.map(cell)))),
  );
}

// A pressed button is not disabled, which would take the focus away from it.
function pressable({ label, code, style }, tools) {
  const press = async ({ currentTarget: button }) => {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    await tools.press(code).finally(() => button.removeAttribute("aria-busy"));
  };
  return h("button", { type: "button", class: `button ${style}`, onclick: press }, label);
}
