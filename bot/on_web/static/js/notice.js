// A line under the clock when the server is gone, and when it is back.

import { byId } from "./dom.js";

const SHOWN = 10_000; // milliseconds

export function connectNotice(store) {
  const box = byId("notice");
  let timer = null;

  const show = (words, tone) => {
    clearTimeout(timer);
    box.hidden = !words;
    box.dataset.tone = tone;
    box.textContent = words;
  };

  store.on("connection", (isUp) => {
    show(isUp ? "" : "Usher does not answer: it may have stopped. Trying to reach it again…", "bad");
  });
  store.on("state", ({ restarted }) => {
    if (!restarted) return;
    show("Usher was started anew; earlier messages are gone.", "good");
    timer = setTimeout(() => show("", "good"), SHOWN);
  });
}
