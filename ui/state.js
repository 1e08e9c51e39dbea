/**
 * What the page shows, in one place. A View is a value: commands.js makes the next one from a copy, so that undo is
 * keeping the one before. Selection and hover stand beside it, because looking is no change.
 */

/** @typedef {import('./api.js').Node} Node */
/** @typedef {import('./api.js').Link} Link */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {{types: Set<string>, families: Set<string>, claims: Set<string>, minConfidence: number, low: boolean}} Filters
 *   the sets hold what is switched off */
/** @typedef {{x: number, label: string}} Tick a column of the time axis, in world units */
/**
 * @typedef {object} View
 * @property {'story'|'graph'} mode story: laid out by time, with an axis
 * @property {string|null} event the event the story is about
 * @property {Map<string, Node>} nodes
 * @property {Map<string, Link>} links
 * @property {Map<string, Point>} positions
 * @property {Set<string>} pins nodes the user dragged
 * @property {Set<string>} unfolded folds the user opened
 * @property {Set<string>} entered nodes that came in by the last change, to be marked
 * @property {Set<string>} asked links drawn although their family usually is not
 * @property {Filters} filters
 * @property {string} size "origins" or the name of a measure
 * @property {string} colour "type" or the name of a measure
 * @property {Tick[]} axis
 */

/** @returns {View} */
export function emptyView() {
  return {
    mode: 'graph', event: null, nodes: new Map(), links: new Map(), positions: new Map(), pins: new Set(), unfolded: new Set(),
    entered: new Set(), asked: new Set(), filters: noFilters(), size: 'origins', colour: 'type', axis: [],
  };
}

/** @returns {Filters} */
export const noFilters = () => ({ types: new Set(), families: new Set(), claims: new Set(['hypothetical']), minConfidence: 0, low: false });

/** A copy that can be changed without touching the original. @param {View} view @returns {View} */
export function copyView(view) {
  const f = view.filters;
  return {
    ...view, nodes: new Map(view.nodes), links: new Map(view.links), positions: new Map(view.positions), pins: new Set(view.pins),
    unfolded: new Set(view.unfolded), entered: new Set(), asked: new Set(view.asked),
    filters: { ...f, types: new Set(f.types), families: new Set(f.families), claims: new Set(f.claims) },
  };
}

/** @typedef {{kind: string, values: Record<string, number>}} Paint shares of the largest for scores, else numbers of groups */

/**
 * @typedef {object} State
 * @property {View} view
 * @property {{nodes: Set<string>, link: string|null}} selection
 * @property {string|null} focus the node the keyboard is at
 * @property {{node: string|null, link: string|null}} hover
 * @property {Set<string>|null} lit ids that stay bright while the rest is dimmed (a path, a sentence)
 * @property {any} status answer of /api/status
 * @property {any} schema answer of /api/schema
 * @property {any} story answer of /api/story that the headline shows
 * @property {Record<string, number>} measureValues of the measure that sizes or colours
 * @property {Paint|null} colourValues what colours the nodes instead of their kind
 * @property {{from: string|null, to: string|null}} path the ends picked for a path
 * @property {boolean} online
 * @property {boolean} frozen the layout moves nothing
 */

/** @type {State} */
export const state = {
  view: emptyView(), selection: { nodes: new Set(), link: null }, focus: null, hover: { node: null, link: null }, lit: null,
  status: null, schema: null, story: null, measureValues: {}, colourValues: null, path: { from: null, to: null }, online: true, frozen: false,
};

/** @typedef {'view'|'positions'|'selection'|'hover'|'lit'|'focus'|'status'|'schema'|'story'|'measures'|'path'|'online'|'frozen'|'theme'|'history'} Topic */

/** @type {Map<Topic, Set<() => void>>} */
const listeners = new Map();

/** Calls fn whenever one of the topics changes. @param {Topic|Topic[]} topics @param {() => void} fn */
export function on(topics, fn) {
  for (const topic of [topics].flat()) {
    if (!listeners.has(topic)) listeners.set(topic, new Set());
    listeners.get(topic)?.add(fn);
  }
}

/** Tells the listeners of a topic. @param {...Topic} topics */
export function tell(...topics) {
  const called = new Set();
  for (const topic of topics) {
    for (const fn of listeners.get(topic) ?? []) {
      if (called.has(fn)) continue;
      called.add(fn);
      fn();
    }
  }
}

/** Selects nodes, replacing what was selected. @param {string[]} ids */
export function selectNodes(ids) {
  state.selection = { nodes: new Set(ids), link: null };
  state.focus = ids.at(-1) ?? state.focus;
  tell('selection', 'focus');
}

/** Adds a node to the selection or takes it out. @param {string} id */
export function toggleNode(id) {
  const nodes = new Set(state.selection.nodes);
  if (!nodes.delete(id)) nodes.add(id);
  state.selection = { nodes, link: null };
  state.focus = id;
  tell('selection', 'focus');
}

/** Selects a link. @param {string|null} id */
export function selectLink(id) {
  state.selection = { nodes: new Set(), link: id };
  tell('selection');
}

/** The node the panels speak of: the one selected last. @returns {string|null} */
export const primaryNode = () => [...state.selection.nodes].at(-1) ?? null;

/** Keeps these ids bright and dims the rest; null lets go. @param {Iterable<string>|null} ids */
export function light(ids) {
  state.lit = ids ? new Set(ids) : null;
  tell('lit');
}
