/** The keyboard: one table that runs the keys, fills the help sheet and the "/" commands of the omnibox. */
import { openArticleOfSelection } from './article.js';
import { currentScene, fit, moveCamera, reveal, viewSize, zoomBy, currentCamera } from './canvas.js';
import { redo, undo } from './commands.js';
import { closeMenu, toggleFrozen } from './controls.js';
import { toggleExport } from './export.js';
import { byId, fill, h } from './dom.js';
import { openIngest } from './ingest.js';
import { sizeByNumber } from './measures.js';
import { focusOmnibox } from './omnibox.js';
import { closeRegion, isShowing, openTab, panelInset, toggleTab } from './panels.js';
import { openPaths, pickPathEnd } from './paths.js';
import { light, selectNodes, state, tell, toggleNode } from './state.js';
import { openStory } from './story.js';
import { toggleTheme } from './theme.js';
import { announce } from './toasts.js';
import { actedOn, actedOnOne, collapse, expand, hide, isolate, relayout, unpin } from './walk.js';

/** @typedef {{keys: string, title: string, group: string, run: () => any, on?: string[]}} KeyRow on: what matches() compares; default: keys */

/** @type {KeyRow[]} */
export const keyTable = [
  { group: 'Find', keys: '/', title: 'Search', on: ['/', 'Ctrl+K'], run: () => focusOmnibox() },
  { group: 'Find', keys: 'Ctrl+K', title: 'Search from anywhere', on: [], run: () => focusOmnibox() },
  { group: 'Find', keys: 'P', title: 'Path from this node', run: () => (actedOnOne() ? pickPathEnd('from', actedOnOne()) : openPaths()) },
  { group: 'Find', keys: 'Shift+P', title: 'Path to this node', run: () => pickPathEnd('to', actedOnOne()) },
  { group: 'Move', keys: '.', title: 'Next node by rank', run: () => step(1) },
  { group: 'Move', keys: ',', title: 'Previous node by rank', run: () => step(-1) },
  { group: 'Move', keys: 'Arrows', title: 'Nearest node in that direction', on: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], run: () => {} },
  { group: 'Move', keys: 'F', title: 'Fit everything', run: () => fit(panelInset()) },
  { group: 'Move', keys: '0', title: 'Zoom to 100 %', run: () => { const c = currentCamera(); const { width, height } = viewSize(); moveCamera({ k: 1, x: width / 2 - (width / 2 - c.x) / c.k, y: height / 2 - (height / 2 - c.y) / c.k }); } },
  { group: 'Move', keys: '+', title: 'Zoom in', on: ['+', '='], run: () => zoomBy(1.3) },
  { group: 'Move', keys: '-', title: 'Zoom out', run: () => zoomBy(1 / 1.3) },
  { group: 'Read', keys: 'Enter', title: 'Inspect', run: () => { if (state.focus) selectNodes([state.focus]); openTab('panel', 'inspect'); } },
  { group: 'Read', keys: 'V', title: 'Evidence', run: () => evidenceOfFocus() },
  { group: 'Read', keys: 'A', title: 'Article', run: () => openArticleOfSelection() },
  { group: 'Read', keys: 'B', title: 'Table', run: () => toggleTab('drawer', 'table') },
  { group: 'Read', keys: 'C', title: 'Cypher', run: () => toggleTab('drawer', 'cypher') },
  { group: 'Read', keys: 'Home', title: 'Back to the first story', run: () => openStory() },
  { group: 'Change', keys: 'Space', title: 'Select or unselect', on: [' '], run: () => state.focus && toggleNode(state.focus) },
  { group: 'Change', keys: 'E', title: 'Expand', run: () => actedOnOne() && expand(/** @type {string} */ (actedOnOne())) },
  { group: 'Change', keys: 'Shift+E', title: 'Expand by chosen relations', run: () => actedOnOne() && expand(/** @type {string} */ (actedOnOne()), { choose: true }) },
  { group: 'Change', keys: 'X', title: 'Collapse', run: () => actedOnOne() && collapse(/** @type {string} */ (actedOnOne())) },
  { group: 'Change', keys: 'H', title: 'Hide', on: ['H', 'Delete'], run: () => hide(actedOn()) },
  { group: 'Change', keys: 'Shift+H', title: 'Show only this', run: () => isolate(actedOn()) },
  { group: 'Change', keys: 'U', title: 'Unpin', run: () => unpin(actedOn()) },
  { group: 'Change', keys: 'R', title: 'Lay out anew', run: () => relayout(state.view.mode) },
  { group: 'Change', keys: 'L', title: 'Freeze the layout', run: toggleFrozen },
  { group: 'Change', keys: 'Ctrl+Z', title: 'Undo', run: undo },
  { group: 'Change', keys: 'Ctrl+Shift+Z', title: 'Redo', on: ['Ctrl+Shift+Z', 'Ctrl+Y'], run: redo },
  { group: 'Change', keys: '1–5', title: 'Size by measure', on: ['1', '2', '3', '4', '5'], run: () => {} },
  { group: 'Page', keys: 'D', title: 'Export', run: () => toggleExport() },
  { group: 'Page', keys: 'I', title: 'Add articles', run: () => openIngest() },
  { group: 'Page', keys: 'Shift+T', title: 'Light or dark', run: toggleTheme },
  { group: 'Page', keys: '?', title: 'This sheet', run: () => toggleHelp() },
  { group: 'Page', keys: 'Esc', title: 'One level up: dialog, selection, graph', on: ['Escape'], run: () => escape() },
];

