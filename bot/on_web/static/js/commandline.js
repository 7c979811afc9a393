// What was typed after a slash, read as a command with its options. Pure: text in, values out.
//
// An option is `name:value`; its value runs to the next option's name or the end, or stands in quotes.
// Words before the first name go to the options in order, and a text option takes all of them.

const NAME = /(?<!\S)([A-Za-z][\w-]*):/g;

export function findCommand(text, commands) {
  if (!text.startsWith("/")) return null;
  const said = text.slice(1).toLowerCase();
  const fits = ({ name }) => said.startsWith(name) && /^(\s|$)/.test(said.slice(name.length));
  return commands.filter(fits).sort((one, other) => other.name.length - one.name.length)[0] ?? null;
}

// The command, each `name:value` with where it stands, and the bare words with where they stand.
export function readLine(text, commands) {
  const command = findCommand(text, commands);
  if (!command) return null;
  const start = command.name.length + 1;
  const named = namedValues(text, start, command);
  const bareEnd = named[0]?.start ?? text.length;
  return { command, named, bare: { from: start, to: bareEnd, text: text.slice(start, bareEnd).trim() } };
}

function namedValues(text, start, command) {
  const found = [];
  let at = start;
  for (let mark = nextName(text, at, command); mark; mark = nextName(text, at, command)) {
    const value = readValue(text, mark.from, command);
    found.push({ ...mark, ...value });
    at = value.to;
  }
  return found;
}

function nextName(text, from, command) {
  NAME.lastIndex = from;
  for (let match = NAME.exec(text); match; match = NAME.exec(text)) {
    const option = command.options.find(({ name }) => name === match[1].toLowerCase());
    if (option) return { option, start: match.index, from: NAME.lastIndex };
  }
  return null;
}

function readValue(text, from, command) {
  const close = text[from] === '"' ? text.indexOf('"', from + 1) : -1;
  if (close > 0) return { value: text.slice(from + 1, close), to: close + 1 };
  const to = nextName(text, from, command)?.start ?? text.length;
  return { value: text.slice(from, to).trim().replace(/^"/, ""), to };
}

// The options to send; a `choices` option becomes a list.
export function optionsOf({ command, named, bare }) {
  const values = { ...positional(command, bare.text) };
  for (const { option, value } of named) if (value && option.kind !== "file") values[option.name] = value;
  for (const option of command.options) {
    if (option.kind === "choices" && values[option.name]) values[option.name] = listed(values[option.name]);
  }
  return values;
}

export const takesWords = (command) => command.options.filter(({ kind }) => kind !== "file");
const isFree = (option) => option.kind === "text" && !option.suggests;

function positional(command, text) {
  const open = takesWords(command);
  if (!text || open.length === 0) return text ? { [text.split(/\s/)[0]]: text } : {};
  const unknown = isFree(open[0]) ? null : /^([\w-]+):(?!\/\/)(\S.*)$/s.exec(text);
  if (unknown) return { [unknown[1]]: unknown[2] };
  const values = {};
  let rest = text;
  open.forEach((option, index) => {
    const takesRest = option.kind === "text" || index === open.length - 1;
    const [word] = takesRest ? [rest] : rest.split(/\s/, 1);
    if (word) values[option.name] = word.replace(/^"(.*)"$/s, "$1");
    rest = rest.slice(word.length).trim();
  });
  return values;
}

function listed(value) {
  return value
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);
}

// A value as it must be written so that it is read back whole.
export function written(value, command) {
  const ends = nextName(value, 0, command) !== null || value.startsWith('"') || value !== value.trim();
  return ends ? `"${value.replaceAll('"', "")}"` : value;
}

// Whether a dialog should ask: a form with nothing filled in, or something required is missing.
export function asksFirst(command, options, files) {
  const isMissing = ({ name, required }) => required && !options[name] && !files[name];
  const isEmpty = Object.keys(options).length + Object.keys(files).length === 0;
  return command.options.some(isMissing) || (command.form !== null && isEmpty);
}
