"use strict";

/* The tree and its equilibria: who follows whom, how likely play comes to a node, what is to be expected there. */

const CHANCE = -1;
const NOWHERE = -1;
const game = JSON.parse(document.getElementById("game").textContent);
const numNodes = game.parent.length;

const children = Array.from({ length: numNodes }, () => []);
for (let node = 1; node < numNodes; node++) children[game.parent[node]].push(node);
for (const following of children) following.sort((one, other) => game.action[one] - game.action[other]);

const depth = new Int32Array(numNodes);
for (let node = 1; node < numNodes; node++) depth[node] = depth[game.parent[node]] + 1;

const numEnds = new Int32Array(numNodes);
for (let node = numNodes - 1; node >= 0; node--) {
  if (!children[node].length) numEnds[node] = 1;
  if (node) numEnds[game.parent[node]] += numEnds[node];
}

const isEnd = node => !children[node].length;
const infosetOf = node => game.infosets[game.infoset[node]];
const actionTo = node => infosetOf(game.parent[node]).actions[game.action[node]];
const isChance = node => infosetOf(node).player === CHANCE;

const members = new Map();
for (let node = 0; node < numNodes; node++) {
  if (isEnd(node) || isChance(node)) continue;
  const index = game.infoset[node];
  if (!members.has(index)) members.set(index, []);
  members.get(index).push(node);
}

const pathTo = node => {
  const path = [];
  for (; node > 0; node = game.parent[node]) path.push(actionTo(node));
  return path.reverse();
};

/** What an equilibrium does in the tree; null shows the game alone. */
class Play {
  constructor(equilibrium) {
    this.equilibrium = equilibrium;
    this.reach = new Float64Array(numNodes).fill(NaN);
    this.values = new Array(numNodes);
    if (equilibrium) this.follow();
  }

  /** Probabilities of the actions at a node as texts and weights; null where nothing is said. */
  chancesAt(node) {
    if (isEnd(node)) return null;
    if (isChance(node)) return infosetOf(node);
    return this.equilibrium ? this.equilibrium.play[game.infoset[node]] : null;
  }

  follow() {
    this.reach[0] = 1;
    for (let node = 1; node < numNodes; node++) {
      const before = game.parent[node];
      const chances = this.chancesAt(before);
      this.reach[node] = chances ? this.reach[before] * chances.weights[game.action[node]] : 0;
    }
    for (let node = numNodes - 1; node >= 0; node--) this.values[node] = this.valuesAt(node);
  }

  /** Expected payoffs in all once play is at a node; null where the plan leaves them open. */
  valuesAt(node) {
    if (isEnd(node)) return game.value[node];
    const chances = this.chancesAt(node);
    if (!chances) return null;
    const sums = new Array(game.players.length).fill(0);
    for (const child of children[node]) {
      const weight = chances.weights[game.action[child]];
      if (!weight) continue;
      if (!this.values[child]) return null;
      this.values[child].forEach((value, player) => { sums[player] += weight * value; });
    }
    return sums;
  }

  weightTo(node) {
    const chances = this.chancesAt(game.parent[node]);
    return chances ? chances.weights[game.action[node]] : NaN;
  }

  textTo(node) {
    const before = game.parent[node];
    const chances = this.chancesAt(before);
    if (!chances) return "";
    const weight = chances.weights[game.action[node]];
    return !isChance(before) && (weight === 0 || weight === 1) ? "" : chances.chances[game.action[node]];
  }

  isOnPath(node) {
    return this.reach[node] > 0;
  }
}

const numberText = value => {
  if (Number.isInteger(value)) return String(value).replace("-", "\u2212");
  const rounded = Number(value.toPrecision(5));
  return (Math.abs(rounded - value) < 1e-12 ? "" : "\u2248") + String(rounded).replace("-", "\u2212");
};
