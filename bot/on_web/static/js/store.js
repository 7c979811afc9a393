// What this tab knows: the server's state, kept up with its events, and the tab's own choices.

const CALLS = 200; // as many as the server keeps

const remembered = (name, otherwise) => sessionStorage.getItem(`usher.${name}`) ?? otherwise;

export class Store extends EventTarget {
  person = remembered("person", "author");
  channel = remembered("channel", "general");
  zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  token = document.querySelector("meta[name=usher-token]").content;
  started = null;
  state = null;
  messages = new Map();
  calls = [];
  progress = new Map();
  unread = new Set();
  offset = 0;
  real = true;

  on(name, listener) {
    this.addEventListener(name, (event) => listener(event.detail));
  }

  tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  get commands() {
    return this.known.filter((command) => command.listed);
  }

  // Those as well that nobody types, since their buttons may open a dialog.
  get known() {
    return this.state?.commands ?? [];
  }

  // The playground's time, which ticks on from what the server said; the browser's own clock may be wrong.
  now() {
    return new Date(Date.now() + this.offset);
  }

  name(person) {
    return this.state?.people.find((known) => known.id === person)?.name ?? person;
  }

  choosePerson(person) {
    this.person = person;
    sessionStorage.setItem("usher.person", person);
    this.tell("person");
  }

  chooseChannel(channel) {
    this.channel = channel;
    this.unread.delete(channel);
    sessionStorage.setItem("usher.channel", channel);
    this.tell("channel");
  }

  receive(event) {
    const { type, ...rest } = event;
    this[`on_${type}`]?.(rest);
  }

  on_state(state) {
    const restarted = this.started !== null && this.started !== state.started;
    const again = this.started === state.started && this.state.person === state.person;
    this.state = state;
    this.started = state.started;
    this.token = state.token;
    this.messages = new Map(state.messages.map((message) => [message.id, message]));
    this.calls = state.calls;
    this.progress.clear();
    this.setClock(state.clock);
    if (!state.channels.some((channel) => channel.name === this.channel))
      this.channel = state.channels[0].name;
    this.tell("state", { restarted, again });
  }

  on_message({ message }) {
    this.messages.set(message.id, message);
    if (message.channel !== this.channel) this.unread.add(message.channel);
    this.tell("messages", message);
  }

  on_gone({ id }) {
    this.messages.delete(id);
    this.tell("messages");
  }

  on_call({ call }) {
    this.calls = [...this.calls.slice(1 - CALLS), call];
    this.tell("calls");
  }

  on_clock({ clock }) {
    this.setClock(clock);
    this.tell("clock");
  }

  on_progress({ key, done, doing }) {
    this.progress.set(key, { done, doing });
    this.tell("progress", key);
  }

  setClock({ now, real }) {
    this.offset = new Date(now) - Date.now();
    this.real = real;
  }
}