/** What the mouse can do, for the sheet. */
const mouseTable = [
  ['Click', 'Select a node or a link; a link shows its sentences'], ['Double-click, or the +n badge', 'Expand'], ['Ctrl+click', 'Add to the selection'], ['Drag a node', 'Pin it'],
  ['Shift+drag', 'Lasso'], ['Right click, long press', 'Menu'], ['Wheel, pinch, drag the ground', 'Zoom and pan'],
];

/** Listens. */
export function startKeys() {
  document.addEventListener('keydown', onKey);
}

/** A key event as the table writes it. @param {KeyboardEvent} e */
export function keyName(e) {
  const letter = e.key.length === 1 ? e.key.toUpperCase() : e.key;
  const shift = e.shiftKey && /^[A-Z]$/.test(letter) ? 'Shift+' : '';
  return (e.ctrlKey || e.metaKey ? 'Ctrl+' : '') + shift + letter;
}

function onKey(event) {
  const name = keyName(event);
  const typing = event.target.closest?.('input:not([type=checkbox]):not([type=range]), textarea, select, [contenteditable], .editor');
  if (typing && !(name === 'Ctrl+K' || (name === 'Escape' && !typing.closest('.omnibox')))) return;
  if (event.altKey) return;
  const onCanvas = event.target === byId('canvas') || event.target === document.body;
  if (!onCanvas && ['Enter', ' ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(event.key)) return;
  const row = keyTable.find((r) => (r.on ?? [r.keys]).includes(name));
  if (!row) return;
  event.preventDefault();
  if (name.startsWith('Arrow')) nearest(name);
  else if (/^[1-5]$/.test(name)) sizeByNumber(Number(name));
  else row.run();
}

/** Goes through the nodes from the most important down. @param {number} by */
function step(by) {
  const order = [...currentScene().nodes].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
  if (!order.length) return;
  const at = order.findIndex((n) => n.id === state.focus);
  focusNode(order[(at + by + order.length) % order.length], order.length);
}

/** Nearest node within 50° of the direction; distance counts, turning counts twice. */
function nearest(name) {
  const scene = currentScene();
  const from = scene.byId.get(state.focus ?? '');
  if (!from) return step(1);
  const [ux, uy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[name] ?? [0, 0];
  /** @type {import('./scene.js').SceneNode|null} */
  let best = null;
  let least = Infinity;
  for (const n of scene.nodes) {
    const along = (n.x - from.x) * ux + (n.y - from.y) * uy;
    const across = Math.abs((n.x - from.x) * uy) + Math.abs((n.y - from.y) * ux);
    if (n === from || along <= 0 || across > along * 1.2) continue;
    if (along + 2 * across < least) [least, best] = [along + 2 * across, n];
  }
  if (best) focusNode(best, scene.nodes.length);
}

/** @param {import('./scene.js').SceneNode} n @param {number} of */
function focusNode(n, of) {
  state.focus = n.id;
  tell('focus');
  reveal([n], panelInset());
  byId('canvas').focus();
  announce(`${n.node.name}, ${(n.node.subtype || n.node.type).toLowerCase()}, ${n.node.degree} links, one of ${of} shown`);
}

/** Evidence of the selected link, else of the strongest link of the node in focus. */
function evidenceOfFocus() {
  if (!state.selection.link) {
    const id = actedOnOne();
    const [best] = currentScene().links.filter((l) => l.a.id === id || l.b.id === id).sort((a, b) => b.link.origins - a.link.origins || b.link.confidence - a.link.confidence);
    if (best) state.selection = { nodes: new Set(), link: best.id };
  }
  openTab('panel', 'evidence');
  tell('selection');
}

function escape() {
  if (closeMenu() || toggleHelp(false) || toggleExport(false)) return;
  if (openIngest(false)) return;
  if (state.lit) return light(null);
  if (state.selection.nodes.size || state.selection.link) {
    selectNodes([]);
    if (isShowing('panel')) closeRegion('panel');
    return byId('canvas').focus();
  }
  for (const id of /** @type {const} */ (['panel', 'drawer'])) if (isShowing(id)) return closeRegion(id);
  byId('canvas').focus();
}

/** Shows or hides the sheet of keys; says whether it was open. @param {boolean} [open] */
export function toggleHelp(open) {
  const existing = document.querySelector('dialog.help');
  if (existing) {
    /** @type {HTMLDialogElement} */ (existing).close();
    return true;
  }
  if (open === false) return false;
  const groups = [...new Set(keyTable.map((r) => r.group))];
  const dialog = h('dialog', { class: 'help', 'aria-label': 'Keys', onclose: (e) => e.target.remove() },
    h('header', {}, h('h2', {}, 'Keys'), h('button', { class: 'bare', 'aria-label': 'Close', onclick: () => dialog.close() }, '×')),
    h('div', { class: 'help-columns' },
      groups.map((g) => h('section', {}, h('h3', {}, g), h('dl', {}, keyTable.filter((r) => r.group === g).map((r) => [h('dt', {}, h('kbd', {}, r.keys)), h('dd', {}, r.title)])))),
      h('section', {}, h('h3', {}, 'Mouse and touch'), h('dl', { class: 'wide' }, mouseTable.map(([k, t]) => [h('dt', {}, k), h('dd', {}, t)])))));
  document.body.append(dialog);
  dialog.showModal();
  return false;
}

/** The rows of the table a text names, for "/" in the omnibox. @param {string} text */
export function commandRows(text) {
  return keyTable.filter((r) => r.title.toLowerCase().includes(text) && !['Arrows', '1–5', 'Esc'].includes(r.keys) && r.on?.length !== 0).slice(0, 12);
}

/** The name, role and neighbours of the node in focus as list items, for screen readers. */
export function renderMirror() {
  const scene = currentScene();
  const n = scene.byId.get(state.focus ?? '');
  const canvas = byId('canvas');
  if (!n) {
    fill(byId('mirror'));
    canvas.removeAttribute('aria-activedescendant');
  } else {
    const around = scene.links.filter((l) => l.a === n || l.b === n).map((l) => `${l.a === n ? l.words + ' ' + l.b.node.name : l.a.node.name + ' ' + l.words}`);
    fill(byId('mirror'), h('li', { role: 'option', id: 'mirror-focus', 'aria-selected': String(state.selection.nodes.has(n.id)) }, n.node.name), around.map((t, i) => h('li', { role: 'option', id: `mirror-${i}`, 'aria-selected': 'false' }, t)));
    canvas.setAttribute('aria-activedescendant', 'mirror-focus');
  }
  canvas.setAttribute('aria-label', `Graph of ${scene.nodes.length} nodes and ${scene.links.length} links`);
}
