(() => {
const data = JSON.parse(document.getElementById("data").textContent);
const place = document.getElementById("map");
const told = document.getElementById("told");
const svg = place.querySelector("svg");
const [left, top, width, height] = data.frame;
const isMap = data.axes.length === 2;
const space = "http://www.w3.org/2000/svg";
let at = [0.5, 0.5];

const pointer = document.createElementNS(space, "path");
pointer.setAttribute("class", "pointer");
const letter = svg.querySelector("text.letter");
if (letter) letter.parentNode.insertBefore(pointer, letter.previousElementSibling || letter);
else svg.append(pointer);
place.classList.toggle("curves", !isMap);

const made = (tag, content) => {
  const one = document.createElement(tag);
  one.textContent = content;
  return one;
};

const number = value => Number(value.toPrecision(4)).toString().replace("-", "\u2212");

const valueOf = axis => data.axes[axis].low + at[axis] * (data.axes[axis].high - data.axes[axis].low);

const isInside = (outline, x, y) => {
  let inside = false;
  outline.forEach(([x1, y1], index) => {
    const [x2, y2] = outline[(index + outline.length - 1) % outline.length];
    if ((y1 > y) !== (y2 > y) && x < x1 + (x2 - x1) * (y - y1) / (y2 - y1)) inside = !inside;
  });
  return inside;
};

const labelHere = () => {
  if (isMap) {
    const x = at[0] * width, y = (1 - at[1]) * height;
    const over = data.regions.filter(([, outline]) => isInside(outline, x, y));
    return over.length ? over[over.length - 1][0] : -1;
  }
  const value = valueOf(0);
  const stretch = data.stretches.find(([low, high]) => low <= value && value <= high);
  return stretch ? stretch[2] : -1;
};

const payoffHere = () => {
  const { label, unit, values } = data.payoff;
  const [column, row] = [values, values[0]].map((list, axis) => Math.round(at[axis] * (list.length - 1)));
  const value = values[column][row];
  return value === null ? `${label}: no payoff` : `${label} gets about ${number(value)} ${unit}`.trim();
};

const branchTable = (branch, value) => {
  const near = branch.values.reduce((best, other, index) =>
    Math.abs(other - value) < Math.abs(branch.values[best] - value) ? index : best, 0);
  const table = document.createElement("table");
  data.choices.forEach(([player, action], column) => {
    const low = branch.lows[near][column], high = branch.highs[near][column];
    if (low === null || high === 0) return;
    const line = document.createElement("tr");
    const share = high - low > 1e-9 ? `${number(low)} to ${number(high)}` : number(low);
    line.append(made("td", player), made("td", action), made("td", share));
    table.append(line);
  });
  return table;
};

const tell = () => {
  const label = labelHere();
  const regime = data.regimes[label];
  const names = data.axes.map((axis, index) => `${axis.name} = ${number(valueOf(index))} ${axis.unit}`.trim());
  const parts = [made("h2", names.join(", "))];
  if (isMap && data.payoff) parts.push(made("p", payoffHere()));
  const letter = regime && regime.letter ? `${regime.letter}: ` : "";
  parts.push(made("p", regime ? letter + regime.text : data.unknown));
  if (!isMap) {
    const value = valueOf(0);
    const here = data.branches.filter(({ values }) => values[0] <= value && value <= values[values.length - 1]);
    here.forEach((branch, index) => {
      if (here.length > 1) parts.push(made("h2", `Equilibrium ${index + 1}`));
      parts.push(branchTable(branch, value));
    });
  }
  told.replaceChildren(...parts);
  const x = left + at[0] * width;
  const lines = [`M${x} ${top}V${top + height}`];
  if (isMap) lines.push(`M${left} ${top + (1 - at[1]) * height}H${left + width}`);
  pointer.setAttribute("d", lines.join(""));
};

const point = event => {
  const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const next = [(spot.x - left) / width, isMap ? 1 - (spot.y - top) / height : 0.5];
  if (next.some(share => share < 0 || share > 1)) return;
  at = next;
  tell();
};

place.addEventListener("pointermove", point);
place.addEventListener("pointerdown", point);
place.addEventListener("keydown", event => {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] };
  const step = steps[event.key];
  if (!step || step[0] >= data.axes.length) return;
  event.preventDefault();
  at[step[0]] = Math.min(1, Math.max(0, at[step[0]] + step[1] * (event.shiftKey ? 0.1 : 0.01)));
  tell();
});

const theme = document.getElementById("theme");
const paint = isDark => {
  document.documentElement.classList.toggle("dark", isDark);
  theme.textContent = isDark ? "Light" : "Dark";
};
theme.addEventListener("click", () => paint(!document.documentElement.classList.contains("dark")));
paint(window.matchMedia("(prefers-color-scheme: dark)").matches);
tell();
})();
