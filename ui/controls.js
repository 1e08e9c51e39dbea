/** Buttons over the graph, tooltip, context menu and the chooser of relation types. */
import * as api from './api.js';
import { canRedo, canUndo, redo, undo } from './commands.js';
import { currentScene, fit, nodeOnScreen, viewSize, zoomBy } from './canvas.js';
import { byId, fill, h, svgIcon } from './dom.js';
import { clip, kindOf, linkSentence } from './grammar.js';
import { icons } from './icons.js';
import { stopLayout } from './arrange.js';
import { openArticleOfSelection } from './article.js';
import { openTab, panelInset } from './panels.js';
import { pickPathEnd } from './paths.js';
import { on, selectLink, selectNodes, state, tell } from './state.js';
import { failed, toast } from './toasts.js';
import { collapse, expand, hide, isolate, onChoose, relayout, unpin } from './walk.js';

/** Builds them. */
export function startControls() {
  renderButtons();
  on(['view', 'frozen'], renderButtons);
  on(['hover', 'selection'], renderTooltip);
  onChoose(openChooser);
  document.addEventListener('pointerdown', (e) => { if (!(/** @type {Element} */ (e.target).closest('.menu'))) closeMenu(); });
}

function renderButtons() {
  const button = (icon, title, run, extra = {}) => h('button', { class: 'tool', title, 'aria-label': title, onclick: run, ...extra }, svgIcon(icon, 14));
  const story = state.view.mode === 'story';
  fill(byId('controls'),
    button(icons.undo, 'Undo (Ctrl+Z)', undo, { disabled: !canUndo() }), button(icons.redo, 'Redo (Ctrl+Shift+Z)', redo, { disabled: !canRedo() }),
    h('span', { class: 'gap' }),
    button(story ? icons.layout : icons.story, story ? 'Lay out by links (R)' : 'Lay out by time (R)', () => relayout(story ? 'graph' : 'story')),
    button(state.frozen ? icons.play : icons.freeze, state.frozen ? 'Let the layout run (L)' : 'Freeze the layout (L)', toggleFrozen, { 'aria-pressed': String(state.frozen) }),
    h('span', { class: 'gap' }),
    button(icons.minus, 'Zoom out (-)', () => zoomBy(1 / 1.3)), button(icons.plus, 'Zoom in (+)', () => zoomBy(1.3)), button(icons.fit, 'Fit (F)', () => fit(panelInset())));
}

/** Stops the layout, or lets it move again. */
export function toggleFrozen() {
  state.frozen = !state.frozen;
  if (state.frozen) stopLayout();
  toast(state.frozen ? 'Layout frozen: newcomers are placed once, nothing else moves.' : 'Layout runs again.');
  tell('frozen');
}

function renderTooltip() {
  const tip = byId('tooltip');
  const { node, link } = state.hover;
  const scene = currentScene();
  const sceneNode = node && scene.byId.get(node);
  const sceneLink = link && scene.links.find((l) => l.id === link);
  tip.hidden = !(sceneNode || sceneLink) || state.selection.link === link && link !== null;
  if (sceneNode) fill(tip, nodeTip(sceneNode, scene));
  else if (sceneLink) fill(tip, linkTip(sceneLink.link));
  if (tip.hidden) return;
  const at = sceneNode ? nodeOnScreen(node) : middleOf(sceneLink);
  position(tip, at?.x ?? 0, (at?.y ?? 0) + 26);
}

function middleOf(l) {
  const [a, b] = [nodeOnScreen(l.a.id), nodeOnScreen(l.b.id)];
  return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : null;
}

function nodeTip(n, scene) {
  if (n.kind === 'fold') return [h('b', {}, n.label), h('p', {}, clip(n.members.map((id) => state.view.nodes.get(id)?.name).join(', '), 160)), h('p', { class: 'muted' }, 'Click to unfold')];
  const top = scene.links.filter((l) => l.a.id === n.id || l.b.id === n.id).sort((p, q) => q.link.origins - p.link.origins)[0];
  return [h('b', { dir: 'auto' }, n.node.name), h('p', { class: 'muted' }, `${n.node.subtype || kindOf(n.node).title} · ${n.node.degree} links · ${n.node.origins} ${n.node.origins === 1 ? 'origin' : 'origins'}`), top?.link.quote && h('p', { class: 'tip-quote', dir: 'auto' }, `“${clip(top.link.quote, 140)}”`)];
}

function linkTip(link) {
  return [h('b', { dir: 'auto' }, linkSentence(link, state.view.nodes.get(link.source), state.view.nodes.get(link.target))), h('p', { class: 'muted' }, `${link.articles} ${link.articles === 1 ? 'article' : 'articles'}, ${link.origins} independent ${link.origins === 1 ? 'origin' : 'origins'} · ${link.band} confidence`), link.quote && h('p', { class: 'tip-quote', dir: 'auto' }, `“${clip(link.quote, 160)}”`)];
}

/** Puts an element near a point, inside the view. */
function position(element, x, y) {
  const { width, height } = viewSize();
  const w = element.offsetWidth;
  const hgt = element.offsetHeight;
  element.style.left = `${Math.max(6, Math.min(width - panelInset() - w - 6, x - w / 2))}px`;
  element.style.top = `${y + hgt > height - 40 ? Math.max(6, y - hgt - 52) : y}px`;
}

