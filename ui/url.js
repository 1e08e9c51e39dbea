/** Keeps view and address the same: every command is a step of the browser's history, and an address opens as it was left. */
import * as api from './api.js';
import { readAddress, writeAddress } from './address.js';
import { arrangeForce, arrangeNew, arrangeStory } from './arrange.js';
import { fit } from './canvas.js';
import { open } from './commands.js';
import { debounce } from './dom.js';
import { activeTab, isShowing, onPanel, openTab, panelInset } from './panels.js';
import { emptyView, on, selectLink, selectNodes, state, tell } from './state.js';
import { openStory } from './story.js';
import { failed } from './toasts.js';

/** Views of this visit by their step, so that going back is exact and instant. @type {Map<number, {view: import('./state.js').View, story: any}>} */
const visited = new Map();
let stepNumber = 0;
let restoring = false;

/** Shows what the address says, else the first story, and keeps the address from then on. */
export async function startUrl() {
  restoring = true;
  await openAddress(location.hash);
  restoring = false;
  write(true);
  on('view', () => write(false));
  const quiet = debounce(() => write(true), 250);
  on(['selection', 'story'], quiet);
  onPanel(quiet);
  addEventListener('popstate', back);
}

function write(replace) {
  if (restoring) return;
  const open = { panel: isShowing('panel') ? activeTab('panel') ?? '' : '', drawer: isShowing('drawer') ? activeTab('drawer') ?? '' : '' };
  const hash = '#' + writeAddress(state.view, state.selection, open);
  if (!replace) stepNumber++;
  visited.set(stepNumber, { view: state.view, story: state.story });
  history[replace ? 'replaceState' : 'pushState']({ step: stepNumber }, '', hash);
}

async function back(event) {
  const step = event.state?.step;
  restoring = true;
  const kept = visited.get(step);
  if (kept) {
    state.story = kept.story;
    open(kept.view);
    tell('story');
  } else await openAddress(location.hash);
  if (step !== undefined) stepNumber = step;
  setTimeout(() => { restoring = false; }, 0);
}

async function openAddress(hash) {
  const address = readAddress(hash);
  if (!address.nodes.length) return openStory(address.event ?? undefined, { first: true });
  try {
    const [nodes, { links }] = await Promise.all([api.nodesById(address.nodes), api.linksBetween(address.nodes)]);
    if (!nodes.length) return openStory(undefined, { first: true });
    if (address.event) state.story = await api.story(address.event).catch(() => null);
    open(viewOf(address, nodes, links));
    tell('story');
    if (address.panel) openTab('panel', address.panel);
    if (address.drawer) openTab('drawer', address.drawer);
    if (address.select.startsWith('l:')) selectLink(decodeURIComponent(address.select.slice(2)));
    else if (address.select) selectNodes(address.select.split(',').map(decodeURIComponent).filter((id) => state.view.nodes.has(id)));
    requestAnimationFrame(() => fit(panelInset(), false));
  } catch (error) {
    failed(error, () => openAddress(hash));
  }
}

function viewOf(address, nodes, links) {
  const view = emptyView();
  for (const n of nodes) view.nodes.set(n.id, n);
  for (const l of links) view.links.set(l.id, l);
  if (address.event && state.story) for (const l of state.story.links) if (view.nodes.has(l.source) && view.nodes.has(l.target)) view.links.set(l.id, l);
  Object.assign(view, { event: address.event, size: address.size, colour: address.colour, unfolded: new Set(address.unfolded), asked: new Set(address.asked) });
  if (address.off) view.filters = { types: new Set(address.off.types), families: new Set(address.off.families), claims: new Set(address.off.claims), minConfidence: address.minConfidence, low: address.low };
  for (const [id, [x, y]] of Object.entries(address.pins)) if (view.nodes.has(id)) view.pins.add(id), view.positions.set(id, { x, y });
  arrange(view, address);
  return view;
}

/** A story is laid out from its own nodes first; what was added later finds its place beside them, as it did. */
function arrange(view, address) {
  if (!address.story) return arrangeForce(view);
  const own = new Set([...(state.story?.nodes ?? []).map((n) => n.id), address.event]);
  const later = [...view.nodes.keys()].filter((id) => !own.has(id));
  const all = view.nodes;
  view.nodes = new Map([...all].filter(([id]) => own.has(id)));
  arrangeStory(view);
  view.nodes = all;
  for (const [id, [x, y]] of Object.entries(address.pins)) view.positions.set(id, { x, y });
  if (later.length) arrangeNew(view, later, address.event);
}
