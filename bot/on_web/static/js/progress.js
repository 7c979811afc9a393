// A progress bar with words; assistive technology hears the words, not each step.

import { h } from "./dom.js";

export function progressBar(label, cancel) {
  const bar = h("progress", { max: "1", "aria-label": label });
  const words = h("span", { class: "progress-words", "aria-live": "polite" }, label);
  const stop = cancel && h("button", { type: "button", class: "link-button", onclick: cancel }, "Cancel");
  const node = h("div", { class: "progress" }, words, bar, stop);
  const show = (done, doing) => {
    if (done > 0) bar.value = Math.min(done, 1);
    if (doing && words.textContent !== doing) words.textContent = doing;
  };
  return { node, show };
}
