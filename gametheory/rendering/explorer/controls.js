/* What the reader does: pointer, keys, buttons. */

const frame = document.getElementById("tree");
const details = document.getElementById("details");
const chooser = document.getElementById("equilibrium");
const layout = new Layout();
const drawing = new Drawing(frame, layout);

const text = (tag, content) => {
  const made = document.createElement(tag);
  made.textContent = content;
  return made;
};

const refresh = () => {
  layout.place(drawing.play);
  drawing.paint();
};

/* details of a node */

const row = (...cells) => {
  const made = document.createElement("tr");
  made.append(...cells.map(cell => text("td", cell)));
  return made;
};

const tableOf = rows => {
  const table = document.createElement("table");
  table.append(...rows.filter(Boolean).map(cells => row(...cells)));
  return table;
};

const expectedRows = (node, play) => {
  if (isEnd(node)) return game.players.map((player, index) => [player.label, `gets ${game.total[node][index]}`]);
  const values = play.values[node];
  return values ? game.players.map((player, index) => [player.label, `expects ${numberText(values[index])}`]) : [];
};

const actionRows = (node, play) => {
  const chances = play.chancesAt(node);
  return infosetOf(node).actions.map((action, index) => {
    const value = play.values[children[node][index]];
    const mover = infosetOf(node).player;
    const gives = value && mover !== CHANCE ? `${game.players[mover].label} gets ${numberText(value[mover])}` : "";
    return [action, chances ? chances.chances[index] : "", gives];
  });
};

const describe = node => {
  const play = drawing.play;
  const path = pathTo(node);
  const parts = [text("h2", path.length ? path.join(" \u203a ") : "Root")];
  if (game.label[node]) parts.push(text("p", game.label[node]));
  if (!isEnd(node)) {
    const infoset = infosetOf(node);
    const mover = infoset.player === CHANCE ? game.chance.label : game.players[infoset.player].label;
    const size = (members.get(game.infoset[node]) || [node]).length;
    const nodes = size > 1 ? ` (one of ${size} nodes that cannot be told apart)` : "";
    parts.push(text("p", `${mover} moves at ${infoset.name}${nodes}`), tableOf(actionRows(node, play)));
    const beliefs = play.equilibrium && play.equilibrium.beliefs && play.equilibrium.beliefs[game.infoset[node]];
    if (beliefs) parts.push(text("p", `Believes: ${beliefs.join(", ")}`));
  }
  if (game.paid[node]) parts.push(text("p", `Due here: ${game.paid[node].join(", ")}`));
  const expected = expectedRows(node, play);
  if (expected.length) parts.push(tableOf(expected));
  if (play.equilibrium) parts.push(text("p", `Play comes here with probability ${numberText(play.reach[node])}`));
  return parts;
};

const showDetails = node => {
  details.replaceChildren(...describe(node));
  details.hidden = false;
  const { scale } = drawing;
  const [x, y] = [layout.x[node] * scale - frame.scrollLeft, layout.y[node] * scale - frame.scrollTop];
  const right = x + 18 + details.offsetWidth <= frame.clientWidth;
  const below = y + 14 + details.offsetHeight <= frame.clientHeight;
  details.style.left = `${Math.max(4, right ? x + 18 : Math.min(x - 18, frame.clientWidth) - details.offsetWidth)}px`;
  details.style.top = `${Math.max(4, below ? y + 14 : y - 14 - details.offsetHeight)}px`;
};

const hideDetails = () => { details.hidden = true; };

/* moving and folding */

const goTo = node => {
  layout.unfoldTo(node);
  drawing.current = node;
  layout.place(drawing.play);
  drawing.reveal(node);
  drawing.paint();
  showDetails(node);
};

const toggle = node => {
  if (isEnd(node)) return;
  const before = layout.y[node];
  if (layout.isFolded(node)) layout.folded.delete(node);
  else layout.folded.add(node);
  drawing.current = node;
  layout.place(drawing.play);
  frame.scrollTop += (layout.y[node] - before) * drawing.scale;
  drawing.paint();
};

const beside = (node, step) => {
  const rank = layout.visible.filter(other => depth[other] === depth[node]);
  return rank[rank.indexOf(node) + step];
};

const nextOnPath = node => {
  const likely = children[node].filter(child => drawing.play.isOnPath(child));
  likely.sort((one, other) => drawing.play.weightTo(other) - drawing.play.weightTo(one));
  return likely.length ? likely[0] : 0;
};

/* equilibria */

const show = index => {
  chooser.value = String(index);
  drawing.play = new Play(index < 0 ? null : game.equilibria[index]);
  document.getElementById("note").textContent =
    [index < 0 ? "" : game.equilibria[index].note, game.note].filter(Boolean).join(" ");
  hideDetails();
  refresh();
};

