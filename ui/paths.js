/** The Path tab: how two nodes are tied, as chains of quotes. */
import * as api from './api.js';
import { openArticle } from './article.js';
import { arrangeNew } from './arrange.js';
import { currentScene, frame } from './canvas.js';
import { change } from './commands.js';
import { claimTag } from './evidence.js';
import { byId, fill, h, svgIcon } from './dom.js';
import { clip } from './grammar.js';
import { icons } from './icons.js';
import { openTab, panelInset } from './panels.js';
import { light, selectLink, selectNodes, state, tell } from './state.js';
import { toast } from './toasts.js';
import { add } from './walk.js';

/** @type {HTMLElement} */
let body;
/** @type {HTMLElement} */
let result;
/** @type {HTMLInputElement} */
let fromInput;
/** @type {HTMLInputElement} */
let toInput;
/** @type {HTMLInputElement} */
let hubs;
/** @type {HTMLSelectElement} */
let most;
/** @type {Map<string, string>} names of nodes the user wants avoided, by id */
const avoid = new Map();
/** ids behind the names in the inputs, so that a picked node is not looked up by name */
const picked = { from: { id: '', name: '' }, to: { id: '', name: '' } };

/** @param {HTMLElement} element */
export function buildPaths(element) {
  body = element;
  fromInput = h('input', { type: 'text', placeholder: 'from, e.g. ISIS-K', 'aria-label': 'Path from', dir: 'auto' });
  toInput = h('input', { type: 'text', placeholder: 'to, e.g. Tajik', 'aria-label': 'Path to', dir: 'auto' });
  hubs = h('input', { type: 'checkbox' });
  most = h('select', { 'aria-label': 'At most so many steps' }, [2, 3, 4, 5, 6].map((n) => h('option', { value: String(n) }, `${n} steps`)));
  most.value = '6';
  result = h('div', { class: 'chains', 'aria-live': 'polite' });
  const form = h('form', { class: 'path-form', onsubmit: (e) => { e.preventDefault(); run(); } },
    h('div', { class: 'path-ends' }, fromInput, h('button', { type: 'button', class: 'bare', title: 'Swap ends', 'aria-label': 'Swap ends', onclick: swap }, '⇅'), toInput),
    h('div', { class: 'path-options' }, h('label', {}, hubs, ' through hubs'), h('label', {}, 'at most ', most), h('button', { type: 'submit', class: 'primary' }, 'Find')));
  fill(body, h('h2', {}, 'How are they tied?'), form, result);
}

function swap() {
  [fromInput.value, toInput.value] = [toInput.value, fromInput.value];
  [picked.from, picked.to] = [picked.to, picked.from];
  if (fromInput.value && toInput.value) run();
}

/** Opens the tab. */
export function openPaths() {
  openTab('panel', 'path');
  fromInput.focus();
}

/** Makes a node one end; with both ends the search starts. @param {'from'|'to'} end @param {string|null} id */
export function pickPathEnd(end, id) {
  const node = id && state.view.nodes.get(id);
  if (!node) return toast('Select a node first.');
  picked[end] = { id: node.id, name: node.name };
  (end === 'from' ? fromInput : toInput).value = node.name;
  state.path = { from: picked.from.id || null, to: picked.to.id || null };
  tell('path');
  openTab('panel', 'path');
  if (fromInput.value && toInput.value) run();
  else toast(end === 'from' ? 'Path starts here. Now pick the other end (Shift+P).' : 'Path ends here. Now pick the start (P).');
}

/** Searches from two names or ids. @param {{from: string, to: string}} ends */
export function findPath({ from, to }) {
  picked.from = { id: '', name: '' };
  picked.to = { id: '', name: '' };
  fromInput.value = from;
  toInput.value = to;
  openTab('panel', 'path');
  return run();
}

const endOf = (input, known) => (known.id && input.value === known.name ? known.id : input.value.trim());

async function run() {
  const from = endOf(fromInput, picked.from);
  const to = endOf(toInput, picked.to);
  if (!from || !to) return fill(result, h('p', { class: 'hint-text' }, 'Two names are needed.'));
  fill(result, h('p', { class: 'loading' }, 'Searching the whole store…'));
  try {
    render(await api.paths({ from, to, k: 5, max: Number(most.value), hubs: hubs.checked ? 1 : 0, avoid: [...avoid.keys()] }));
  } catch (error) {
    fill(result, h('p', { class: 'problem' }, error.message),
      error.near?.length > 0 && h('p', {}, 'Near names: ', error.near.map((n, i) => [i ? ', ' : '', h('button', { class: 'link', onclick: () => takeNear(n, error.message) }, n)])),
      !error.near?.length && h('button', { class: 'link', onclick: run }, 'Retry'));
  }
}

/** A near name replaces the end the message speaks of. */
function takeNear(name, message) {
  const input = toInput.value && message.includes(toInput.value) ? toInput : fromInput;
  input.value = name;
  run();
}

