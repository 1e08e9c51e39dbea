/** The Table tab: everything on screen as sortable, filterable rows; the complete equivalent of the canvas. */
import { currentScene } from './canvas.js';
import { debounce, fill, h } from './dom.js';
import { dateWords, kindOf } from './grammar.js';
import { isShowing, onPanel } from './panels.js';
import { on, selectLink, selectNodes, state } from './state.js';
import { number } from './inspect.js';

/** @type {HTMLElement} */
let body;
let kind = 'nodes';
let text = '';
const sort = { nodes: { key: 'origins', down: true }, links: { key: 'origins', down: true } };

const columns = {
  nodes: [
    { key: 'name', title: 'Name', of: (n) => n.name }, { key: 'type', title: 'Type', of: (n) => n.subtype || kindOf(n).title }, { key: 'date', title: 'Date', of: (n) => n.props.date ?? '', show: (n) => dateWords(n.props.date) },
    { key: 'origins', title: 'Origins', of: (n) => n.origins }, { key: 'articles', title: 'Articles', of: (n) => n.articles }, { key: 'degree', title: 'Links', of: (n) => n.degree },
    { key: 'value', title: 'Measure', of: (n) => state.measureValues[n.id] ?? '', show: (n) => (n.id in state.measureValues ? number(state.measureValues[n.id]) : '') },
  ],
  links: [
    { key: 'source', title: 'From', of: (l) => nodeName(l.source) }, { key: 'type', title: 'Relation', of: (l) => l.type }, { key: 'target', title: 'To', of: (l) => nodeName(l.target) }, { key: 'claim', title: 'Claim', of: (l) => l.claim },
    { key: 'attribution', title: 'According to', of: (l) => (l.attribution ?? []).join(', ') }, { key: 'origins', title: 'Origins', of: (l) => l.origins }, { key: 'band', title: 'Confidence', of: (l) => l.confidence, show: (l) => l.band },
    { key: 'first', title: 'First', of: (l) => l.first ?? '', show: (l) => dateWords(l.first) }, { key: 'quote', title: 'Best sentence', of: (l) => l.quote ?? '' },
  ],
};

const nodeName = (id) => state.view.nodes.get(id)?.name ?? id;

/** @param {HTMLElement} element */
export function buildTable(element) {
  body = element;
  on(['view', 'selection', 'measures'], update);
  onPanel(update);
}

function update() {
  if (!isShowing('drawer', 'table')) return;
  const scene = currentScene();
  const shownNodes = scene.nodes.flatMap((n) => (n.kind === 'fold' ? n.members.map((id) => state.view.nodes.get(id)) : [n.node])).filter(Boolean);
  const all = kind === 'nodes' ? shownNodes : scene.links.map((l) => l.link);
  const items = sorted(all.filter(matches));
  if (!body.querySelector('.table-bar')) fill(body, bar(), h('div', { class: 'table-scroll' }));
  for (const b of body.querySelectorAll('.table-bar [data-kind]')) b.setAttribute('aria-pressed', String(/** @type {HTMLElement} */ (b).dataset.kind === kind));
  fill(/** @type {HTMLElement} */ (body.querySelector('.table-count')), items.length === all.length ? `${all.length} rows` : `${items.length} of ${all.length} rows`);
  fill(/** @type {HTMLElement} */ (body.querySelector('.table-scroll')), grid(items));
}

function bar() {
  const which = (name, title) => h('button', { dataset: { kind: name }, onclick: () => { kind = name; update(); } }, title);
  return h('div', { class: 'table-bar' }, which('nodes', 'Nodes'), which('links', 'Links'),
    h('input', { type: 'search', placeholder: 'Filter rows', 'aria-label': 'Filter rows', oninput: debounce((e) => { text = e.target.value.toLowerCase(); update(); }, 120) }), h('span', { class: 'table-count muted', 'aria-live': 'polite' }));
}

function matches(item) {
  return !text || columns[kind].some((c) => String(c.of(item)).toLowerCase().includes(text));
}

function sorted(items) {
  const { key, down } = sort[kind];
  const column = columns[kind].find((c) => c.key === key);
  const compare = (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en'));
  return items.sort((a, b) => (down ? -1 : 1) * compare(column.of(a), column.of(b)) || (a.id < b.id ? -1 : 1));
}

function grid(items) {
  const { key, down } = sort[kind];
  return h('table', { class: 'grid' },
    h('thead', {}, h('tr', {}, columns[kind].map((c) => h('th', { scope: 'col', 'aria-sort': c.key === key ? (down ? 'descending' : 'ascending') : 'none' }, h('button', { class: 'bare', onclick: () => sortBy(c.key) }, c.title, c.key === key ? (down ? ' ↓' : ' ↑') : ''))))),
    h('tbody', {}, items.slice(0, 2000).map(gridRow)));
}

function sortBy(key) {
  const s = sort[kind];
  Object.assign(s, { down: s.key === key ? !s.down : true, key });
  update();
}

function gridRow(item) {
  const selected = state.selection.nodes.has(item.id) || state.selection.link === item.id;
  const pick = () => (kind === 'nodes' ? selectNodes([item.id]) : selectLink(item.id));
  return h('tr', { 'aria-selected': String(selected), onclick: pick }, columns[kind].map((c, i) => {
    const value = c.show ? c.show(item) : String(c.of(item));
    return h('td', { dir: 'auto', class: typeof c.of(item) === 'number' && !c.show ? 'number' : null }, i === 0 ? h('button', { class: 'link', onclick: pick }, value) : value);
  }));
}
