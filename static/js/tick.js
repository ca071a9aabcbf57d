// A tick that did not reach the server: the box returns to what is saved, and the point says so.
(() => {
  const failed = (event) => {
    const form = event.detail.elt.closest?.("form[data-tick]");
    if (!form) return;
    const box = form.querySelector("input[type=checkbox]");
    box.checked = box.defaultChecked;
    const message = form.closest("li").querySelector("[data-tick-error]");
    message.textContent = message.dataset.text;
  };
  document.body.addEventListener("htmx:responseError", failed);
  document.body.addEventListener("htmx:sendError", failed);
})();
