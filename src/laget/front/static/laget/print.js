// Folded parts are opened for the printer and folded again afterwards: the meeting gets the whole page.
addEventListener("beforeprint", () => document.querySelectorAll("details:not([open])").forEach((part) => {
  part.open = true;
  part.dataset.openedForPrint = "";
}));
addEventListener("afterprint", () => document.querySelectorAll("[data-opened-for-print]").forEach((part) => {
  part.open = false;
  delete part.dataset.openedForPrint;
}));
