/** Walking the graph: adding, expanding, hiding, isolating, laying out. Each is one command that can be undone. */
import * as api from './api.js';
import { arrangeForce, arrangeNew, arrangeStory } from './arrange.js';
import { currentScene, fit, frame } from './canvas.js';
import { change } from './commands.js';
import { isDrawn } from './grammar.js';
import { panelInset } from './panels.js';
import { primaryNode, selectNodes, state } from './state.js';
import { failed, toast } from './toasts.js';

/** @typedef {import('./api.js').Node} Node */
/** @typedef {import('./api.js').Link} Link */

export const expandStep = 20;
const chooseAbove = 50;

/**
 * Adds nodes and links to the view as one command, newcomers beside parent.
 * @param {string} label @param {Node[]} nodes @param {Link[]} links
 * @param {{parent?: string|null, asked?: boolean, select?: string|null}} [options] asked draws the links although their family usually is not
 */
export function add(label, nodes, links, { parent = null, asked = false, select = null } = {}) {
  const fresh = nodes.filter((n) => !state.view.nodes.has(n.id)).map((n) => n.id);
  const newLinks = links.filter((l) => !state.view.links.has(l.id) || asked);
  if (!fresh.length && !newLinks.length) {
    if (select) selectNodes([select]);
    toast('Everything of that is on screen already.');
    return;
  }
  change(label, (draft) => {
    const first = draft.nodes.size === 0;
    for (const n of nodes) draft.nodes.set(n.id, n);
    for (const l of links) {
      draft.links.set(l.id, l);
      if (asked && !isDrawn(l)) draft.asked.add(l.id);
    }
    for (const id of fresh) draft.entered.add(id);
    if (first) arrangeForce(draft);
    else arrangeNew(draft, fresh, parent);
  });
  if (select) selectNodes([select]);
  if (fresh.length > 12) fit(panelInset());
  else frame(parent ? [...fresh, parent] : fresh, panelInset());
}

/** Brings a node and its links to what is on screen into view, and selects it. @param {string} id @param {Node} [known] */
export async function addNode(id, known) {
  if (state.view.nodes.has(id)) {
    selectNodes([id]);
    frame([id], panelInset());
    return;
  }
  try {
    const node = known ?? (await api.node(id)).node;
    const { links } = await api.linksBetween([...state.view.nodes.keys(), id]);
    const mine = links.filter((l) => l.source === id || l.target === id);
    const parent = mine.find((l) => isDrawn(l));
    add(`Added ${node.name}`, [node], mine, { parent: parent ? (parent.source === id ? parent.target : parent.source) : null, select: id });
  } catch (error) {
    failed(error, () => addNode(id, known));
  }
}

/**
 * Adds the strongest neighbours of a node; asks which types first when very many are hidden.
 * @param {string} id @param {{types?: string[], limit?: number, choose?: boolean}} [options]
 */
export async function expand(id, { types, limit = expandStep, choose = false } = {}) {
  const node = state.view.nodes.get(id);
  if (!node) return;
  const hidden = currentScene().byId.get(id)?.hidden ?? 0;
  if (!types && (choose || hidden > chooseAbove)) return chooserListeners.forEach((fn) => fn(node));
  try {
    const shown = countShown(id, types);
    const answer = await api.neighbours(id, { types, limit: limit + shown, low: state.view.filters.low ? 1 : 0 });
    const between = await api.linksBetween([...new Set([...state.view.nodes.keys(), ...answer.nodes.map((n) => n.id)])]);
    const newIds = new Set(answer.nodes.map((n) => n.id).filter((x) => !state.view.nodes.has(x)));
    const extra = between.links.filter((l) => newIds.has(l.source) || newIds.has(l.target));
    const asked = Boolean(types?.length);
    const drawn = new Set(answer.links.filter((l) => isDrawn(l, asked)).flatMap((l) => [l.source, l.target]));
    const nodes = answer.nodes.filter((n) => drawn.has(n.id) || state.view.nodes.has(n.id));
    const kept = new Set([...state.view.nodes.keys(), ...nodes.map((n) => n.id)]);
    const all = [...answer.links, ...extra].filter((l) => kept.has(l.source) && kept.has(l.target));
    add(`Expanded ${node.name}${types ? ` by ${types.map(words).join(', ')}` : ''}`, nodes, distinct(all), { parent: id, asked });
    const left = Object.values(answer.hidden ?? {}).reduce((s, n) => s + n, 0);
    if (left) toast(`${left} more ${left === 1 ? 'link' : 'links'} of ${node.name} not shown.`, { action: 'Show more', run: () => expand(id, { types, limit: expandStep }) });
  } catch (error) {
    failed(error, () => expand(id, { types, limit }));
  }
}

