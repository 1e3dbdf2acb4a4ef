/* The picture: only what lies in the window is drawn, so that large trees stay fluid. */

const SVG = "http://www.w3.org/2000/svg";
const BEYOND = 200;

const make = (tag, attributes = {}, ...content) => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
};

const marker = (outline, attributes) => outline
  ? make("polygon", { points: outline.map(point => point.join(",")).join(" "), ...attributes })
  : make("circle", { r: 4.5, ...attributes });

const colorOf = player => `var(--player-${player})`;

const moverMarker = (infoset, isFaint = false) => {
  if (infoset.player === CHANCE) return marker(game.chance.outline, { class: "hollow" });
  const made = marker(game.players[infoset.player].outline, {});
  const color = colorOf(infoset.player);
  made.style.fill = isFaint ? `color-mix(in srgb, ${color} 50%, var(--paper))` : color;
  return made;
};

class Drawing {
  constructor(frame, layout) {
    this.frame = frame;
    this.layout = layout;
    this.scale = 1;
    this.play = new Play(null);
    this.current = 0;
    this.svg = make("svg", { role: "presentation" });
    frame.append(this.svg);
  }

  /** Draw what is in the window, from the present layout. */
  paint() {
    const { layout, scale } = this;
    this.svg.setAttribute("width", Math.ceil(layout.width * scale));
    this.svg.setAttribute("height", Math.ceil(layout.height * scale));
    this.svg.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`);
    const top = (this.frame.scrollTop - BEYOND) / scale;
    const bottom = (this.frame.scrollTop + this.frame.clientHeight + BEYOND) / scale;
    const branches = make("g");
    const nodes = make("g", { role: "group" });
    for (const node of layout.visible) {
      const y = layout.y[node];
      const before = node ? layout.y[game.parent[node]] : y;
      if (Math.max(y, before) < top || Math.min(y, before) > bottom) continue;
      if (node) branches.append(this.branch(node));
      if (y >= top && y <= bottom) nodes.append(this.node(node));
    }
    this.svg.replaceChildren(branches, this.infosetLines(top, bottom), nodes);
    this.frame.setAttribute("aria-activedescendant", `node-${this.current}`);
  }

  branch(node) {
    const { layout, play } = this;
    const before = game.parent[node];
    const line = make("path", {
      class: "branch",
      d: `M${layout.x[before]} ${layout.y[before]}L${layout.fork[before]} ${layout.y[node]}H${layout.x[node]}`,
    });
    if (play.isOnPath(node)) line.classList.add("path");
    else if (play.weightTo(node) > 0) line.classList.add("chosen");
    if (line.classList.length > 1) {
      const player = infosetOf(before).player;
      line.style.stroke = player === CHANCE ? "var(--quiet)" : colorOf(player);
    }
    return line;
  }

  node(node) {
    const { layout } = this;
    const [x, y] = [layout.x[node], layout.y[node]];
    const group = make("g", {
      id: `node-${node}`, class: "node", role: "treeitem", "data-node": node,
      "aria-level": depth[node] + 1, "aria-label": summary(node, this.play),
    });
    if (!isEnd(node)) group.setAttribute("aria-expanded", String(!layout.isFolded(node)));
    if (this.isFaint(node)) group.classList.add("faint");
    if (node) group.append(...this.labels(node));
    const end = { class: this.isFaint(node) ? "quiet-end" : "", r: 2.4, fill: "var(--ink)", cx: x, cy: y };
    if (isEnd(node)) group.append(make("circle", end), this.payoffs(node));
    else group.append(...this.mover(node));
    if (node === this.current) {
      group.setAttribute("aria-selected", "true");
      group.append(make("circle", { class: "ring", r: 9, cx: x, cy: y }));
    }
    return group;
  }

  isFaint(node) {
    return this.play.equilibrium !== null && !this.play.isOnPath(node);
  }

  labels(node) {
    const { layout } = this;
    const start = layout.fork[game.parent[node]] + 3;
    const y = layout.y[node];
    const action = make("text", { x: start, y: y - 4, "font-size": 14 }, fitted(actionTo(node)));
    const chance = this.play.textTo(node);
    const told = make("text", { class: "quiet chance", x: start, y: y + 11, "font-size": 11.5 }, chance);
    return chance ? [action, told] : [action];
  }

  mover(node) {
    const { layout } = this;
    const [x, y] = [layout.x[node], layout.y[node]];
    const mark = moverMarker(infosetOf(node), this.isFaint(node));
    mark.setAttribute("transform", `translate(${x} ${y})`);
    const hit = make("circle", { r: 11, cx: x, cy: y, fill: "transparent" });
    if (!layout.isFolded(node)) return [hit, mark];
    const fold = make("path", { class: "fold", d: `M${x + 5} ${y}l18 -7v14z` });
    const label = make("text", { class: "quiet chance", x: x + 27, y: y + 4, "font-size": 12.5 }, foldText(node));
    return [hit, fold, mark, label];
  }

  payoffs(node) {
    const { layout } = this;
    const start = layout.x[node] + AFTER_NODE + LANE * (layout.lanes.get(depth[node]) || 0);
    const text = make("text", { x: start, y: layout.y[node] + 5, "font-size": 14 });
    game.total[node].forEach((amount, player) => {
      if (player) text.append(make("tspan", { class: "quiet" }, ", "));
      text.append(make("tspan", { style: `fill: ${colorOf(player)}` }, amount));
    });
    return text;
  }

  /** Dashed lines through information sets; those that would lie on each other or on other nodes are bent aside. */
  infosetLines(top, bottom) {
    const { layout } = this;
    const lines = make("g");
    for (const { index, nodes, lane } of layout.infosets) {
      if (layout.y[nodes[nodes.length - 1]] < top || layout.y[nodes[0]] > bottom) continue;
      let course = `M${layout.x[nodes[0]]} ${layout.y[nodes[0]]}`;
      for (let place = 1; place < nodes.length; place++) {
        const [before, node] = [nodes[place - 1], nodes[place]];
        const aside = Math.max(layout.x[before], layout.x[node]) + LANE * lane;
        const middle = (layout.y[before] + layout.y[node]) / 2;
        course += lane
          ? `Q${aside} ${layout.y[before]} ${aside} ${middle}T${layout.x[node]} ${layout.y[node]}`
          : `L${layout.x[node]} ${layout.y[node]}`;
      }
      const line = make("path", { class: "infoset", d: course });
      line.style.stroke = colorOf(game.infosets[index].player);
      lines.append(line);
    }
    return lines;
  }

  /** Scroll until a node is in the window. */
  reveal(node) {
    const { frame, layout, scale } = this;
    const [x, y] = [layout.x[node] * scale, layout.y[node] * scale];
    const gap = 60;
    if (x < frame.scrollLeft + gap) frame.scrollLeft = x - gap;
    if (x > frame.scrollLeft + frame.clientWidth - 3 * gap) frame.scrollLeft = x - frame.clientWidth + 3 * gap;
    if (y < frame.scrollTop + gap) frame.scrollTop = y - gap;
    if (y > frame.scrollTop + frame.clientHeight - gap) frame.scrollTop = y - frame.clientHeight + gap;
  }
}

/** A node in words, for those who hear the page. */
const summary = (node, play) => {
  const parts = [node ? actionTo(node) : "Root"];
  if (node && play.textTo(node)) parts.push(`probability ${play.textTo(node)}`);
  if (isEnd(node)) {
    parts.push(...game.players.map((player, index) => `${player.label} gets ${game.total[node][index]}`));
  } else {
    const infoset = infosetOf(node);
    parts.push(infoset.player === CHANCE ? "chance moves" : `${game.players[infoset.player].label} moves`);
  }
  return parts.join(", ");
};
