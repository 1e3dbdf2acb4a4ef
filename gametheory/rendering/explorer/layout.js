/* Where the nodes that are not folded stand: play goes to the right, ends stand below each other. */

const ROW = 26;
const FORK = 26;
const MARGIN = 24;
const WIDEST_LABEL = 190;
const AFTER_NODE = 12;
const FEWEST_ENDS = 12;
const LANE = 9;
const LANES = 3;

const ruler = document.createElement("canvas").getContext("2d");
const LABEL_FONT = '14px Georgia, "Times New Roman", serif';

const fitted = text => {
  ruler.font = LABEL_FONT;
  if (ruler.measureText(text).width <= WIDEST_LABEL) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ruler.measureText(text.slice(0, middle) + "\u2026").width <= WIDEST_LABEL) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, low) + "\u2026";
};

const widths = new Map();
const widthOf = text => {
  if (!widths.has(text)) {
    ruler.font = LABEL_FONT;
    widths.set(text, ruler.measureText(fitted(text)).width);
  }
  return widths.get(text);
};

class Layout {
  constructor() {
    this.folded = new Set();
    this.x = new Float64Array(numNodes);
    this.y = new Float64Array(numNodes);
    this.fork = new Float64Array(numNodes);
    this.visible = [];
    this.infosets = [];
    this.lanes = new Map();
    this.width = 0;
    this.height = 0;
  }

  isFolded(node) {
    return this.folded.has(node);
  }

  /** Unfold from the root on, likely moves first, until enough ends are seen. */
  foldAllBut(play, limit) {
    this.folded.clear();
    let ends = 1;
    const waiting = [0];
    while (waiting.length) {
      let best = 0;
      for (let place = 1; place < waiting.length; place++) {
        const [one, other] = [waiting[place], waiting[best]];
        const gain = Number(play.isOnPath(one)) - Number(play.isOnPath(other));
        if (gain > 0 || (gain === 0 && depth[one] < depth[other])) best = place;
      }
      const [node] = waiting.splice(best, 1);
      if (isEnd(node)) continue;
      if (node && ends + children[node].length - 1 > limit && !play.isOnPath(node)) {
        this.folded.add(node);
        continue;
      }
      ends += children[node].length - 1;
      waiting.push(...children[node]);
    }
  }

  unfoldTo(node) {
    for (let before = game.parent[node]; before !== NOWHERE; before = game.parent[before]) this.folded.delete(before);
  }

  place(play) {
    this.visible = [];
    const columns = [];
    const stack = [0];
    while (stack.length) {
      const node = stack.pop();
      this.visible.push(node);
      if (node) {
        const label = Math.max(widthOf(actionTo(node)), widthOf(play.textTo(node)));
        columns[depth[node]] = Math.max(columns[depth[node]] || 0, label);
      }
      if (!this.isFolded(node)) for (const child of [...children[node]].reverse()) stack.push(child);
    }
    const start = [MARGIN];
    for (let rank = 1; rank < columns.length; rank++) {
      start[rank] = start[rank - 1] + AFTER_NODE + FORK + columns[rank] + AFTER_NODE;
    }
    let row = 0;
    let right = 0;
    for (const node of this.visible) {
      this.x[node] = start[depth[node]];
      this.fork[node] = this.x[node] + AFTER_NODE + FORK;
      if (isEnd(node) || this.isFolded(node)) {
        this.y[node] = MARGIN + ROW * row++;
        right = Math.max(right, this.x[node] + this.endWidth(node));
      }
    }
    for (const node of [...this.visible].reverse()) {
      if (isEnd(node) || this.isFolded(node)) continue;
      const following = children[node];
      this.y[node] = (this.y[following[0]] + this.y[following[following.length - 1]]) / 2;
    }
    this.width = right + MARGIN;
    this.height = 2 * MARGIN + ROW * Math.max(0, row - 1);
    this.infosets = [...this.infosetLines()];
    this.lanes.clear();
    for (const { nodes, lane } of this.infosets) {
      for (const node of nodes) this.lanes.set(depth[node], Math.max(lane, this.lanes.get(depth[node]) || 0));
    }
  }

  /** The height to look at: the middle of the path of play where all of it can be seen at once, else the root. */
  middleOf(play, height) {
    const path = this.visible.filter(node => play.isOnPath(node)).map(node => this.y[node]);
    if (!path.length) return this.y[0];
    const [top, bottom] = [Math.min(...path), Math.max(...path)];
    return bottom - top + 2 * MARGIN < height ? (top + bottom) / 2 : this.y[0];
  }

  /** Information sets of which several nodes are seen, from above, each with the lane that its line takes. */
  * infosetLines() {
    const shown = new Set(this.visible);
    const taken = [];
    for (const [index, all] of members) {
      const nodes = all.filter(node => shown.has(node));
      if (nodes.length < 2) continue;
      nodes.sort((one, other) => this.y[one] - this.y[other]);
      const [from, to] = [this.y[nodes[0]], this.y[nodes[nodes.length - 1]]];
      const rank = depth[nodes[0]];
      const isStraight = nodes.every(node => depth[node] === rank) && !this.hasOthers(rank, from, to, index);
      const meets = lane => taken.some(other =>
        other.lane === lane && other.rank === rank && other.from < to && other.to > from);
      let lane = isStraight ? 0 : 1;
      while (lane && lane < LANES && meets(lane)) lane++;
      taken.push({ lane, rank, from, to });
      yield { index, nodes, lane };
    }
  }

  hasOthers(rank, from, to, index) {
    return this.visible.some(node =>
      depth[node] === rank && this.y[node] > from && this.y[node] < to && game.infoset[node] !== index);
  }

  endWidth(node) {
    if (!isEnd(node)) return 34 + widthOf(foldText(node));
    return AFTER_NODE + LANE * LANES + widthOf(game.total[node].join(", ")) + 6;
  }
}

/** How many ends a frame of some height shows below each other. */
const endsInView = height => Math.max(FEWEST_ENDS, Math.floor((height - 2 * MARGIN) / ROW));

const foldText = node => `${numEnds[node].toLocaleString("en")} ${numEnds[node] === 1 ? "end" : "ends"}`;
