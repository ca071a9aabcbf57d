// An amount is shown as it was understood when one leaves its field: "1,2 mio." becomes "1.200.000".
const AMOUNT = /^([-\u2212\u2013])?\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s*(mio\.?)?\s*(?:kr\.?)?$/i;

function understood(text) {
  const found = AMOUNT.exec(text.replaceAll("\u00a0", " ").trim());
  if (!found) return text;
  const [, minus, whole, decimals = "", million] = found;
  let digits = whole.replaceAll(".", "");
  let rest = decimals;
  if (million) {
    digits += decimals.padEnd(6, "0").slice(0, 6);
    rest = decimals.slice(6);
  }
  digits = digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ".");
  rest = rest.replace(/0+$/, "");
  return (minus ? "\u2212" : "") + digits + (rest ? "," + rest : "");
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.("input[data-amount]")) event.target.value = understood(event.target.value);
});
