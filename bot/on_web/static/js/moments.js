// Times as the reader reads them: in their own zone, with the zone named; a bare day is never shifted.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const locale = navigator.language.startsWith("en") ? navigator.language : "en";
const day = { weekday: "short", year: "numeric", month: "short", day: "numeric" };
const bareDay = new Intl.DateTimeFormat(locale, { ...day, timeZone: "UTC" });
const instant = new Intl.DateTimeFormat(locale, {
  ...day,
  hour: "numeric",
  minute: "2-digit",
  timeZoneName: "short",
});
const clockTime = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
const short = new Intl.DateTimeFormat(locale, {
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
});
const longDay = new Intl.DateTimeFormat(locale, { dateStyle: "full" });

export const isBareDay = (written) => !written.includes("T");
export const moment = (written) =>
  isBareDay(written) ? bareDay.format(new Date(written)) : instant.format(new Date(written));
export const hour = (written) => clockTime.format(new Date(written));
export const shortMoment = (written) => short.format(new Date(written));
export const dayOf = (at) => longDay.format(at);

// The day on the reader's calendar, written as a bare day.
export function localDay(at) {
  const two = (number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

// Days on the reader's calendar, as numbers that can be subtracted.
const dayNumber = (at) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / DAY;
const dayNumberOf = (written) =>
  isBareDay(written) ? Date.parse(written) / DAY : dayNumber(new Date(written));

export const daysUntil = (written, now) => dayNumberOf(written) - dayNumber(now);

// The time left in words; under an hour to the second.
export function timeLeft(written, now) {
  if (isBareDay(written)) return untilDay(written, now);
  const left = new Date(written) - now;
  return left >= 0 ? `in ${span(left)}` : `passed ${span(-left)} ago`;
}

// A bare day names no zone: it has passed when it is over everywhere, last at UTC-12.
function untilDay(written, now) {
  const days = daysUntil(written, now);
  const lastDay = Math.floor((now.getTime() - 12 * HOUR) / DAY);
  if (days < 0 && dayNumberOf(written) >= lastDay) return "over where you are, not yet everywhere";
  return inDays(days);
}

function inDays(days) {
  if (days === 0) return "today";
  if (Math.abs(days) === 1) return days > 0 ? "tomorrow" : "passed yesterday";
  return days > 0 ? `in ${days} days` : `passed ${-days} days ago`;
}

function span(length) {
  if (length >= 2 * DAY) return `${Math.floor(length / DAY)} days`;
  if (length >= 2 * HOUR) return `${Math.floor(length / HOUR)} hours`;
  if (length >= HOUR) return `${Math.floor(length / MINUTE)} minutes`;
  const seconds = `${Math.floor((length % MINUTE) / SECOND)} s`;
  return length >= MINUTE ? `${Math.floor(length / MINUTE)} min ${seconds}` : seconds;
}

// Every countdown on the page, by the playground's clock; only words that changed touch the page.
export function keepCounting(store) {
  const count = () => {
    for (const node of document.querySelectorAll("[data-countdown]")) {
      const words = timeLeft(node.dataset.countdown, store.now());
      if (node.textContent !== words) node.textContent = words;
    }
  };
  setInterval(count, SECOND);
  store.on("clock", count);
  store.on("messages", count);
}
