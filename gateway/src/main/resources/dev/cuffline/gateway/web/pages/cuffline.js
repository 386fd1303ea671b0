// What is live on the pages, and their keys. Without it every page still works.
"use strict";
(() => {
  const body = document.body;
  const byId = id => document.getElementById(id);
  const open = byId("open");
  const news = byId("news");
  const arrivals = new Map();

  // --- what is sent ------------------------------------------------------------------------------

  // Every form carries the session's token already; this is for what is sent without one.
  const formToken = document.querySelector("meta[name=csrf-token]");
  window.cuffline = {headers: () => (formToken ? {"X-CSRF-Token": formToken.content} : {})};
  document.addEventListener("htmx:configRequest", event =>
    Object.assign(event.detail.headers, window.cuffline.headers()));

  // --- small things ------------------------------------------------------------------------------

  const rows = () => [...document.querySelectorAll("tbody tr[data-href]")];

  // Somebody reads or aims there: nothing may move.
  const busy = () => {
    const table = open && open.closest("table");
    return Boolean(table) && (table.matches(":hover") || table.contains(document.activeElement));
  };

  const fetchPart = async path => {
    const answer = await fetch(path, {headers: {"Cuffline-Live": "1"}, redirect: "manual"});
    if (answer.status === 401) {
      signedOut();
      return null;
    }
    return answer.ok ? answer.text() : null;
  };

  const parsed = html => {
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    return template.content.firstElementChild;
  };

  const say = words => {
    const said = byId("said");
    if (said) {
      said.textContent = words;
    }
  };

  const toast = (words, href, link) => {
    const place = byId("connection");
    place.textContent = words;
    if (href) {
      const a = document.createElement("a");
      a.href = href;
      a.textContent = link;
      place.append(" ", a);
    }
    place.classList.toggle("some", words !== "");
  };

  // --- figures that follow the rows ----------------------------------------------------------------

  const refreshFigures = () => {
    if (!open) {
      return;
    }
    const waiting = [...arrivals.values()];
    const shown = [...open.querySelectorAll("tr.alert")];
    const all = shown.concat(waiting);
    const here = all.filter(row => row.classList.contains("open")).length;
    byId("sum").textContent = here + Number(open.dataset.beyond || 0) + " open";
    byId("empty").hidden = shown.length > 0 || waiting.length > 0;
    news.textContent = arrivals.size + " new";
    news.classList.toggle("some", arrivals.size > 0);
  };

  // Of the whole practice, whatever this page shows of it.
  const refreshCritical = async () => {
    const badge = byId("critical-badge");
    const text = badge && (await fetchPart("/critical"));
    if (!text) {
      return;
    }
    const before = Number(badge.querySelector(".number").textContent);
    const critical = Number(text);
    document.title = (critical ? `▲ ${critical} critical · ` : "") + body.dataset.title;
    badge.hidden = critical === 0;
    badge.querySelector(".number").textContent = critical;
    if (critical > before) {
      ring();
      if (!open || !new URLSearchParams(open.dataset.list).get("queue").startsWith("clinical")) {
        toast("A critical alert has come in.", "/", "Show");
      }
    }
  };

  // Three short tones, for whoever has not switched them off.
  const SOUND = "cuffline-sound";
  const soundOff = () => localStorage.getItem(SOUND) === "off";
  const ring = () => {
    if (soundOff() || !window.AudioContext) {
      return;
    }
    const audio = new AudioContext();
    [0, 0.25, 0.5].forEach(at => {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = 880;
      volume.gain.value = 0.15;
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + at);
      tone.stop(audio.currentTime + at + 0.15);
    });
    setTimeout(() => audio.close(), 1_500);
    body.dataset.rang = Number(body.dataset.rang || 0) + 1;
  };

  const settle = row => {
    if (window.htmx) {
      htmx.process(row);
    }
  };

  const showArrivals = () => {
    for (const row of [...arrivals.values()].reverse()) {
      row.classList.add("arrived");
      open.prepend(row);
      settle(row);
    }
    arrivals.clear();
    refreshFigures();
  };

  // --- what changes --------------------------------------------------------------------------------

  const replace = (old, row) => {
    const focused = old.contains(document.activeElement);
    old.replaceWith(row);
    settle(row);
    if (focused) {
      row.focus();
    }
  };

  const refreshAlert = async (id, state) => {
    const old = byId("alert-" + id);
    if (!old && (!open || state === "RESOLVED") && !arrivals.has(id)) {
      return;
    }
    // A row that is new belongs here only if it fits what the list shows.
    const place = (old && old.closest("tbody")) || (old ? null : open);
    const list = (place && place.dataset.list) || "";
    const html = await fetchPart("/alerts/" + encodeURIComponent(id) + "/row" + list);
    const row = html && parsed(html);
    if (!row) {
      return;
    }
    const now = byId("alert-" + id);
    if (now) {
      replace(now, row);
    } else if (row.classList.contains("open")) {
      arrivals.set(id, row);
      say("New alert: " + row.querySelector(".mark").textContent.trim());
      if (!busy()) {
        showArrivals();
      }
    } else {
      arrivals.delete(id);
    }
    refreshFigures();
  };

  const refreshClocks = async patient => {
    for (const place of document.querySelectorAll("[data-clocks]")) {
      if (place.dataset.clocks === patient) {
        const html = await fetchPart("/patients/" + encodeURIComponent(patient) + "/clocks");
        if (html) {
          place.innerHTML = html;
        }
      }
    }
    for (const row of document.querySelectorAll("tr.alert")) {
      if (row.dataset.patient === patient && row.querySelector(".both .clocks")) {
        await refreshAlert(row.dataset.alert, "");
      }
    }
  };

  // Many changes of one thing in a moment are one change.
  const due = new Map();
  let working = false;
  const later = (key, work) => {
    due.set(key, work);
    if (!working) {
      working = true;
      setTimeout(drain, 20);
    }
  };
  const drain = async () => {
    while (due.size > 0) {
      const [key, work] = due.entries().next().value;
      due.delete(key);
      try {
        await work();
      } catch (unreachable) {
        // The stream's own notice says that the connection is lost.
      }
    }
    working = false;
  };

  const mindPatient = patient => {
    if (news && news.dataset.shows === "page" && news.dataset.patient === patient) {
      news.textContent = "New data: show";
      news.classList.add("some");
    }
  };

  // --- the stream ----------------------------------------------------------------------------------

  const QUIET = 40_000;
  let after = body.dataset.after;
  let source = null;
  let lastHeard = Date.now();
  let over = false;

  const signedOut = () => {
    over = true;
    if (source) {
      source.close();
    }
    document.title = "Signed out · " + body.dataset.title;
    toast("You are signed out: alerts are no longer shown here.", "/login", "Sign in");
  };

  const lost = () => {
    if (!over) {
      toast("Connection lost: this page is not live. Trying again…");
    }
  };

  const heard = event => {
    lastHeard = Date.now();
    if (event.lastEventId) {
      after = event.lastEventId;
    }
  };

  const on = (name, work) =>
    source.addEventListener(name, event => {
      heard(event);
      work(JSON.parse(event.data));
    });

  const listen = () => {
    lastHeard = Date.now();
    const query = new URLSearchParams({practice: body.dataset.practice, after});
    source = new EventSource("/api/v1/events?" + query);
    on("ready", () => toast(""));
    on("beat", () => {});
    on("alert", alert => {
      later("alert " + alert.id, () => refreshAlert(alert.id, alert.state));
      later("critical", refreshCritical);
      mindPatient(alert.patient);
    });
    on("clocks", clocks => {
      later("clocks " + clocks.patient, () => refreshClocks(clocks.patient));
      mindPatient(clocks.patient);
    });
    on("reset", () => {
      if (busy()) {
        toast("Some changes were missed.", location.pathname, "Reload");
      } else {
        location.reload();
      }
    });
    on("ended", signedOut);
    source.addEventListener("error", () => {
      lost();
      if (source.readyState === EventSource.CLOSED && !over) {
        setTimeout(again, 3_000);
      }
    });
  };

  const again = async () => {
    if (over) {
      return;
    }
    source.close();
    try {
      const answer = await fetch("/", {headers: {"Cuffline-Live": "1"}});
      if (answer.status === 401) {
        signedOut();
        return;
      }
      listen();
    } catch (unreachable) {
      setTimeout(again, 3_000);
    }
  };

  if (body.dataset.after) {
    listen();
    setInterval(() => {
      if (!over && Date.now() - lastHeard > QUIET) {
        lost();
        again();
      }
    }, 5_000);
  }

  // --- keys and presses ----------------------------------------------------------------------------

  const move = step => {
    const all = rows();
    const at = all.indexOf(document.activeElement.closest("tr"));
    const to = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
    if (to) {
      to.focus();
      to.scrollIntoView({block: "nearest"});
    }
  };

  const visit = row => {
    if (row && row.dataset.href) {
      location.href = row.dataset.href;
    }
  };

  const acknowledge = row => {
    const button = row && row.querySelector(".act button");
    if (button) {
      row.focus();
      button.click();
    }
  };

  const more = row => {
    const link = row && row.querySelector(".act .more");
    if (link) {
      location.href = link.href + "#snooze";
    }
  };

  const showKeys = () => byId("keys").showModal();

  const go = {w: "/", p: "/patients", b: "/billing", d: "/devices"};
  let going = false;

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: row => acknowledge(row),
    s: row => more(row),
    n: () => news && news.classList.contains("some") && news.click(),
    "?": showKeys,
    "/": () => {
      const name = byId("name");
      if (name) {
        name.focus();
      } else {
        location.href = "/patients#name";
      }
    },
    Enter: row => visit(row)
  };

  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input, textarea, select, dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !body.dataset.after) {
      return;
    }
    if (going && go[event.key]) {
      event.preventDefault();
      location.href = go[event.key];
      return;
    }
    going = event.key === "g";
    const row = event.target.closest("tbody tr");
    if (keys[event.key] && !(event.key === "Enter" && event.target !== row)) {
      event.preventDefault();
      keys[event.key](row);
    }
  });

  document.addEventListener("click", event => {
    const row = event.target.closest("tr[data-href]");
    if (row && !event.target.closest("a, button, form, input, label") && !String(getSelection())) {
      visit(row);
    }
  });

  document.addEventListener("htmx:afterSwap", event => {
    const row = byId(event.target.id);
    if (row && document.activeElement === body) {
      row.focus();
    }
    refreshFigures();
  });
  document.addEventListener("htmx:responseError", () =>
    toast("That did not work. Reload the page and try again.", location.pathname, "Reload"));
  document.addEventListener("htmx:sendError", lost);

  if (news) {
    news.addEventListener("click", () =>
      news.dataset.shows === "rows" ? showArrivals() : location.reload());
  }
  const soundButton = byId("sound");
  if (soundButton) {
    const saySound = () => (soundButton.textContent = soundOff() ? "Sound: off" : "Sound: on");
    soundButton.hidden = false;
    saySound();
    soundButton.addEventListener("click", () => {
      localStorage.setItem(SOUND, soundOff() ? "on" : "off");
      saySound();
    });
  }
  const keysButton = byId("keys-button");
  if (keysButton) {
    keysButton.hidden = false;
    keysButton.addEventListener("click", showKeys);
  }
  if (location.hash === "#name" && byId("name")) {
    byId("name").focus();
  }
})();
