// The chosen command's options as chips above the text: which are there, which are missing, which is wrong.

import { optionsOf } from "./commandline.js";
import { byId, h } from "./dom.js";

export function showHints(line, files, wrong, choose) {
  const box = byId("hints");
  box.hidden = !line || line.command.options.length === 0;
  if (box.hidden) return;
  const given = optionsOf(line);
  let waiting = files.length;
  box.replaceChildren(
    ...line.command.options.map((option) => {
      const isGiven = option.kind === "file" ? (waiting -= 1) >= 0 : Boolean(given[option.name]);
      return chip(option, isGiven, option.name === wrong, choose);
    }),
  );
}

function chip(option, isGiven, isWrong, choose) {
  const state = isWrong ? "wrong" : isGiven ? "given" : option.required ? "missing" : "open";
  const words = { wrong: "needs another value", given: "given", missing: "required", open: "optional" }[
    state
  ];
  const press = (event) => event.preventDefault();
  return h(
    "button",
    {
      type: "button",
      class: "hint",
      "data-state": state,
      title: option.description,
      "aria-label": `${option.name}: ${option.description}, ${words}`,
      onmousedown: press,
      onclick: () => choose(option),
    },
    `${option.name}:`,
  );
}
