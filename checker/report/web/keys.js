"use strict";
// Keys to actions, for the report and for the review page. An action that returns false leaves the key to the browser.
function keys(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target;
    const typing = target.matches("textarea, select, input:not([type=radio])");
    if (document.querySelector("dialog[open]")) return;
    if (typing) {
      if (event.key === "Escape") target.blur();
      else if (event.key === "Enter" && target.matches("textarea") && !event.shiftKey && actions.Enter) {
        if (actions.Enter() !== false) event.preventDefault();
      }
      return;
    }
    if (event.key === "Enter" && target.matches("a, button, summary, [role=button]")) return;
    const action = actions[event.key];
    if (action && action() !== false) event.preventDefault();
  });
}
