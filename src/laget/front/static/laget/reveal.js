// A link into a folded part opens the part. Most browsers do so themselves; this is for those that do not.
function reveal() {
  const target = document.getElementById(location.hash.slice(1));
  let folded;
  while ((folded = target?.closest("details:not([open])"))) {
    folded.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", reveal);
reveal();