/** The same actions as the keys, for the mouse. @param {{node?: string, link?: string}} target @param {number} x @param {number} y */
export function openMenu({ node, link }, x, y) {
  if (node?.startsWith('fold:')) return;
  const items = node ? nodeItems(node) : link ? linkItems(link) : groundItems();
  showMenu(items.map(([title, keys, run]) => h('button', { role: 'menuitem', onclick: () => { closeMenu(); run(); } }, h('span', {}, title), keys && h('kbd', {}, keys))), x, y);
}

/** @returns {[string, string, () => void][]} title, keys, action */
function nodeItems(id) {
  const ids = state.selection.nodes.has(id) ? [...state.selection.nodes] : [id];
  return [
    ['Inspect', 'Enter', () => { selectNodes([id]); openTab('panel', 'inspect'); }], ['Expand', 'E', () => expand(id)], ['Expand by relation…', 'Shift+E', () => expand(id, { choose: true })], ['Collapse', 'X', () => collapse(id)],
    ['Path from here', 'P', () => pickPathEnd('from', id)], ['Path to here', 'Shift+P', () => pickPathEnd('to', id)],
    ['Hide', 'H', () => hide(ids)], ['Only this', 'Shift+H', () => isolate(ids)], ...(state.view.pins.has(id) ? [/** @type {[string, string, () => void]} */ (['Unpin', 'U', () => unpin(ids)])] : []),
    ['Copy as Cypher', '', () => copy(`MATCH (n:Entity {id: ${quoteCypher(id)}})-[r]-(m:Entity) RETURN n, r, m`)],
  ];
}

/** @returns {[string, string, () => void][]} */
function linkItems(id) {
  return [['Evidence', 'V', () => { selectLink(id); openTab('panel', 'evidence'); }], ['Read in article', 'A', () => { selectLink(id); openArticleOfSelection(); }],
    ['Copy as Cypher', '', () => copy(`MATCH (a:Article)-[:STATES]->(v:Evidence {relation: ${quoteCypher(id)}}) RETURN a.title, a.publisher, a.date, v.quote, v.claim, v.attribution`)]];
}

/** @returns {[string, string, () => void][]} */
function groundItems() {
  return [['Fit', 'F', () => fit(panelInset())], ['Lay out by time', 'R', () => relayout('story')], ['Lay out by links', '', () => relayout('graph')], ['Undo', 'Ctrl+Z', undo],
    ['Copy view as Cypher', '', () => copy(`MATCH (a:Entity)-[r]->(b:Entity) WHERE a.id IN ${JSON.stringify([...state.view.nodes.keys()])} AND b.id IN ${JSON.stringify([...state.view.nodes.keys()])} RETURN a, r, b`)]];
}

const quoteCypher = (s) => `'${s.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function copy(text) {
  navigator.clipboard?.writeText(text).then(() => toast('Copied as Cypher.'), () => toast(text, { keep: true }));
}

function showMenu(children, x, y) {
  const menu = byId('menu');
  fill(menu, children);
  menu.hidden = false;
  const { width, height } = viewSize();
  menu.style.left = `${Math.max(4, Math.min(x, width - menu.offsetWidth - 6))}px`;
  menu.style.top = `${Math.max(4, Math.min(y, height - menu.offsetHeight - 6))}px`;
  menu.onkeydown = (event) => menuKeys(event, menu);
  menu.querySelector('button, input')?.focus();
}

function menuKeys(event, menu) {
  const items = [...menu.querySelectorAll('button, input')];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) items[(items.indexOf(document.activeElement) + step + items.length) % items.length]?.focus();
  else if (event.key === 'Escape') {
    closeMenu();
    byId('canvas').focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Closes the context menu; says whether one was open. */
export function closeMenu() {
  const menu = byId('menu');
  const was = !menu.hidden;
  menu.hidden = true;
  return was;
}

/** Lets the user pick relation types before an expansion. @param {import('./api.js').Node} node */
async function openChooser(node) {
  try {
    const { groups } = await api.node(node.id);
    const rows = new Map();
    for (const g of groups) if (g.family !== 'provenance') rows.set(g.type, (rows.get(g.type) ?? 0) + g.count);
    const boxes = [...rows].sort((a, b) => b[1] - a[1]).map(([type, count]) => [h('input', { type: 'checkbox', value: type }), type, count]);
    const at = nodeOnScreen(node.id) ?? { x: 100, y: 100 };
    showMenu([h('p', { class: 'menu-title' }, `Expand ${node.name} by`), boxes.map(([box, type, count]) => h('label', { class: 'check' }, box, ` ${type.replaceAll('_', ' ').toLowerCase()} `, h('span', { class: 'count' }, String(count)))),
      h('button', { class: 'primary', onclick: () => {
        const types = boxes.filter(([box]) => box.checked).map(([, type]) => type);
        closeMenu();
        expand(node.id, types.length ? { types } : { types: boxes.map(([, t]) => t).filter((t) => t !== 'SAID') });
      } }, 'Expand')], at.x + 20, at.y);
  } catch (error) {
    failed(error, () => openChooser(node));
  }
}
