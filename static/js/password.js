// A button beside each password field shows what is typed. Without scripts the field works as it is.
for (const field of document.querySelectorAll("input[data-show-password]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-outline-primary";
  button.setAttribute("aria-controls", field.id);

  const show = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = shown ? "Skjul" : "Vis";
    button.setAttribute("aria-label", shown ? "Skjul adgangskoden" : "Vis adgangskoden");
  };
  show(false);
  button.addEventListener("click", () => show(field.type === "password"));
  // Browsers only offer to save a password from a field that hides it.
  field.form.addEventListener("submit", () => show(false));

  const group = document.createElement("div");
  group.className = "input-group";
  field.before(group);
  group.append(field, button);
}
