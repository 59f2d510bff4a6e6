// Acts towards and away by bloc: bars to both sides, each a button that filters by its bloc.
import { byId, h } from "./dom.js";
import { state } from "./filters.js";
import { DATA } from "./store.js";
import { definition, label, number, signed, t } from "./words.js";

/** Acts towards and away by bloc, the largest balance first: [bloc, toward, away]. */
export function balances(pairs) {
  const found = new Map();
  for (const { pair } of pairs) {
    const bloc = DATA.partners[pair[0]]?.bloc;
    const side = ["toward", "away"].indexOf(pair[1]);
    if (!bloc || side < 0) continue;
    const acts = found.get(bloc) ?? [0, 0];
    acts[side] += 1;
    found.set(bloc, acts);
  }
  return [...found].map(([bloc, [toward, away]]) => [bloc, toward, away]).sort((a, b) => b[1] - b[2] - (a[1] - a[2]));
}

export function setUpBlocs(toggleBloc) {
  byId("blocs").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) toggleBloc(button.dataset.code);
  });
}

export function drawBlocs({ pairs }) {
  const rows = balances(pairs);
  const most = Math.max(1, ...rows.flatMap(([, toward, away]) => [toward, away]));
  byId("blocs-empty").hidden = rows.length > 0;
  byId("blocs").replaceChildren(
    ...rows.map(([bloc, toward, away]) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", "data-code": bloc, "aria-pressed": String(state.chosen.bloc.has(bloc)), title: definition("bloc", bloc),
            "aria-label": t("bloc_button", { bloc: label("bloc", bloc), toward, away, net: signed(toward - away) }) },
          h("span", { class: "name" }, label("bloc", bloc)),
          h("span", { class: "half" }, away > 0 && h("span", { class: "count" }, number(away)), barOf("away", away / most)),
          h("span", { class: "half" }, barOf("toward", toward / most), toward > 0 && h("span", { class: "count" }, number(toward))),
          h("span", { class: "net" }, signed(toward - away)),
        ),
      ),
    ),
  );
}

function barOf(orientation, part) {
  const drawn = h("span", { class: `bar ${orientation}` });
  drawn.style.width = `${76 * part}%`;
  return drawn;
}
