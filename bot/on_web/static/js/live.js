// The line from the server. It comes back by itself, and the state that it brings first catches the tab up.

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 5000;

export function connectLive(store) {
  let socket = null;
  let pause = FIRST_PAUSE;
  let timer = null;
  let isUp = true;

  function tellUp(now) {
    if (now !== isUp) store.tell("connection", now);
    isUp = now;
  }

  function open() {
    clearTimeout(timer);
    const query = new URLSearchParams({ as: store.person, zone: store.zone });
    socket = new WebSocket(`ws://${location.host}/live?${query}`);
    socket.addEventListener("message", ({ data }) => {
      pause = FIRST_PAUSE;
      tellUp(true);
      store.receive(JSON.parse(data));
    });
    socket.addEventListener("close", lost);
  }

  function lost({ target }) {
    if (target !== socket) return;
    tellUp(false);
    timer = setTimeout(open, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  store.on("person", () => {
    const left = socket;
    open();
    left?.close();
  });
  addEventListener("online", open);
  open();
}
