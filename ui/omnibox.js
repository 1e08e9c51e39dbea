/** The search box: suggestions while typing, paths with "a -> b", commands with "/". */
import * as api from './api.js';
import { parseAsk } from './ask.js';
import { openArticle } from './article.js';
import { byId, debounce, fill, h, svgIcon } from './dom.js';
import { clip, dateWords, iconOf, kindOf } from './grammar.js';
import { icons } from './icons.js';
import { commandRows } from './keys.js';
import { findPath } from './paths.js';
import { state } from './state.js';
import { addNode, expand } from './walk.js';

/** @typedef {{run: (add: boolean) => void, element: HTMLElement}} Row */

/** @type {HTMLInputElement} */
let input;
/** @type {HTMLElement} */
let list;
/** @type {Row[]} */
let rows = [];
let active = -1;
/** @type {AbortController|null} */
let running = null;

/** Builds the box. */
export function startOmnibox() {
  input = h('input', { type: 'search', id: 'search', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'hits', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false', dir: 'auto',
    'aria-label': 'Search names, article titles, or a path: a -> b', placeholder: 'Search a name, type: name, or a -> b for a path' });
  list = h('ul', { id: 'hits', class: 'hits', role: 'listbox', 'aria-label': 'Suggestions', hidden: true });
  fill(byId('omnibox'), svgIcon(icons.search, 14), input, h('kbd', { class: 'hint', 'aria-hidden': 'true' }, '/'), list);
  input.addEventListener('input', debounce(suggest, 90));
  input.addEventListener('focus', () => suggest());
  input.addEventListener('keydown', onKey);
  input.addEventListener('blur', () => setTimeout(close, 160));
}

/** Puts the cursor into the box. @param {string} [text] */
export function focusOmnibox(text) {
  if (text !== undefined) input.value = text;
  input.focus();
  if (text === undefined) input.select();
  else suggest();
}

async function suggest() {
  running?.abort();
  const ask = parseAsk(input.value, (state.schema?.labels ?? []).map((/** @type {any} */ l) => l.name));
  if (ask.kind === 'empty') return close();
  if (ask.kind === 'command') return show(commandRows(ask.text).map((c) => row([h('span', { class: 'hit-name' }, c.title), h('kbd', {}, c.keys)], () => c.run())));
  if (ask.kind === 'path') return show(pathRow(ask));
  running = new AbortController();
  try {
    const answer = await api.search(ask.exact ? `"${ask.text}"` : ask.text, ask.type, 8, running.signal);
    if (document.activeElement === input) show(answerRows(answer, ask));
  } catch (error) {
    if (error?.name !== 'AbortError') show([note(error.message)]);
  }
}

function pathRow({ from, to }) {
  if (!from || !to) return [note('Write two names: ISIS-K -> Tajik')];
  return [row([svgIcon(icons.path, 14), h('span', { class: 'hit-name' }, `Path from ${from} to ${to}`)], () => findPath({ from, to }))];
}

function answerRows(answer, ask) {
  const hits = (answer.hits ?? []).map(({ node, match, quote }) => nodeRow(node, match, quote));
  const titles = (answer.articles ?? []).map((a) => row([svgIcon(icons.policy, 14), h('span', { class: 'hit-text' }, h('span', { class: 'hit-name', dir: 'auto' }, a.title), h('span', { class: 'hit-quote' }, [a.publisher, dateWords(a.date)].filter(Boolean).join(' · ')))], () => openArticle(a.id)));
  if (hits.length || titles.length) return [...hits, ...titles];
  const near = (answer.near ?? []).map((name) => row([svgIcon(icons.search, 14), h('span', { class: 'hit-name' }, `Did you mean ${name}?`)], () => focusOmnibox(name)));
  return [note(`Nothing is called “${ask.text}”${ask.type ? ` among ${ask.type}` : ''}.`), ...near];
}

function nodeRow(node, match, quote) {
  const alias = match === 'alias' ? node.aliases.find((a) => a.toLowerCase().includes(input.value.trim().toLowerCase())) : null;
  return row([
    h('span', { class: 'hit-icon', dataset: { kind: kindOf(node).name } }, svgIcon(iconOf(node), 14)),
    h('span', { class: 'hit-text' }, h('span', { class: 'hit-name', dir: 'auto' }, node.name, alias && h('span', { class: 'hit-alias' }, ` also ${alias}`)), quote && h('span', { class: 'hit-quote', dir: 'auto' }, clip(quote, 90))),
    h('span', { class: 'hit-count' }, `${node.subtype || node.type} · ${node.degree}`)],
  async (addOnly) => {
    await addNode(node.id, node);
    if (!addOnly && ![...state.view.links.values()].some((l) => l.source === node.id || l.target === node.id)) await expand(node.id);
  });
}

/** @returns {Row} */
function row(children, run) {
  const element = h('li', { role: 'option', id: `hit-${rowId++}`, onmousedown: (e) => { e.preventDefault(); pick({ run, element }, e.shiftKey); } }, children);
  return { run, element };
}
let rowId = 0;

/** A line that cannot be chosen. @returns {Row} */
function note(text) {
  return { run: () => {}, element: h('li', { class: 'note', role: 'option', 'aria-disabled': 'true' }, text) };
}

/** @param {Row[]} next */
function show(next) {
  rows = next;
  active = rows.findIndex((r) => !r.element.classList.contains('note'));
  fill(list, rows.map((r) => r.element));
  list.hidden = !rows.length;
  input.setAttribute('aria-expanded', String(rows.length > 0));
  mark();
}

function mark() {
  rows.forEach((r, i) => r.element.setAttribute('aria-selected', String(i === active)));
  const element = rows[active]?.element;
  if (element) {
    input.setAttribute('aria-activedescendant', element.id);
    element.scrollIntoView({ block: 'nearest' });
  } else input.removeAttribute('aria-activedescendant');
}

function close() {
  list.hidden = true;
  rows = [];
  input.setAttribute('aria-expanded', 'false');
}

function onKey(event) {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    if (rows.length) active = (active + step + rows.length) % rows.length;
    mark();
  } else if (event.key === 'Enter') enter(event.shiftKey);
  else if (event.key === 'Escape') {
    if (!input.value) byId('canvas').focus();
    input.value = '';
    close();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Enter takes the marked row; typed faster than the suggestions come, it waits for them. */
async function enter(addOnly) {
  if (!rows[active]) await suggest();
  if (rows[active]) pick(rows[active], addOnly);
}

/** @param {Row} chosen @param {boolean} addOnly */
function pick(chosen, addOnly) {
  if (chosen.element.classList.contains('note')) return;
  close();
  input.value = '';
  input.blur();
  byId('canvas').focus();
  chosen.run(addOnly);
}
