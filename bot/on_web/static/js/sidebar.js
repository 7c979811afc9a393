// Channels and the person one is; on a narrow screen a drawer.

import { byId, h, icon } from "./dom.js";

export function connectSidebar(store) {
  const menu = byId("menu");
  const sidebar = byId("sidebar");
  const narrow = matchMedia("(max-width: 760px)");

  const open = (shown) => {
    sidebar.classList.toggle("open", shown);
    byId("scrim").hidden = !shown;
    menu.setAttribute("aria-expanded", String(shown));
    sidebar.inert = narrow.matches && !shown;
    if (shown) sidebar.querySelector("[aria-current=page]")?.focus();
  };
  const leave = () => {
    if (!sidebar.classList.contains("open")) return;
    open(false);
    menu.focus();
  };

  menu.addEventListener("click", () => open(true));
  byId("scrim").addEventListener("click", leave);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && leave());
  narrow.addEventListener("change", () => open(false));
  open(false);

  const draw = () => {
    if (!store.state) return;
    drawHead(store);
    drawChannels(store, leave);
    drawPeople(store);
  };
  store.on("state", draw);
  store.on("channel", draw);
  store.on("messages", () => drawChannels(store, leave));
}

function drawHead(store) {
  const { about } = store.state.channels.find(({ name }) => name === store.channel);
  byId("event").textContent = store.state.event;
  byId("channel").textContent = `#${store.channel}`;
  byId("about").textContent = about;
  document.title = `#${store.channel} · Usher playground`;
}

function drawChannels(store, leave) {
  const list = byId("channels");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
  list.replaceChildren(...store.state.channels.map((known) => h("li", {}, channel(store, known, leave))));
  if (focused) list.querySelector(`[data-channel="${focused}"]`)?.focus();
}

function channel(store, { name, closed }, leave) {
  const isUnread = store.unread.has(name);
  const choose = () => {
    store.chooseChannel(name);
    leave();
  };
  return h(
    "button",
    {
      type: "button",
      class: "channel",
      "data-channel": name,
      "data-unread": isUnread ? "yes" : null,
      "aria-current": name === store.channel ? "page" : null,
      onclick: choose,
    },
    icon(closed ? "lock" : "hash"),
    name,
    isUnread && h("span", { class: "unread" }, "new"),
  );
}

function drawPeople(store) {
  const box = byId("people");
  const known = [...box.querySelectorAll("input")];
  if (known.length) return known.forEach((input) => (input.checked = input.value === store.person));
  const choose = ({ target }) => store.choosePerson(target.value);
  return box.append(
    ...store.state.people.map(({ id, name }) =>
      h(
        "label",
        { class: "person" },
        h("input", {
          type: "radio",
          name: "person",
          value: id,
          checked: id === store.person,
          onchange: choose,
        }),
        h("span", { class: `avatar small ${id}`, "aria-hidden": "true" }, name[0]),
        name,
      ),
    ),
  );
}
