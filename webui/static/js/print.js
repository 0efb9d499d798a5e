/** The page for paper: opens the print dialog once it stands, and again by its button. */

const print = () => window.print();

document.querySelector("[data-print]").addEventListener("click", print);
window.addEventListener("load", print);

// Who came from the table finds it as it was left.
document.querySelector("[data-back]")?.addEventListener("click", (event) => {
  if (location.hash !== "#back" || history.length < 2) return;
  event.preventDefault();
  history.back();
});
