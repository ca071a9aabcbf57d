// What was typed in a form marked data-keep survives a session that ends: it is kept in this tab's sessionStorage and
// offered again on the same page after sign-in. Never passwords, files or hidden fields; gone after a successful save,
// at sign-out, and when the tab is closed. Whoever leaves the page with something that was not sent is asked first.
(() => {
  const PREFIX = "keep-typed:";
  const HERE = location.pathname + location.search;
  const USER = document.body.dataset.user || "";
  const SENTENCE = "Det, du skrev, er her stadig. Gem igen.";
  const NEVER = ["password", "file", "submit", "button", "reset", "image"];

  const entries = () =>
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => ({ key, ...JSON.parse(sessionStorage.getItem(key)) }));
  const store = ({ key, ...entry }) => sessionStorage.setItem(key, JSON.stringify(entry));
  const forget = (entry) => sessionStorage.removeItem(entry.key);
  const path = (address) => {
    const url = new URL(address, location.origin);
    return url.pathname + url.search;
  };

  // The version that was read goes with the text, so that a newer text of somebody else is not overwritten unseen.
  const kept = (field) =>
    field.name &&
    !field.disabled &&
    !NEVER.includes(field.type) &&
    (field.type !== "hidden" || ["version", "case"].includes(field.name)) &&
    !field.autocomplete.includes("password");

  const read = (form) =>
    [...form.elements].filter(kept).map((field) => {
      if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
      if (field.multiple) return [field.name, [...field.selectedOptions].map((option) => option.value), null];
      return [field.name, field.value, null];
    });

  const fill = (form, values) => {
    for (const field of [...form.elements].filter(kept)) {
      const isChoice = field.type === "checkbox" || field.type === "radio";
      const value = values.find(([name, text]) => name === field.name && (!isChoice || text === field.value));
      if (!value) continue;
      if (isChoice) field.checked = value[2];
      else if (field.multiple) for (const option of field.options) option.selected = value[1].includes(option.value);
      else field.value = value[1];
    }
  };

  const keep = (form, index, submitted) =>
    store({
      key: `${PREFIX}${HERE}#${index}`,
      user: USER,
      page: HERE,
      action: path(form.action || HERE),
      values: read(form),
      submitted,
      lost: false,
      offered: false,
    });

  const offer = (form, entry) => {
    fill(form, entry.values);
    const notice = document.createElement("div");
    notice.className = "sm-message sm-message--warning mb-3";
    notice.setAttribute("role", "status");
    notice.textContent = SENTENCE;
    notice.tabIndex = -1;
    form.prepend(notice);
    notice.focus();
  };

  // What the page says about the entries: a sign-in or a refusal means that a form was not taken. On any other page
  // a form that was sent has been taken (or is shown with its errors), and one that was not sent has been left.
  const signIn = document.querySelector("form[data-sign-in]");
  const refused = document.querySelector("[data-form-refused]");
  const next = signIn ? path(new URLSearchParams(location.search).get("next") || "/") : HERE;
  for (const entry of entries()) {
    if (signIn || refused) {
      const concerned = entry.submitted || entry.page === next || entry.action === next;
      if (concerned) store({ ...entry, submitted: false, lost: true });
    } else {
      const left = !entry.lost || (entry.offered && entry.page !== HERE);
      if (left || (USER && entry.user !== USER)) forget(entry);
    }
  }

  const forms = [...document.querySelectorAll("form[data-keep]")];
  const held = new Map(forms.map((form) => [form, JSON.stringify(read(form))])); // before anything is typed or offered
  forms.forEach((form, index) => {
    const entry = entries().find(({ key }) => key === `${PREFIX}${HERE}#${index}`);
    if (entry?.lost) {
      offer(form, entry);
      store({ ...entry, offered: true });
    }
    form.addEventListener("input", () => keep(form, index, false));
    form.addEventListener("change", () => keep(form, index, false));
    form.addEventListener("submit", () => keep(form, index, true));
  });

  // The browser asks in words of its own. What is typed and taken back again is nothing to lose.
  const isUnsent = (form) => held.has(form) && JSON.stringify(read(form)) !== held.get(form);
  addEventListener("submit", (event) => {
    if (!event.defaultPrevented) held.delete(event.target);
  });
  addEventListener("beforeunload", (event) => {
    if (forms.some(isUnsent)) event.preventDefault();
  });

  // Whoever signs out leaves nothing behind in the tab.
  for (const form of document.querySelectorAll('form[action$="/log-ud/"]'))
    form.addEventListener("submit", () => entries().forEach(forget));
})();
