// Posts to the server, as the person whom this tab plays.

export class Refused extends Error {}

// The page's own name for a call, under which its progress is told and it can be cancelled.
export const freshKey = () => crypto.randomUUID();

const UNREACHABLE = "Usher can't be reached. Is it still running?";

const headers = (store) => ({
  "X-Usher-Token": store.token,
  "X-Usher-Person": store.person,
  "X-Usher-Zone": store.zone,
});

export async function post(store, path, body) {
  const sent = { channel: store.channel, ...body };
  let response;
  try {
    response = await fetch(path, { method: "POST", headers: headers(store), body: JSON.stringify(sent) });
  } catch {
    throw new Refused(UNREACHABLE);
  }
  if (!response.ok) throw new Refused(said(response.status, await response.text()));
  return response.json();
}

// Run a command: `call` holds a name with options, or a button's code; `files` are by option.
export function call(store, { files = {}, ...fields }, onUpload = () => {}) {
  const form = new FormData();
  form.append("call", JSON.stringify({ channel: store.channel, ...fields }));
  for (const [option, file] of Object.entries(files)) {
    if (file.size > store.state.upload_most) return Promise.reject(new Refused(tooLarge(store, file)));
    form.append(`file:${option}`, file, file.name);
  }
  return send(store, form, onUpload);
}

// XMLHttpRequest, because fetch can't tell how much of an upload is done.
function send(store, form, onUpload) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/call");
    for (const [name, value] of Object.entries(headers(store))) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => onUpload(event.loaded / event.total));
    request.addEventListener("error", () => reject(new Refused(UNREACHABLE)));
    request.addEventListener("load", () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText));
      else reject(new Refused(said(request.status, request.responseText)));
    });
    request.send(form);
  });
}

function said(status, text) {
  return status < 500 && text ? text : "Something broke inside Usher; it is not your doing. Try again.";
}

function tooLarge(store, file) {
  const most = Math.round(store.state.upload_most / 1024 / 1024);
  return `“${file.name}” is larger than ${most} MB, the most that the playground takes.`;
}
