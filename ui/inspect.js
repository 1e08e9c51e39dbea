/** The Inspect tab: what a node is called, when and where, how it ranks, and its neighbours by relation. */
import * as api from './api.js';
import { openArticle } from './article.js';
import { fill, h, svgIcon } from './dom.js';
import { chipWords, dateWords, distinctChips, iconOf, kindOf, tollOf } from './grammar.js';
import { icons } from './icons.js';
import { isShowing, onPanel, openTab } from './panels.js';
import { pickPathEnd } from './paths.js';
import { on, primaryNode, selectNodes, state } from './state.js';
import { openStory } from './story.js';
import { addNode, collapse, expand, hide, isolate } from './walk.js';

/** @type {HTMLElement} */
let body;
let shown = '';

/** @param {HTMLElement} element */
export function buildInspect(element) {
  body = element;
  on('selection', update);
  onPanel(update);
  fill(body, hint());
}

const hint = () => h('p', { class: 'hint-text' }, 'Select a node to see what is known about it, or a link to read the sentences behind it.');

function update() {
  if (!isShowing('panel', 'inspect')) return;
  const { nodes } = state.selection;
  if (nodes.size > 1) return severalSelected([...nodes]);
  const id = primaryNode();
  if (!id) {
    if (!shown || shown.includes(' ')) fill(body, hint());
    return;
  }
  if (id === shown) return;
  shown = id;
  load(id);
}

async function load(id) {
  const known = state.view.nodes.get(id);
  if (known) fill(body, head(known), h('p', { class: 'loading' }, 'Loading…'));
  try {
    const answer = await api.node(id);
    if (shown === id) fill(body, head(answer.node), facts(answer.node), actions(answer.node), relations(answer), measures(answer.measures ?? []), mentions(answer.mentions ?? []));
  } catch (error) {
    if (shown === id) fill(body, known ? head(known) : null, h('p', { class: 'problem' }, error.message, ' ', h('button', { class: 'link', onclick: () => load(id) }, 'Retry')));
  }
}

/** @param {import('./api.js').Node} node */
function head(node) {
  const kind = kindOf(node);
  const aliases = node.aliases.filter((a) => a !== node.name);
  return h('header', { class: 'node-head' },
    h('span', { class: 'node-icon', dataset: { kind: kind.name } }, svgIcon(iconOf(node), 18)),
    h('div', {}, h('h2', { dir: 'auto' }, node.name), h('p', { class: 'muted' }, [kind.title, spaced(node.subtype)].filter(Boolean).join(' · ')),
      aliases.length > 0 && h('p', { class: 'aliases', dir: 'auto' }, 'also ', aliases.slice(0, 8).join(', '), aliases.length > 8 && ` and ${aliases.length - 8} more`)));
}

/** ArmedGroup reads "armed group". */
const spaced = (label) => (label && label !== label.toUpperCase() ? label.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase() : label);

function facts(node) {
  const rows = [['Date', dateWords(node.props.date)], ['Killed', tollOf(node).replace(' killed', '')], ['Injured', range(node.props.injured_min, node.props.injured_max)], ['Title', node.props.title], ['Role', node.props.role], ['Size', node.props.size]].filter(([, v]) => v);
  const chips = distinctChips(node).map((c) => h('button', { class: 'chip', title: `Show ${c.name}`, onclick: () => addNode(c.id) }, chipWords(c)));
  return h('div', {},
    chips.length > 0 && h('div', { class: 'chips' }, chips),
    rows.length > 0 && h('dl', { class: 'facts' }, rows.map(([k, v]) => [h('dt', {}, k), h('dd', { dir: 'auto' }, Array.isArray(v) ? v.join(', ') : String(v))])),
    h('p', { class: 'sources' }, `${node.articles} ${node.articles === 1 ? 'article' : 'articles'}, ${node.origins} independent ${node.origins === 1 ? 'origin' : 'origins'}`));
}

function range(low, high) {
  if (high === undefined || high === null) return '';
  return low === high || low === undefined ? String(high) : `${low}–${high}`;
}

