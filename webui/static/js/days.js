/** Times in the person's own zone and format, and a heading wherever a list comes to another day. */

import { make } from "./element.js";

const DAY = 86_400_000;

/** Write the times now and whenever a part of the page was brought up to date. */
export function startDays() {
  write();
  document.addEventListener("tidybase:refreshed", write);
}

function write() {
  for (const time of document.querySelectorAll("[data-moment]")) {
    time.textContent = new Date(zoned(time.dateTime)).toLocaleString([], { dateStyle: "long", timeStyle: "short" });
  }
  for (const list of document.querySelectorAll("[data-days]")) {
    if (list.querySelector(".day")) continue;
    let last = null;
    for (const time of list.querySelectorAll("[data-when]")) {
      const when = new Date(zoned(time.dateTime));
      time.textContent = when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      const day = when.toDateString();
      if (day !== last) time.closest("li").before(make("li", { class: "day" }, make("h2", {}, heading(when))));
      last = day;
    }
  }
}

/** The document keeps times in UTC and may leave out saying so. */
function zoned(text) {
  return /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`;
}

function heading(when) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(when).setHours(0, 0, 0, 0)) / DAY);
  if (days < 2) return ["Today", "Yesterday"][Math.max(0, days)];
  return when.toLocaleDateString([], { weekday: "long", day: "numeric", month: "long", year: days > 300 ? "numeric" : undefined });
}
