// Small helps; every page works without them.

// The error summary takes focus, so that a screen reader begins with what is wrong.
document.querySelector("[data-error-summary]")?.focus();

// Menus close with Escape, on a click elsewhere, and when focus leaves them.
const menus = [...document.querySelectorAll("details.sm-menu")];
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus) {
    if (menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});
for (const menu of menus) {
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}

// Who opens the search wants to write.
for (const menu of document.querySelectorAll("details[data-search]")) {
  menu.addEventListener("toggle", () => menu.open && menu.querySelector("input").focus());
}

// A link to a field inside something folded unfolds it; browsers that do so themselves lose nothing.
function unfold() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  let folded = target.closest("details:not([open])");
  if (!folded) return;
  for (; folded; folded = folded.parentElement.closest("details:not([open])")) folded.open = true;
  target.scrollIntoView();
  if (target.matches("input, select, textarea")) target.focus();
}
addEventListener("hashchange", unfold);
addEventListener("click", (event) => event.target.closest?.('a[href^="#"]') && setTimeout(unfold));
unfold();

// What htmx saved is said once in the page's status region.
document.body.addEventListener("announce", (event) => {
  const region = document.getElementById("status-region");
  if (region) region.textContent = event.detail.value;
});

// The theme button means the other theme than the one that is seen, also when the computer decides.
document.querySelector("[data-theme-button]")?.addEventListener("submit", (event) => {
  const dark = document.documentElement.dataset.bsTheme === "dark";
  event.target.elements.theme.value = dark ? "light" : "dark";
});

// A page that prints well offers it; without scripts the browser's own menu does.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
