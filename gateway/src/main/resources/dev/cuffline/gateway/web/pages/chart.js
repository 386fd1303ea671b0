// The chart of a patient's readings. The table below it holds the same values.
"use strict";
(() => {
  const place = document.querySelector("[data-chart]");
  if (!place || !window.uPlot) {
    return;
  }
  const said = document.querySelector(".chart-said");
  const LOWEST = 40;
  const HIGHEST = 220;
  const LANE = 24;
  const HEIGHT = 318;
  const HOUR = 3600;

  const colour = name => getComputedStyle(document.body).getPropertyValue(name).trim();
  const plain = number => String(Number(number));

  const draw = data => {
    const zone = data.zone;
    const local = seconds => uPlot.tzDate(new Date(seconds * 1e3), zone);
    const sessions = data.sessions;
    const column = name => sessions.map(one => (name in one ? Number(one[name]) : null));
    // Two points at the ends hold the span open, whatever was measured.
    const ends = values => [null, ...values, null];
    const x = [data.from, ...sessions.map(one => one.at), data.to];

    const when = seconds =>
      new Intl.DateTimeFormat("en-US", {
        timeZone: zone, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
        hourCycle: "h23", timeZoneName: "short"
      }).format(new Date(seconds * 1e3));

    const words = one => {
      const parts = [when(one.at) + ":"];
      parts.push("systolic" in one ? `${plain(one.systolic)}/${plain(one.diastolic)} mmHg` : "no pressure");
      if ("pulse" in one) {
        parts.push(`pulse ${plain(one.pulse)} /min`);
      }
      parts.push(one.readings === 1 ? "one reading" : `mean of ${one.readings} readings`);
      if (one.letters) {
        parts.push("flags " + one.letters.split("").join(", "));
      }
      if (!one.counts) {
        parts.push("does not count as a data-day");
      }
      return parts.join(" · ").replace(": ·", ":");
    };

    const nights = (u, context) => {
      context.fillStyle = colour("--line");
      context.globalAlpha = 0.5;
      for (let hour = Math.floor(data.from / HOUR) * HOUR; hour < data.to; hour += HOUR) {
        const clock = local(hour).getHours();
        if (clock >= 22 || clock < 6) {
          const left = Math.max(u.valToPos(hour, "x", true), u.bbox.left);
          const right = Math.min(u.valToPos(hour + HOUR, "x", true), u.bbox.left + u.bbox.width);
          if (right > left) {
            context.fillRect(left, u.bbox.top, right - left, u.bbox.height);
          }
        }
      }
      context.globalAlpha = 1;
    };

    const band = (u, context) => {
      if (!("target" in data)) {
        return;
      }
      const top = u.valToPos(Number(data.target), "y", true);
      const bottom = u.valToPos(80, "y", true);
      context.fillStyle = colour("--done");
      context.globalAlpha = 0.14;
      context.fillRect(u.bbox.left, top, u.bbox.width, bottom - top);
      context.globalAlpha = 1;
    };

    const text = (context, string, left, top, align = "center") => {
      context.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
      context.textAlign = align;
      context.fillText(string, left, top);
    };

    const limits = (u, context) => {
      context.strokeStyle = colour("--edge");
      context.fillStyle = colour("--soft");
      context.lineWidth = devicePixelRatio;
      context.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
      for (const limit of data.limits) {
        const at = Math.round(u.valToPos(Number(limit), "y", true));
        context.beginPath();
        context.moveTo(u.bbox.left, at);
        context.lineTo(u.bbox.left + u.bbox.width, at);
        context.stroke();
        text(context, plain(limit), u.bbox.left + u.bbox.width - 4, at - 4, "right");
      }
      context.setLineDash([]);
    };

    const bar = (u, context, one) => {
      const at = Math.round(u.valToPos(one.at, "x", true));
      const top = u.valToPos(Number(one.systolic), "y", true);
      const bottom = u.valToPos(Number(one.diastolic), "y", true);
      const cap = 3 * devicePixelRatio;
      context.beginPath();
      context.moveTo(at - cap, top);
      context.lineTo(at + cap, top);
      context.moveTo(at, top);
      context.lineTo(at, bottom);
      context.moveTo(at - cap, bottom);
      context.lineTo(at + cap, bottom);
      context.stroke();
      return {at, top, bottom, cap};
    };

    const bars = (u, context) => {
      for (const one of sessions.filter(session => "systolic" in session)) {
        context.strokeStyle = colour("--text");
        context.lineWidth = (one.letters ? 1 : 2) * devicePixelRatio;
        const {at, top, bottom, cap} = bar(u, context, one);
        if (one.letters) {
          // Hollow: told from the others without colour.
          context.fillStyle = colour("--surface");
          context.fillRect(at - cap, top, 2 * cap, bottom - top);
          context.strokeRect(at - cap, top, 2 * cap, bottom - top);
          context.fillStyle = colour("--text");
          text(context, one.letters, at, top - 4 * devicePixelRatio);
        }
      }
      for (const one of data.crossed) {
        context.strokeStyle = colour("--soft");
        context.lineWidth = devicePixelRatio;
        const {at, top, bottom, cap} = bar(u, context, one);
        const middle = (top + bottom) / 2;
        context.beginPath();
        context.moveTo(at - 2 * cap, middle - 2 * cap);
        context.lineTo(at + 2 * cap, middle + 2 * cap);
        context.moveTo(at + 2 * cap, middle - 2 * cap);
        context.lineTo(at - 2 * cap, middle + 2 * cap);
        context.stroke();
      }
    };

    const lane = (u, context) => {
      context.fillStyle = colour("--text");
      const top = u.bbox.top + u.bbox.height - 6 * devicePixelRatio;
      for (const mark of data.marks) {
        text(context, mark.letter, u.valToPos(mark.at, "x", true), top);
      }
    };

    const axis = extra => ({
      stroke: () => colour("--soft"),
      grid: {stroke: () => colour("--line"), width: 1},
      ticks: {stroke: () => colour("--line"), width: 1},
      font: "12px system-ui, sans-serif",
      ...extra
    });

    const series = (label, extra) => ({
      label, scale: "y", spanGaps: true, points: {show: false}, width: 1,
      stroke: () => colour("--edge"), ...extra
    });

    const chart = new uPlot(
      {
        width: place.clientWidth - 2,
        height: HEIGHT,
        tzDate: local,
        cursor: {drag: {x: false, y: false}, y: false, points: {show: false}},
        legend: {show: false},
        scales: {
          x: {time: true, range: () => [data.from, data.to]},
          y: {range: () => [LOWEST - LANE, HIGHEST]}
        },
        axes: [
          axis({}),
          axis({
            splits: () => [40, 80, 120, 160, 200], label: "mmHg, /min", labelSize: 20, size: 44
          })
        ],
        series: [
          {},
          series("Systolic"),
          series("Diastolic"),
          series("Pulse", {
            paths: () => null,
            points: {show: true, size: 5, fill: () => colour("--accent"), stroke: () => colour("--accent")}
          })
        ],
        hooks: {
          drawAxes: [u => {
            nights(u, u.ctx);
            band(u, u.ctx);
            limits(u, u.ctx);
          }],
          draw: [u => {
            bars(u, u.ctx);
            lane(u, u.ctx);
          }],
          setCursor: [u => {
            const one = sessions[(u.cursor.idx ?? 0) - 1];
            if (one) {
              said.textContent = words(one);
            }
          }]
        }
      },
      [x, ends(column("systolic")), ends(column("diastolic")), ends(column("pulse"))],
      place
    );
    place.dataset.drawn = String(sessions.length);

    let at = sessions.length;
    place.addEventListener("keydown", event => {
      const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
      if (!step || sessions.length === 0) {
        return;
      }
      event.preventDefault();
      at = Math.min(Math.max(at + step, 0), sessions.length - 1);
      chart.setCursor({left: chart.valToPos(sessions[at].at, "x"), top: 0}, false);
      said.textContent = words(sessions[at]);
    });
    new ResizeObserver(() => chart.setSize({width: place.clientWidth - 2, height: HEIGHT})).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart.redraw());
  };

  const load = async () => {
    const answer = await fetch(place.dataset.chart, {headers: {"Cuffline-Live": "1"}});
    if (answer.ok) {
      draw(await answer.json());
    }
  };
  load().catch(() => {
    said.textContent = "The chart could not be loaded. The table below holds the same values.";
  });
})();
