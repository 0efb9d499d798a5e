/** The page for paper: opens the print dialog once it stands, and again by its button. */

const print = () => window.print();

document.querySelector("[data-print]").addEventListener("click", print);
window.addEventListener("load", print);