function render(answer) {
  const { from, to, paths, skipped_hubs: skipped = [], ambiguous = {} } = answer;
  remember(fromInput, picked.from, from);
  remember(toInput, picked.to, to);
  state.path = { from: from?.id ?? null, to: to?.id ?? null };
  tell('path');
  fill(result,
    choices('from', ambiguous.from, from), choices('to', ambiguous.to, to),
    avoid.size > 0 && h('p', { class: 'avoided' }, 'Avoiding ', [...avoid].map(([id, name]) => h('button', { class: 'chip', title: 'Allow again', onclick: () => { avoid.delete(id); run(); } }, `${name} ×`))),
    paths.length ? h('p', { class: 'muted' }, `${paths.length} ${paths.length === 1 ? 'chain' : 'chains'}, the best supported first.${answer.hubs_walked ? ' None without hubs, so they run through hubs.' : ''}`) : nothing(skipped),
    h('ol', { class: 'chain-list' }, paths.map(chain)),
    skipped.length > 0 && h('p', { class: 'muted' }, `Not led through ${skipped.map((s) => s.name).join(', ')}: hubs tie everything to everything. `, h('button', { class: 'link', onclick: () => { hubs.checked = true; run(); } }, 'Allow hubs')));
}

function remember(input, known, node) {
  if (!node) return;
  Object.assign(known, { id: node.id, name: node.name });
  input.value = node.name;
}

function choices(end, nodes, taken) {
  const others = (nodes ?? []).filter((n) => n.id !== taken?.id);
  if (!others.length) return null;
  return h('p', { class: 'muted' }, `“${taken?.name}” was taken; also possible: `, others.slice(0, 6).map((n, i) => [i ? ', ' : '', h('button', { class: 'link', onclick: () => {
    Object.assign(picked[end], { id: n.id, name: n.name });
    (end === 'from' ? fromInput : toInput).value = n.name;
    run();
  } }, `${n.name} (${n.subtype || n.type})`)]));
}

function nothing(skipped) {
  return h('div', {}, h('p', {}, `No chain of stated links within ${most.value} steps.`),
    !hubs.checked && h('button', { onclick: () => { hubs.checked = true; run(); } }, skipped.length ? 'Allow hubs' : 'Search through hubs'), ' ',
    Number(most.value) < 6 && h('button', { onclick: () => { most.value = '6'; run(); } }, 'Up to 6 steps'), ' ',
    avoid.size > 0 && h('button', { onclick: () => { avoid.clear(); run(); } }, 'Avoid nothing'));
}

/** One path as a chain of quotes. */
function chain(path, i) {
  const ids = [...path.nodes.map((n) => n.id), ...path.links.map((l) => l.id)];
  const present = () => path.nodes.every((n) => state.view.nodes.has(n.id));
  const item = h('li', { class: 'chain', tabindex: '0', onmouseenter: () => present() && light(ids), onmouseleave: () => light(null), onfocus: () => present() && light(ids), onblur: () => light(null) },
    h('header', {}, h('b', {}, `${path.links.length} ${path.links.length === 1 ? 'step' : 'steps'}`), h('span', { class: 'muted', title: 'Hops, doubt, hubs and sources that are one and the same add to the cost' }, ` · cost ${Number(path.score).toPrecision(2)}`),
      h('button', { class: i === 0 ? 'primary small-text' : 'small-text', onclick: () => show(path, ids) }, 'Show in graph')),
    hops(path));
  return item;
}

function hops({ nodes, links }) {
  return links.map((link, i) => {
    const forward = link.source === nodes[i].id;
    return h('div', { class: 'hop', dataset: { family: link.family } },
      h('p', { class: 'hop-names' }, i === 0 && endName(nodes[0]), h('span', { class: 'hop-type' }, `${forward ? '' : '← '}${link.phrase || link.type}${forward ? ' →' : ''}`), ' ', claimTag(link.claim, link.attribution), ' ', i < links.length - 1 ? middleName(nodes[i + 1]) : endName(nodes[i + 1])),
      link.quote && h('blockquote', { dir: 'auto' }, h('button', { class: 'quote-link', title: 'Open in article', onclick: () => openArticle(link.article, { start: link.start, end: link.end, link: link.id }) }, clip(link.quote, 220))),
      h('p', { class: 'muted' }, `${link.origins} independent ${link.origins === 1 ? 'origin' : 'origins'} `, h('button', { class: 'link', onclick: () => selectShown(link) }, 'evidence')));
  });
}

function selectShown(link) {
  if (!state.view.links.has(link.id)) return openArticle(link.article, { start: link.start, end: link.end, link: link.id });
  selectLink(link.id);
}

const endName = (n) => h('button', { class: 'link name', dir: 'auto', onclick: () => state.view.nodes.has(n.id) && selectNodes([n.id]) }, n.name);

function middleName(n) {
  return h('span', {}, endName(n), h('button', { class: 'bare avoid', title: `Avoid ${n.name}`, 'aria-label': `Avoid ${n.name}`, onclick: () => { avoid.set(n.id, n.name); run(); } }, svgIcon(icons.close, 9)));
}

function show(path, ids) {
  const missing = path.nodes.some((n) => !state.view.nodes.has(n.id)) || path.links.some((l) => !state.view.links.has(l.id));
  if (missing) add(`Added the path ${path.nodes[0].name} → ${path.nodes.at(-1).name}`, path.nodes, path.links, { parent: path.nodes[0].id, asked: true });
  const folded = path.nodes.filter((n) => !currentScene().byId.has(n.id) && state.view.nodes.has(n.id));
  if (folded.length) change(`Unfolded ${folded.map((n) => n.name).join(', ')}`, (d) => { folded.forEach((n) => d.unfolded.add(n.id)); arrangeNew(d, folded.map((n) => n.id), path.nodes[0].id); });
  light(ids);
  frame(path.nodes.map((n) => n.id), panelInset());
  byId('canvas').focus();
}
