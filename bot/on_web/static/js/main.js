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
import { connectNotice } from "./notice.js";
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

connectNotice(store);

connectLive(store);
if (matchMedia("(hover: hover)").matches) byId("text").focus();
