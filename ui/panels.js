/** The regions beside the graph: details at the right in tabs, drawer below, rail at the left. On narrow screens one at a time. */
import { byId, fill, h, svgIcon } from './dom.js';
import { icons } from './icons.js';

/** @typedef {{name: string, title: string, build: (body: HTMLElement) => void}} Tab */

/** @type {Map<string, {tabs: Tab[], active: string, bodies: Map<string, HTMLElement>}>} */
const regions = new Map();
const panelListeners = new Set();
const narrow = matchMedia('(max-width: 760px)');

/** Hears when a region opens, closes or changes its tab. @param {() => void} fn */
export const onPanel = (fn) => panelListeners.add(fn);

/**
 * Fills a region with tabs; each body is built once.
 * @param {'panel'|'drawer'} id @param {Tab[]} tabs
 */
export function startTabs(id, tabs) {
  const region = { tabs, active: tabs[0].name, bodies: new Map() };
  regions.set(id, region);
  const bar = h('div', { class: 'tabs', role: 'tablist' });
  for (const tab of tabs) {
    const body = h('div', { class: `tab-body ${tab.name}`, role: 'tabpanel', id: `${id}-${tab.name}`, 'aria-labelledby': `${id}-tab-${tab.name}`, tabindex: '-1' });
    region.bodies.set(tab.name, body);
    bar.append(h('button', { role: 'tab', id: `${id}-tab-${tab.name}`, 'aria-controls': `${id}-${tab.name}`, dataset: { tab: tab.name }, onclick: () => openTab(id, tab.name) }, tab.title));
  }
  bar.addEventListener('keydown', (event) => arrowTabs(event, bar));
  const close = h('button', { class: 'bare close', 'aria-label': 'Close', title: 'Close (Esc)', onclick: () => closeRegion(id) }, svgIcon(icons.close, 12));
  fill(byId(id), h('div', { class: 'tabbar' }, bar, close), h('div', { class: 'resizer', 'aria-hidden': 'true', onpointerdown: (e) => resize(e, id) }), ...region.bodies.values());
  for (const tab of tabs) tab.build(/** @type {HTMLElement} */ (region.bodies.get(tab.name)));
  restoreSize(id);
  mark(id);
}

function arrowTabs(event, bar) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = [...bar.children];
  const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
  next.focus();
  next.click();
  event.stopPropagation();
}

/** Opens a region at a tab. @param {'panel'|'drawer'} id @param {string} name */
export function openTab(id, name) {
  const region = regions.get(id);
  if (!region) return;
  region.active = name;
  byId(id).hidden = false;
  if (narrow.matches) showPart(id);
  mark(id);
  setInset();
  panelListeners.forEach((fn) => fn());
}

/** @param {'panel'|'drawer'} id */
export function closeRegion(id) {
  byId(id).hidden = true;
  setInset();
  if (narrow.matches) showPart('centre');
  panelListeners.forEach((fn) => fn());
}

/** Opens the tab, or closes the region when the tab is the one that shows. @param {'panel'|'drawer'} id @param {string} name */
export function toggleTab(id, name) {
  if (isShowing(id, name)) closeRegion(id);
  else openTab(id, name);
}

/** @param {'panel'|'drawer'} id @param {string} [name] */
export const isShowing = (id, name) => !byId(id).hidden && (!name || regions.get(id)?.active === name);
export const activeTab = (id) => regions.get(id)?.active;

function mark(id) {
  const region = regions.get(id);
  if (!region) return;
  for (const tab of region.tabs) {
    const on = tab.name === region.active;
    const button = byId(`${id}-tab-${tab.name}`);
    button.setAttribute('aria-selected', String(on));
    button.tabIndex = on ? 0 : -1;
    /** @type {HTMLElement} */ (region.bodies.get(tab.name)).hidden = !on;
  }
}

/** Width in px that the details cover on the canvas. */
export function panelInset() {
  const panel = byId('panel');
  return panel.hidden || narrow.matches ? 0 : panel.getBoundingClientRect().width;
}

/** Tells headline, drawer and buttons how much of them the details would cover. */
function setInset() {
  byId('stage').style.setProperty('--inset', `${panelInset()}px`);
}

function resize(event, id) {
  const region = byId(id);
  const sideways = id === 'panel';
  const start = sideways ? event.clientX : event.clientY;
  const size = sideways ? region.offsetWidth : region.offsetHeight;
  const move = (e) => setSize(id, size + start - (sideways ? e.clientX : e.clientY));
  const stop = () => {
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', stop);
    localStorage.setItem(`clew.size.${id}`, String(sideways ? region.offsetWidth : region.offsetHeight));
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', stop);
}

function restoreSize(id) {
  const px = Number(localStorage.getItem(`clew.size.${id}`));
  if (px) setSize(id, px);
}

function setSize(id, px) {
  const sideways = id === 'panel';
  const most = sideways ? innerWidth * 0.6 : innerHeight * 0.7;
  byId(id).style.setProperty('--size', `${Math.round(Math.max(sideways ? 300 : 140, Math.min(most, px)))}px`);
  setInset();
}

/** The parts of the page on narrow screens, one at a time. */
export function startNarrow() {
  const parts = [['centre', 'Graph', icons.path], ['rail', 'Legend', icons.menu], ['panel', 'Details', icons.quote], ['drawer', 'Table', icons.table]];
  fill(byId('tabs-narrow'), parts.map(([id, title, icon]) => h('button', { dataset: { part: id }, onclick: () => {
    if (id === 'panel' || id === 'drawer') openTab(id, regions.get(id)?.active ?? '');
    else showPart(id);
  } }, svgIcon(icon, 16), h('span', {}, title))));
  showPart('centre');
  narrow.addEventListener('change', () => showPart('centre'));
}

function showPart(part) {
  document.body.dataset.part = part;
  for (const b of byId('tabs-narrow').children) b.setAttribute('aria-pressed', String(b.dataset.part === part));
}
