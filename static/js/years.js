// On a phone the table of a business case shows one year at a time. Every field stays on the page, so nothing that was
// typed is lost; without scripts, and where there is room, all years are shown.
for (const table of document.querySelectorAll("[data-one-year]")) {
  const cells = [...table.querySelectorAll("[data-year]")];
  const years = [...new Set(cells.map((cell) => cell.dataset.year))];
  const bar = table.querySelector("[data-year-bar]");
  const said = bar.querySelector("[data-year-shown]");
  const onward = table.querySelector("[data-year-onward]");
  const KEPT = `shown-year:${location.pathname}`;
  let place = 0;

  const show = (year) => {
    place = Math.max(years.indexOf(year), 0);
    for (const cell of cells) cell.classList.toggle("sm-year--other", cell.dataset.year !== years[place]);
    said.textContent = said.dataset.yearShown
      .replace("{year}", years[place])
      .replace("{place}", place + 1)
      .replace("{count}", years.length);
    for (const button of bar.querySelectorAll("[data-year-step]"))
      button.disabled = !years[place + Number(button.dataset.yearStep)];
    onward.hidden = place + 1 === years.length;
    onward.textContent = onward.dataset.yearOnward.replace("{year}", years[place + 1]);
    sessionStorage.setItem(KEPT, years[place]);
  };

  // A link to a field, as in the list of what is wrong, shows its year before the browser goes to it.
  const reveal = (address) => {
    const cell = address && document.getElementById(address.slice(1))?.closest("[data-year]");
    if (cell && table.contains(cell)) show(cell.dataset.year);
  };

  if (years.length > 1) {
    bar.hidden = false;
    show(table.querySelector("[data-year] [aria-invalid]")?.closest("[data-year]").dataset.year ?? sessionStorage.getItem(KEPT));
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-year-step]");
      if (!button) return;
      show(years[place + Number(button.dataset.yearStep)]);
      if (button.disabled) bar.querySelector("[data-year-step]:enabled").focus();
    });
    onward.addEventListener("click", () => {
      show(years[place + 1]);
      cells.find((cell) => cell.dataset.year === years[place]).querySelector("input").focus();
    });
    document.addEventListener("click", (event) => reveal(event.target.closest?.("a[href^='#']")?.hash));
  }
}
