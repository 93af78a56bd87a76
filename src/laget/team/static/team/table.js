// The table of posts: paste from a spreadsheet into the cells, add rows, and keep what is typed. Without this
// script the same form does the same by sending itself.
const form = document.querySelector("form[data-table]");
const body = form.querySelector("tbody");
const kept = form.querySelector("[data-kept]");
const COLUMNS = ["role", "count", "fraction", "bound", "days", "place"];
const QUIET = 2000; // milliseconds without a key before what is typed is kept

function cell(row, column) {
  return form.elements[`${COLUMNS[column]}-${row}`];
}

function rows() {
  return body.rows.length;
}

// A new last row: the last one again, empty and with the next number.
function addRow() {
  const number = rows();
  const row = body.rows[number - 1].cloneNode(true);
  for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
    for (const attribute of ["name", "id", "for"]) {
      const value = element.getAttribute(attribute);
      if (value) element.setAttribute(attribute, value.replace(/-\d+$/, `-${number}`));
    }
    element.removeAttribute("aria-describedby");
    element.removeAttribute("aria-invalid");
  }
  for (const message of row.querySelectorAll(".ds-validation-message")) message.remove();
  for (const counter of row.querySelectorAll("[data-line]")) counter.textContent = number + 1;
  for (const input of row.querySelectorAll("input, select")) {
    input.value = "";
  }
  row.classList.add("app-empty");
  body.append(row);
  form.elements.rows.value = rows();
}

function put(input, text) {
  if (input.tagName === "SELECT") {
    const wanted = text.trim().toLowerCase();
    const found = [...input.options].find((option) =>
      [option.value, option.text, ...(option.dataset.also ?? "").split("|")].some((name) => name.toLowerCase() === wanted));
    if (found) input.value = found.value;
  } else {
    input.value = text.trim();
  }
}

// "role-12" is the first column of the thirteenth row.
function place(input) {
  const [column, row] = input.name.split("-");
  return [Number(row), COLUMNS.indexOf(column)];
}

body.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!/[\t\n]/.test(text)) return;
  event.preventDefault();
  const [top, left] = place(event.target);
  text.split("\n").forEach((line, down) => {
    while (top + down >= rows()) addRow();
    line.split("\t").slice(0, COLUMNS.length - left).forEach((value, right) => put(cell(top + down, left + right), value));
  });
  changed();
});

body.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.name || event.target.tagName === "SELECT") return;
  event.preventDefault();
  const [row, column] = place(event.target);
  const isLast = row + 1 === rows();
  if (isLast) addRow();
  // From the last cell the next thing is the next line's first; from any other, the cell below.
  cell(row + 1, column === COLUMNS.length - 1 ? 0 : column).focus();
});

form.querySelector("button[data-more]").addEventListener("click", (event) => {
  event.preventDefault();
  const first = rows();
  for (let count = 0; count < 5; count += 1) addRow();
  cell(first, 0).focus();
});

// Keeping the draft.
let waiting;
let unkept = false;
let leaving = false;

async function keep() {
  clearTimeout(waiting);
  if (!unkept) return;
  unkept = false;
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true, credentials: "same-origin",
    });
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    if (answer.status === 204) kept.textContent = kept.dataset.keptText.replace("{time}", time);
    else kept.textContent = answer.status === 400 ? kept.dataset.refused : kept.dataset.failed;
    if (answer.status !== 204) unkept = true;
  } catch {
    unkept = true;
    if (!leaving) kept.textContent = kept.dataset.failed;
  }
}

function changed() {
  unkept = true;
  clearTimeout(waiting);
  waiting = setTimeout(keep, QUIET);
}

form.addEventListener("input", changed);
form.addEventListener("submit", () => {
  // What is sent is kept by the answer.
  unkept = false;
  clearTimeout(waiting);
});
addEventListener("pagehide", () => {
  leaving = true;
  keep();
});
