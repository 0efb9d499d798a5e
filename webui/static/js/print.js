/** The page for paper: its day as people write it; opens the print dialog, again by its button. */

const print = () => window.print();

const day = document.querySelector("[data-day]");
day.textContent = new Date(`${day.dateTime}T00:00`).toLocaleDateString([], { dateStyle: "long" });

document.querySelector("[data-print]").addEventListener("click", print);
window.addEventListener("load", print);

// Who came from the table finds it as it was left.
document.querySelector("[data-back]")?.addEventListener("click", (event) => {
  if (location.hash !== "#back" || history.length < 2) return;
  event.preventDefault();
  history.back();
});
