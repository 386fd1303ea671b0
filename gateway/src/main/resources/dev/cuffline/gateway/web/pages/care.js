// The running timer: its display, and saying that somebody is at work. It starts by a press alone.
"use strict";
(() => {
  const timer = document.querySelector(".timer");
  const SAY_EVERY = 30_000;
  const ASK_AFTER = 240_000;

  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input, textarea, select, dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const stop = event.key === "t" && document.querySelector(".timer button");
    const control = stop || document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (control) {
      event.preventDefault();
      if (control.matches("select")) {
        control.focus();
      } else {
        control.click();
      }
    }
  });

  if (!timer) {
    return;
  }
  const clock = timer.querySelector(".clock");
  const asks = timer.querySelector(".asks");
  const began = Date.now() - 1_000 * Number(timer.dataset.seconds);
  let seen = Date.now();
  let said = Date.now();
  let over = timer.classList.contains("away");

  const show = () => {
    if (over) {
      return;
    }
    const seconds = Math.floor((Date.now() - began) / 1_000);
    const rest = String(seconds % 60).padStart(2, "0");
    clock.textContent = `${Math.floor(seconds / 60)}:${rest}`;
    asks.hidden = Date.now() - seen < ASK_AFTER;
  };

  const say = async () => {
    seen = Date.now();
    if (over || Date.now() - said < SAY_EVERY) {
      return;
    }
    said = Date.now();
    const answer = await fetch("/timer/seen", {method: "POST", headers: window.cuffline.headers()});
    if (answer.status === 410) {
      over = true;
      timer.classList.add("away");
      asks.hidden = false;
      asks.textContent = "You were away: stop the timer to see what it measured.";
    }
  };

  ["keydown", "pointermove", "pointerdown", "scroll"].forEach(name =>
    document.addEventListener(name, () => say().catch(() => {}), {passive: true}));
  setInterval(show, 1_000);
  show();
})();
