// The top of a channel: what it is for, and on a first visit what to try.

import { h } from "./dom.js";

const EXAMPLES = 3;

export function welcome(store, actions) {
  const { name, about } = store.state.channels.find(({ name }) => name === store.channel);
  return h(
    "section",
    { class: "welcome", "aria-label": `About #${name}` },
    h("h2", {}, `Welcome to #${name}`),
    h("p", {}, `${about}. Talk as the ${store.name(store.person).toLowerCase()}, or give Usher a command:`),
    h(
      "ul",
      { class: "examples" },
      examples(store).map((command) => h("li", {}, example(command, actions))),
    ),
    h(
      "p",
      { class: "welcome-note" },
      "Type ",
      h("kbd", {}, "/"),
      " to see every command. A paper can be dropped anywhere on the page.",
    ),
  );
}

// Commands that take something show most; sub-commands and /help come later by themselves.
function examples({ commands }) {
  const shows = ({ name, example }) => example && !name.includes(" ") && name !== "help";
  return commands.filter(shows).slice(0, EXAMPLES);
}

function example({ example: text, summary }, actions) {
  const run = () => actions.example(text);
  return h(
    "button",
    { type: "button", class: "example", onclick: run },
    h("code", {}, text),
    h("span", {}, summary),
  );
}