function actions(node) {
  const event = kindOf(node).name === 'Event';
  return h('div', { class: 'buttons' },
    event && h('button', { class: 'primary', onclick: () => openStory(node.id) }, 'Open story'),
    h('button', { onclick: () => expand(node.id) }, 'Expand'),
    h('button', { onclick: () => pickPathEnd('from', node.id) }, 'Path from'),
    h('button', { onclick: () => pickPathEnd('to', node.id) }, 'Path to'),
    h('button', { onclick: () => collapse(node.id) }, 'Collapse'),
    h('button', { onclick: () => isolate([node.id]) }, 'Only this'),
    h('button', { onclick: () => hide([node.id]) }, 'Hide'));
}

/** Neighbours by relation: the count, those on screen by name, and a button that brings the rest. */
function relations({ node, groups }) {
  const sorted = [...groups].sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)).filter((g) => g.family !== 'provenance');
  if (!sorted.length) return h('p', { class: 'muted' }, 'No statement links yet: the name is only mentioned.');
  return h('section', {}, h('h3', {}, 'Relations'), sorted.map((g) => {
    const present = [...state.view.links.values()].filter((l) => l.type === g.type && (g.direction === 'out' ? l.source : l.target) === node.id);
    const names = present.flatMap((l) => state.view.nodes.get(g.direction === 'out' ? l.target : l.source) ?? []);
    return h('div', { class: 'relation', dataset: { family: g.family } },
      h('span', { class: 'swatch-line', 'aria-hidden': 'true' }),
      h('span', { class: 'relation-words' }, h('b', {}, g.direction === 'out' ? g.phrase : `← ${g.phrase}`), ' ',
        names.slice(0, 4).map((n, i) => [i ? ', ' : '', h('button', { class: 'link', dir: 'auto', onclick: () => selectNodes([n.id]) }, n.label || n.name)]), names.length > 4 && ` +${names.length - 4}`),
      h('span', { class: 'count', title: `${g.count} in the store` }, String(g.count)),
      h('button', { class: 'small', 'aria-label': `Show ${g.phrase} links`, title: `Show: ${g.type}`, onclick: () => expand(node.id, { types: [g.type] }) }, svgIcon(icons.plus, 11)));
  }));
}

function measures(list) {
  if (!list.length) return null;
  return h('section', {}, h('h3', {}, 'Measures'), h('table', { class: 'measures' }, h('tbody', {}, list.map((m) => h('tr', {}, h('th', { scope: 'row' }, m.title || m.name), h('td', {}, number(m.value)), h('td', { class: 'muted' }, m.rank ? `rank ${m.rank} of ${m.of}` : ''))))));
}

/** A number for reading: three significant digits. @param {number} v */
export const number = (v) => Number(v).toLocaleString('en', { maximumSignificantDigits: Math.abs(v) >= 1000 ? 4 : 3 });

function mentions(list) {
  if (!list.length) return null;
  return h('section', {}, h('h3', {}, `Mentioned in ${list.length} ${list.length === 1 ? 'article' : 'articles'}`), h('ul', { class: 'articles' }, list.slice(0, 30).map(({ article, count }) => h('li', {},
    h('button', { class: 'link', dir: 'auto', onclick: () => openArticle(article.id) }, article.title || article.id), h('span', { class: 'muted' }, ` ${[article.publisher, dateWords(article.date), `${count}×`].filter(Boolean).join(' · ')}`)))));
}

function severalSelected(ids) {
  shown = ids.join(' ');
  const nodes = ids.map((id) => state.view.nodes.get(id)).filter(Boolean);
  fill(body, h('h2', {}, `${nodes.length} nodes selected`),
    h('div', { class: 'buttons' },
      h('button', { class: 'primary', onclick: () => isolate(ids) }, 'Only these'), h('button', { onclick: () => hide(ids) }, 'Hide'),
      ids.length === 2 && h('button', { onclick: () => { pickPathEnd('from', ids[0]); pickPathEnd('to', ids[1]); } }, 'Path between')),
    h('ul', { class: 'articles' }, nodes.map((n) => h('li', {}, h('button', { class: 'link', dir: 'auto', onclick: () => selectNodes([n.id]) }, n.name)))));
}

/** Opens the tab for what is selected. */
export function openInspect() {
  openTab('panel', 'inspect');
  update();
}
