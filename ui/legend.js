/** The left rail: legend that filters, confidence, and size and colour by measure. */
import { claims, families, kindOf, nodeKinds } from './grammar.js';
import { buildMeasures } from './measures.js';
import { change } from './commands.js';
import { currentScene } from './canvas.js';
import { byId, fill, h, svgIcon } from './dom.js';
import { icons } from './icons.js';
import { noFilters, on, state } from './state.js';

/** @type {HTMLElement} */
let rows;

/** Builds the rail. */
export function startLegend() {
  rows = h('div', { class: 'legend' });
  const measures = h('section', { class: 'measure-menu' });
  fill(byId('rail'), rows, measures);
  buildMeasures(measures);
  on(['view', 'theme'], render);
  render();
}

function render() {
  const { view } = state;
  const { filters } = view;
  const focused = /** @type {HTMLElement|null} */ (document.activeElement)?.dataset?.filter;
  const scene = currentScene();
  const types = tally([...view.nodes.values()], (n) => kindOf(n).name);
  const links = [...view.links.values()];
  if (!view.nodes.size) return fill(rows, h('h2', {}, 'Lines'), lineKey());
  fill(rows,
    h('h2', {}, 'Nodes'),
    nodeKinds.filter((k) => types.get(k.name) && k.name !== 'Article').map((k) => filterRow('types', k.name, k.title, types.get(k.name), h('span', { class: `swatch-node ${k.shape}`, dataset: { kind: k.name } }, svgIcon(icons[k.icon], 11)))),
    h('h2', {}, 'Links'),
    families.map((f) => [f, tally(links, (l) => l.family).get(f.name)]).filter(([f, n]) => n && f.name !== 'geography').map(([f, n]) => filterRow('families', f.name, f.title, n, h('span', { class: 'swatch-line', dataset: { family: f.name } }), f.meaning)),
    h('h2', {}, 'How sure'),
    claims.map((c) => [c, tally(links, (l) => l.claim).get(c.name)]).filter(([, n]) => n).map(([c, n]) => filterRow('claims', c.name, c.title, n, h('span', { class: 'swatch-claim', dataset: { claim: c.name } }))),
    lineKey(),
    confidence(filters),
    lowBand(filters, scene),
    isFiltering(filters) && h('button', { class: 'small-text', onclick: () => change('Cleared the filters', (d) => { d.filters = noFilters(); }) }, 'Clear filters'));
  if (focused) /** @type {HTMLElement|null} */ (rows.querySelector(`[data-filter="${CSS.escape(focused)}"]`))?.focus();
}

function tally(items, key) {
  const count = new Map();
  for (const item of items) count.set(key(item), (count.get(key(item)) ?? 0) + 1);
  return count;
}

/** A row: click hides or shows, double-click or Alt shows only this. */
function filterRow(set, name, title, count, swatch, meaning) {
  const off = state.view.filters[set].has(name);
  return h('button', {
    class: 'legend-row', 'aria-pressed': String(!off), dataset: { filter: `${set}:${name}` }, title: `${meaning ? meaning + '. ' : ''}Click: hide or show. Alt-click: only this.`,
    onclick: (e) => (e.altKey ? only(set, name, title) : toggle(set, name, title)),
  }, swatch, h('span', { class: 'legend-title' }, title), h('span', { class: 'count' }, String(count)));
}

function toggle(set, name, title) {
  const off = state.view.filters[set].has(name);
  change(`${off ? 'Showed' : 'Hid'} ${title.toLowerCase()}`, (d) => (off ? d.filters[set].delete(name) : d.filters[set].add(name)));
}

function only(set, name, title) {
  const all = { types: nodeKinds, families, claims }[set].map((x) => x.name);
  const isolated = all.every((n) => n === name || state.view.filters[set].has(n));
  change(isolated ? 'Showed all again' : `Showed only ${title.toLowerCase()}`, (d) => { d.filters[set] = new Set(isolated ? [] : all.filter((n) => n !== name)); });
}

/** What the four kinds of line say. */
function lineKey() {
  return h('ul', { class: 'line-key', 'aria-label': 'Lines' }, [['plain', 'one origin'], ['thick', 'two or more origins'], ['double', 'disputed or denied'], ['dashed', 'hedged']].map(([line, words]) => h('li', {}, h('span', { class: `line ${line}`, 'aria-hidden': 'true' }), words)));
}

function confidence(filters) {
  const value = h('output', {}, filters.minConfidence ? `≥ ${filters.minConfidence.toFixed(2)}` : 'any');
  return h('label', { class: 'slider' }, h('span', {}, 'Confidence ', value), h('input', {
    type: 'range', min: '0', max: '0.95', step: '0.05', value: String(filters.minConfidence), dataset: { filter: 'confidence' },
    oninput: (e) => { value.textContent = Number(e.target.value) ? `≥ ${Number(e.target.value).toFixed(2)}` : 'any'; },
    onchange: (e) => change('Changed the confidence', (d) => { d.filters.minConfidence = Number(e.target.value); }),
  }));
}

/** Low-band links stay hidden until asked for, and counted. */
function lowBand(filters, scene) {
  if (!filters.low && !scene.lowHidden) return null;
  return h('label', { class: 'check' }, h('input', { type: 'checkbox', checked: filters.low, dataset: { filter: 'low' }, onchange: (e) => change(e.target.checked ? 'Showed unsure links' : 'Hid unsure links', (d) => { d.filters.low = e.target.checked; }) }),
    filters.low ? ' unsure links shown' : ` show ${scene.lowHidden} unsure ${scene.lowHidden === 1 ? 'link' : 'links'}`);
}

/** Whether a filter hides something by choice. @param {import('./state.js').Filters} f */
export function isFiltering(f) {
  const none = noFilters();
  return f.types.size > 0 || f.families.size > 0 || f.minConfidence > 0 || f.low || f.claims.size !== none.claims.size || [...f.claims].some((c) => !none.claims.has(c));
}
