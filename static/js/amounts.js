// An amount is shown as it was understood when one leaves its field: "1,2 mio." becomes "1.200.000".
const AMOUNT =
  /^(?:kr\.?\s*)?([-\u2212\u2013])?\s*(\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:,(\d+|-))?\s*(mio\.?|mia\.?)?\s*(?:kr\.?)?$/i;

function understood(text) {
  const found = AMOUNT.exec(text.replaceAll(/\s+/g, " ").trim());
  if (!found) return text;
  const [, minus, whole, typed = "", unit] = found;
  const decimals = typed.replace("-", "");
  let digits = whole.replaceAll(/[. ]/g, "");
  let rest = decimals;
  if (unit) {
    const zeros = unit.toLowerCase().startsWith("mia") ? 9 : 6;
    digits += decimals.padEnd(zeros, "0").slice(0, zeros);
    rest = decimals.slice(zeros);
  }
  digits = digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ".");
  rest = rest.replace(/0+$/, "");
  return (minus ? "\u2212" : "") + digits + (rest ? "," + rest : "");
}

// An amount below zero in the table of a business case is asked about above its field, where errors stand too.
function askBelowZero(field) {
  const asked = field.closest("[data-below-zero]")?.dataset.belowZero;
  if (!asked || !field.closest("[data-year]")) return;
  const id = `${field.id}_doubt`;
  const said = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id);
  document.getElementById(id)?.remove();
  if (/^[-\u2212\u2013]\s*[\d.,]*[1-9]/.test(field.value.trim())) {
    const doubt = document.createElement("p");
    doubt.id = id;
    doubt.className = "sm-lines__doubt";
    doubt.textContent = asked;
    field.before(doubt);
    said.push(id);
  }
  if (said.length) field.setAttribute("aria-describedby", said.join(" "));
  else field.removeAttribute("aria-describedby");
}

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("input[data-amount]")) return;
  event.target.value = understood(event.target.value);
  askBelowZero(event.target);
});
for (const field of document.querySelectorAll("[data-below-zero] [data-year] input[data-amount]")) askBelowZero(field);
