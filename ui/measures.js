/** Size and colour by a measure, and the ranking. The list of measures is the server's table. */
import * as api from './api.js';
import { change } from './commands.js';
import { fill, h } from './dom.js';
import { number } from './inspect.js';
import { on, state, tell } from './state.js';
import { failed } from './toasts.js';
import { addNode } from './walk.js';

/** @type {import('./api.js').Measure[]} */
let table = [];
let projection = '';
/** @type {Map<string, any>} */
const answers = new Map();
/** @type {HTMLElement} */
let box;

/** @param {HTMLElement} element */
export async function buildMeasures(element) {
  box = element;
  on(['view', 'measures'], render);
  try {
    ({ measures: table, projection } = await api.measures());
  } catch {
    table = [];
  }
  render();
  applyView();
  on('view', applyView);
}

/** Forgets what was computed, because the store changed. */
export function forgetMeasures() {
  answers.clear();
  applyView();
}

function render() {
  const { size, colour } = state.view;
  const scores = table.filter((m) => m.kind === 'score');
  const groups = table.filter((m) => m.kind !== 'score');
  const shown = answers.get(size) ?? answers.get(colour);
  fill(box,
    h('h2', {}, 'Measure'),
    chooser('Size by', size, [['origins', 'independent origins'], ...scores.map((m) => [m.name, title(m)])], setSize),
    chooser('Colour by', colour, [['type', 'kind of node'], ...groups.map((m) => [m.name, title(m)]), ...scores.map((m) => [m.name, title(m)])], setColour),
    shown && ranking(shown));
}

const title = (m) => (m.title || m.name).toLowerCase();

function chooser(label, value, options, pick) {
  const select = h('select', { onchange: (e) => pick(e.target.value) }, options.map(([v, t]) => h('option', { value: v }, t)));
  select.value = value;
  return h('label', { class: 'chooser' }, h('span', {}, label), select);
}

const titleOf = (name) => title(table.find((m) => m.name === name) ?? { name });

function setSize(name) {
  change(`Sized by ${titleOf(name)}`, (d) => { d.size = name; });
}

function setColour(name) {
  change(`Coloured by ${titleOf(name)}`, (d) => { d.colour = name; });
}

/** The n-th score measure of the table sizes the nodes; the same key again goes back to origins. @param {number} n from 1 */
export function sizeByNumber(n) {
  const m = table.filter((x) => x.kind === 'score')[n - 1];
  if (m) setSize(state.view.size === m.name ? 'origins' : m.name);
}

/** Loads the values the view asks for. */
async function applyView() {
  const { size, colour } = state.view;
  for (const name of [size, colour]) {
    if (name === 'origins' || name === 'type' || answers.has(name)) continue;
    try {
      answers.set(name, await api.measure(name));
    } catch (error) {
      failed(error);
      return;
    }
  }
  const score = answers.get(size);
  const paint = answers.get(colour);
  const next = {};
  if (score) Object.assign(next, score.values);
  state.measureValues = next;
  state.colourValues = paint ? { kind: paint.measure.kind, values: paint.measure.kind === 'score' ? share(paint.values) : paint.values } : null;
  tell('measures');
}

/** Values as shares of the largest. */
function share(values) {
  const most = Math.max(...Object.values(values), 0) || 1;
  return Object.fromEntries(Object.entries(values).map(([id, v]) => [id, v / most]));
}

function ranking(answer) {
  const { measure, scores } = answer;
  if (measure.kind !== 'score') return h('p', { class: 'muted small' }, measure.meaning);
  return h('details', { class: 'ranking', open: true }, h('summary', {}, `Ranking by ${title(measure)}`),
    h('p', { class: 'muted small' }, measure.meaning),
    h('ol', {}, scores.slice(0, 20).map((s) => h('li', {}, h('button', { class: 'link', dir: 'auto', onclick: () => addNode(s.id) }, s.name), h('span', { class: 'count' }, number(s.value))))),
    h('p', { class: 'muted small' }, answer.projection || projection));
}
