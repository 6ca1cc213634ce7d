/* Keys for who does this two hundred times a day, and common phrases. Everything works without. */
const rows = [...document.querySelectorAll("table.keyed tr[data-row]")];
let at = -1;

function choose(next) {
  if (!rows.length) return;
  rows[at]?.classList.remove("chosen");
  at = Math.max(0, Math.min(rows.length - 1, next));
  rows[at].classList.add("chosen");
  rows[at].scrollIntoView({ block: "nearest" });
  rows[at].querySelector(".row-open")?.focus({ preventScroll: true });
}

const keys = {
  j: () => choose(at + 1),
  k: () => choose(at - 1),
  o: () => rows[at]?.querySelector(".row-open")?.click(),
  x: () => rows[at]?.querySelector("input[type=checkbox]")?.click(),
  "/": () => document.querySelector("#find")?.focus(),
  "?": () => document.querySelector("#keys")?.showModal(),
  "[": () => document.querySelector("[data-key='[']")?.click(),
  "]": () => document.querySelector("[data-key=']']")?.click(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, dialog, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});

const phrases = document.querySelector("[data-phrases]");
if (phrases) {
  phrases.hidden = false;
  phrases.querySelector("select").addEventListener("change", (event) => {
    const words = document.querySelector("#words");
    if (event.target.value) words.value = words.value ? `${words.value} ${event.target.value}` : event.target.value;
    event.target.selectedIndex = 0;
    words.focus();
  });
}
