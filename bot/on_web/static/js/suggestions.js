// An option's values from the server: asked when typing pauses, and a late answer to an old question is dropped.

import { post } from "./api.js";

const PAUSE = 120;

export function suggestions(store) {
  let timer = null;
  let newest = 0;

  function forget() {
    clearTimeout(timer);
    newest += 1;
  }

  function ask(command, option, typed, take) {
    forget();
    const number = newest;
    timer = setTimeout(async () => {
      const found = await post(store, "/api/suggest", { name: command, option, typed }).catch(() => []);
      if (number === newest) take(found);
    }, PAUSE);
  }

  return { ask, forget };
}
