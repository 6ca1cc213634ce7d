// What a page does beyond plain HTML. Every form also works without this file.
"use strict";

(function () {
  // An error is where a person must look first.
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();

  // A link of the error summary leads into the question itself.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".stop-box a[href^='#']");
    if (!link) return;
    const place = document.getElementById(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    place.scrollIntoView({ block: "center" });
    (place.matches("input, select, textarea") ? place : place.querySelector("input") || place).focus({ preventScroll: true });
  });

  // A menu closes when one looks elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  });

  // A question that depends on another of the same page shows itself when it is asked.
  function ask(form) {
    for (const box of form.querySelectorAll("[data-when]")) {
      const chosen = form.querySelector(`[name="${box.dataset.when}"]:checked, select[name="${box.dataset.when}"]`);
      box.hidden = !(chosen && box.dataset.whenAnswers.split(" ").includes(chosen.value));
    }
  }

  for (const asking of document.querySelectorAll("form")) {
    if (!asking.querySelector("[data-when]")) continue;
    ask(asking);
    asking.addEventListener("change", () => ask(asking));
  }

  const form = document.getElementById("answers");
  if (form) {
    // Choosing a file sends it; one that is too large is told so before it travels.
    const limit = Number(form.dataset.uploadLimit);
    form.addEventListener("change", (event) => {
      const input = event.target.closest("input[data-upload]");
      if (!input || !input.files.length) return;
      const tooLarge = Array.from(input.files).find((file) => file.size > limit);
      const box = input.closest(".ask");
      let said = box.querySelector(".wrong[data-own]");
      if (!said) {
        said = document.createElement("p");
        said.className = "wrong";
        said.dataset.own = "";
        said.setAttribute("role", "alert");
        box.querySelector(".upload").before(said);
      }
      said.textContent = tooLarge ? `“${tooLarge.name}”${form.dataset.uploadWords}` : "";
      if (tooLarge) { input.value = ""; return; }
      box.querySelector(".upload button").click();
    });
    for (const button of form.querySelectorAll(".upload button")) button.hidden = true;

    // A telephone offers its camera.
    if (window.matchMedia("(pointer: coarse)").matches) for (const way of form.querySelectorAll(".camera")) way.hidden = false;
    for (const input of form.querySelectorAll(".camera input")) input.disabled = !window.matchMedia("(pointer: coarse)").matches;
  }

  // One press is enough: the second one of a double click is swallowed here, and by the form's token on the server.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "1";
    setTimeout(() => { delete event.target.dataset.sent; }, 4000);
  });
  window.addEventListener("pageshow", () => { for (const each of document.forms) delete each.dataset.sent; });
})();