const step = by => {
  const count = game.equilibria.length;
  if (count) show((Number(chooser.value) + by + count) % count);
};

/* size */

const resize = scale => {
  const middle = (frame.scrollTop + frame.clientHeight / 2) / drawing.scale;
  drawing.scale = Math.min(3, Math.max(0.1, scale));
  drawing.paint();
  frame.scrollTop = middle * drawing.scale - frame.clientHeight / 2;
  drawing.paint();
};

const fit = () => resize(Math.min(frame.clientWidth / layout.width, frame.clientHeight / layout.height, 1.4));

/* keys, pointer, buttons */

const KEYS = {
  ArrowRight: node => goTo(isEnd(node) ? node : children[node][0]),
  ArrowLeft: node => goTo(node ? game.parent[node] : 0),
  ArrowDown: node => goTo(beside(node, 1) ?? node),
  ArrowUp: node => goTo(beside(node, -1) ?? node),
  Enter: node => { toggle(node); showDetails(node); },
  " ": node => { toggle(node); showDetails(node); },
  Home: () => goTo(0),
  p: node => goTo(nextOnPath(node)),
  e: () => step(1),
  E: () => step(-1),
  "+": () => resize(drawing.scale * 1.25),
  "-": () => resize(drawing.scale / 1.25),
  0: () => fit(),
  Escape: hideDetails,
};

frame.addEventListener("keydown", event => {
  const act = KEYS[event.key] || KEYS[event.key.toLowerCase()];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act(drawing.current);
});

const nodeAt = event => {
  const found = event.target.closest("[data-node]");
  return found ? Number(found.dataset.node) : null;
};

let hovered = null;
frame.addEventListener("pointermove", event => {
  const node = nodeAt(event);
  if (node === hovered) return;
  hovered = node;
  if (node === null) hideDetails();
  else showDetails(node);
});
frame.addEventListener("pointerleave", () => { hovered = null; hideDetails(); });
frame.addEventListener("click", event => {
  const node = nodeAt(event);
  if (node !== null) toggle(node);
});

let isWaiting = false;
const paintSoon = () => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => { isWaiting = false; drawing.paint(); });
};
frame.addEventListener("scroll", paintSoon, { passive: true });
new ResizeObserver(paintSoon).observe(frame);
frame.addEventListener("wheel", event => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  resize(drawing.scale * Math.exp(-event.deltaY / 300));
}, { passive: false });

const press = (name, act) => document.getElementById(name).addEventListener("click", act);
press("fold", () => { layout.foldAllBut(new Play(null), children[0].length); refresh(); });
press("unfold", () => { layout.folded.clear(); refresh(); });
press("smaller", () => resize(drawing.scale / 1.25));
press("larger", () => resize(drawing.scale * 1.25));
press("fit", fit);
chooser.addEventListener("change", () => show(Number(chooser.value)));

/* light and dark */

const theme = document.getElementById("theme");
const setTheme = isDark => {
  document.documentElement.classList.toggle("dark", isDark);
  theme.textContent = isDark ? "Light" : "Dark";
  game.players.forEach((player, index) => {
    document.documentElement.style.setProperty(`--player-${index}`, isDark ? player.bright : player.dark);
  });
};
theme.addEventListener("click", () => setTheme(!document.documentElement.classList.contains("dark")));

/* the first view */

const addToLegend = (label, infoset) => {
  const item = document.createElement("li");
  item.append(make("svg", { viewBox: "-7 -7 14 14", "aria-hidden": "true" }, moverMarker(infoset)), label);
  document.getElementById("legend").append(item);
};

game.players.forEach((player, index) => addToLegend(player.label, { player: index }));
if (game.infosets.some(infoset => infoset.player === CHANCE)) addToLegend(game.chance.label, { player: CHANCE });
chooser.append(new Option("the game alone", "-1"));
game.equilibria.forEach((equilibrium, index) => chooser.append(new Option(equilibrium.name, String(index))));
setTheme(matchMedia("(prefers-color-scheme: dark)").matches);
const first = game.leading === null ? -1 : game.leading;
layout.foldAllBut(new Play(first < 0 ? null : game.equilibria[first]), endsInView(frame.clientHeight));
show(first);
if (layout.width < frame.clientWidth && layout.height < frame.clientHeight) fit();
const middle = layout.middleOf(drawing.play, frame.clientHeight / drawing.scale);
frame.scrollTop = middle * drawing.scale - frame.clientHeight / 2;
drawing.paint();
