// What could come next at the caret: commands, option names or an option's values.

import { findCommand, readLine, takesWords } from "./commandline.js";

const SLIP = 2; // letters too many with which a command is still meant

const FLAGS = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

// Null, or a title with items at once, or a question to the server in `ask`. Every item replaces from..to.
export function complete(text, caret, commands) {
  if (!text.startsWith("/")) return null;
  const before = text.slice(0, caret);
  const known = findCommand(before, commands);
  if (!known || before.length === known.name.length + 1) return commandNames(before, text.length, commands);
  const line = readLine(text, commands);
  if (line?.command !== known) return null;
  const value = line.named.find(({ from, to }) => caret >= from && caret <= to);
  return value ? valuesOf(line, value, text, caret, commands) : optionNames(line, text, caret, commands);
}

function commandNames(before, to, commands) {
  if (/\n/.test(before)) return null;
  const said = before.slice(1).trimStart().toLowerCase();
  const rank = ({ name, summary }) => {
    if (name.startsWith(said)) return 0;
    if (said.startsWith(name) && said.length - name.length <= SLIP) return 1;
    if (name.includes(said)) return 2;
    return said.length > 2 && summary.toLowerCase().includes(said) ? 3 : 4;
  };
  const found = commands.filter((command) => rank(command) < 4).sort((one, other) => rank(one) - rank(other));
  const items = found.map((command) => commandItem(command, to));
  return { title: "Commands", items, first: true, exact: found[0]?.name === said };
}

function commandItem({ name, summary }, to) {
  return { label: `/${name}`, note: summary, insert: `/${name} `, from: 0, to };
}

function optionNames({ command, named, bare }, text, caret, commands) {
  const from = text.slice(0, caret).search(/\S*$/);
  const typed = text.slice(from, caret).toLowerCase();
  const used = new Set(named.map(({ option }) => option.name));
  const free = command.options.filter(({ name }) => !used.has(name) && name.startsWith(typed));
  const bareText = caret <= bare.to ? bare.text : "";
  const items = [
    ...subCommands(command, bareText, text.length, commands),
    ...free.map((option) => optionItem(option, from, caret)),
  ];
  const [first] = takesWords(command);
  const asks = bareText && first?.suggests && !used.has(first.name);
  const ask = asks ? { option: first, typed: bareText, from: bare.from + 1, to: bare.to } : null;
  if (bareText && !ask && command.options.length < 2) return null;
  return items.length || ask ? { title: `Options of /${command.name}`, items, ask } : null;
}

function subCommands(command, typed, to, commands) {
  const starts = `${command.name} ${typed}`.toLowerCase();
  return commands
    .filter(({ name }) => name !== command.name && name.startsWith(starts))
    .map((found) => commandItem(found, to));
}

function optionItem(option, from, to) {
  const note = option.required ? option.description : `${option.description} (optional)`;
  return {
    label: `${option.name}:`,
    note,
    insert: `${option.name}:`,
    from,
    to,
    file: option.kind === "file" ? option : null,
  };
}

// The value at the caret; once a blank ends it, also the options that are left.
function valuesOf(line, { option, from, to }, text, caret, commands) {
  const typed = text.slice(from, caret).replace(/^"/, "");
  const left = /\s$/.test(typed) ? optionNames(line, text, caret, commands) : null;
  const title = left?.title ?? `${option.name}: ${option.description}`;
  if (option.kind === "text" && !option.suggests) return null;
  const part = option.kind === "choices" ? typed.slice(typed.lastIndexOf(",") + 1).trimStart() : typed;
  const ask = { option, typed: part.trim(), from: caret - part.length, to };
  if (option.suggests) return { title, items: left?.items ?? [], ask };
  if (left || option.kind !== "flag") return left;
  return {
    title,
    items: valueItems(
      FLAGS.filter(({ value }) => value.startsWith(typed)),
      ask,
    ),
  };
}

// Values to pick, without the one that stands there already; one of several is followed by a comma.
export function valueItems(choices, { option, typed, from, to }) {
  const end = option.kind === "choices" ? ", " : " ";
  const same = (one, other) => one.toLowerCase() === other.toLowerCase();
  const open = choices.filter(({ value }) => !same(value, typed));
  return open.map(({ value, label }) => ({
    label,
    note: same(value, label) ? "" : value,
    value,
    end,
    from,
    to,
  }));
}