const words = (type) => type.replaceAll('_', ' ').toLowerCase();
const chooserListeners = new Set();
/** Hears when the user should choose relation types before an expansion. @param {(node: Node) => void} fn */
export const onChoose = (fn) => chooserListeners.add(fn);

const distinct = (links) => [...new Map(links.map((l) => [l.id, l])).values()];

function countShown(id, types) {
  let n = 0;
  for (const l of state.view.links.values()) if ((l.source === id || l.target === id) && (!types || types.includes(l.type))) n++;
  return n;
}

/** Removes what hangs on a node and on nothing else. @param {string} id */
export function collapse(id) {
  const node = state.view.nodes.get(id);
  if (!node) return;
  const degree = new Map();
  const { links } = currentScene();
  for (const l of state.view.links.values()) for (const e of [l.source, l.target]) degree.set(e, (degree.get(e) ?? new Set()).add(l.source === e ? l.target : l.source));
  const gone = [...(degree.get(id) ?? [])].filter((n) => degree.get(n).size === 1 && !state.view.pins.has(n));
  if (!gone.length || !links) return toast(`Nothing hangs on ${node.name} alone.`);
  change(`Collapsed ${node.name}`, (draft) => remove(draft, gone));
}

/** Takes nodes off the screen. @param {Iterable<string>} ids */
export function hide(ids) {
  const list = [...ids].filter((id) => state.view.nodes.has(id));
  if (!list.length) return;
  const name = list.length === 1 ? state.view.nodes.get(list[0])?.name : `${list.length} nodes`;
  change(`Hid ${name}`, (draft) => remove(draft, list));
}

/** Keeps only these nodes. @param {Iterable<string>} ids */
export function isolate(ids) {
  const keep = new Set(ids);
  if (!keep.size) return;
  change(`Showed only ${keep.size === 1 ? state.view.nodes.get([...keep][0])?.name : `${keep.size} nodes`}`, (draft) => remove(draft, [...draft.nodes.keys()].filter((id) => !keep.has(id))));
}

function remove(draft, ids) {
  const gone = new Set(ids);
  for (const id of gone) draft.nodes.delete(id);
  for (const l of draft.links.values()) {
    if (gone.has(l.source) || gone.has(l.target)) draft.links.delete(l.id);
  }
}

/** Opens a fold, or folds again. @param {string} foldId */
export function unfold(foldId) {
  const fold = currentScene().byId.get(foldId);
  const hub = foldId.split(':')[1];
  change(`Unfolded ${fold?.label ?? 'a group'}`, (draft) => {
    draft.unfolded.add(foldId);
    for (const id of fold?.members ?? []) draft.positions.delete(id);
    arrangeNew(draft, fold?.members ?? [], hub);
  });
  fit(panelInset());
}

/** Lays the view out anew. @param {'story'|'graph'} mode */
export function relayout(mode) {
  change(mode === 'story' ? 'Laid out by time' : 'Laid out by links', (draft) => {
    if (mode === 'story') arrangeStory(draft);
    else arrangeForce(draft);
  });
  fit(panelInset());
}

/** Pins what was dragged. @param {string[]} ids @param {Map<string, {x: number, y: number}>} from */
export function dropped(ids, from) {
  const at = new Map(ids.map((id) => [id, state.view.positions.get(id)]));
  for (const id of ids) {
    const old = from.get(id);
    if (old) state.view.positions.set(id, old);
  }
  change(ids.length === 1 ? `Pinned ${state.view.nodes.get(ids[0])?.name ?? 'a group'}` : `Pinned ${ids.length} nodes`, (draft) => {
    for (const [id, p] of at) {
      if (p) draft.positions.set(id, p);
      draft.pins.add(id);
    }
  });
}

/** Lets pinned nodes go. @param {Iterable<string>} ids */
export function unpin(ids) {
  const list = [...ids].filter((id) => state.view.pins.has(id));
  if (list.length) change(`Unpinned ${list.length === 1 ? state.view.nodes.get(list[0])?.name : `${list.length} nodes`}`, (draft) => list.forEach((id) => draft.pins.delete(id)));
}

/** The nodes an action is about: the selection, else the node in focus. */
export function actedOn() {
  if (state.selection.nodes.size) return [...state.selection.nodes];
  return state.focus ? [state.focus] : [];
}

export const actedOnOne = () => primaryNode() ?? state.focus;
