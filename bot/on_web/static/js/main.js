// The parts put together.

import { createActions } from "./actions.js";
import { connectCalls } from "./calls.js";
import { connectClock } from "./clock.js";
import { Composer } from "./composer.js";
import { byId } from "./dom.js";
import { connectLive } from "./live.js";
import { Messages } from "./messages.js";
import { keepCounting } from "./moments.js";
import { connectSidebar } from "./sidebar.js";
import { Store } from "./store.js";
import { connectTheme } from "./theme.js";

const store = new Store();
const actions = createActions(store);
const composer = new Composer(store, actions);

connectTheme(byId("theme"));
connectSidebar(store);
connectClock(store);
connectCalls(store);
new Messages(store, { press: (code) => composer.press(code), example: (text) => composer.send(text, []) });
keepCounting(store);

store.on("connection", (isUp) => {
  byId("offline").hidden = isUp;
  byId("offline").textContent = isUp ? "" : "Usher does not answer: it may have stopped. Trying to reach it again…";
  document.body.classList.toggle("is-offline", !isUp);
});
store.on("state", ({ restarted }) => {
  if (!restarted) return;
  byId("offline").hidden = false;
  byId("offline").textContent = "Usher was started anew; earlier messages are gone.";
});

connectLive(store);
if (matchMedia("(hover: hover)").matches) byId("text").focus();
