/** Days in the form their column is written in, just as the server would write them. */

/** How a day is shown where nobody chose a form. */
export const READABLE = "D MMM YYYY";

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];
const PART = /YYYY|MMMM|MMM|MM|M|DD|D/g;
const ISO = "YYYY-MM-DD";

/** @param {string} day as 2019-03-14 @param {string} form such as DD.MM.YYYY */
export function writeDay(day, form = ISO) {
  const parts = /^(\d{4,})-(\d\d)-(\d\d)$/.exec(day);
  if (!parts) return day;
  const [, year, month, date] = parts;
  const name = MONTHS[Number(month) - 1];
  const words = {
    YYYY: year, MMMM: name, MMM: name.slice(0, 3), MM: month, M: String(Number(month)),
    DD: date, D: String(Number(date)),
  };
  return form.replace(PART, (part) => words[part]);
}

/** @param {string} moment as 2019-03-14T18:30:00 @param {string} form such as D/M/YYYY HH:MM */
export function writeMoment(moment, form = `${ISO} HH:MM`) {
  const [day, clock = ""] = moment.split("T");
  const [hours, minutes, seconds] = clock.split(":");
  if (minutes === undefined) return moment;
  const between = form.includes("T") ? "T" : " ";
  const cut = form.lastIndexOf(between);
  const shape = form.slice(cut + 1);
  const hour = shape.startsWith("H:") ? String(Number(hours)) : hours;
  const exact = shape.endsWith("SS") || (seconds !== undefined && Number(seconds) !== 0);
  const time = exact ? `${hour}:${minutes}:${(seconds ?? "00").slice(0, 2)}` : `${hour}:${minutes}`;
  return `${writeDay(day, form.slice(0, cut))}${between}${time}`;
}
