/** Gives nodes their places: story and force layouts of the whole view, and places for newcomers beside old ones. */
import { currentScene, footOf, sceneOf, textWidth, viewSize } from './canvas.js';
import { dateWords } from './grammar.js';
import { forceLayout, separate, startAround, storyLayout, xOfDate } from './layout.js';
import { state, tell } from './state.js';

/** @typedef {import('./state.js').View} View */

const inPageBelow = 150;
/** @type {Worker|null} */
let worker = null;
let job = 0;

/** The scene's nodes as bodies for layout.js. @param {View} view */
function bodiesOf(view) {
  const scene = sceneOf(view);
  const groupOf = new Map(scene.hulls.flatMap((hull) => hull.ids.map((id) => [id, hull.ids[0]])));
  const bodies = scene.nodes.map((n) => ({ id: n.id, x: n.x, y: n.y, foot: footOf(n), event: n.kind === 'card', date: n.node.props?.date, main: n.main, fixed: false, group: groupOf.get(n.id) }));
  return { bodies, ties: scene.links.map((l) => ({ source: l.a.id, target: l.b.id, words: textWidth(l.words, 11) + 24 })) };
}

/** The room a story is laid out in: the view's, but never too narrow for cards. */
function storyRoom() {
  const { width, height } = viewSize();
  const w = Math.max(width, 640);
  return { width: w - 44, height: Math.max((w / width) * (height - 76), 400) };
}

/** Lays a view out by time. @param {View} view */
export function arrangeStory(view) {
  const { bodies, ties } = bodiesOf(view);
  const columns = storyLayout(bodies, ties, storyRoom());
  keep(view, bodies);
  view.mode = 'story';
  view.axis = columns.length < 2 ? [] : columns.map(({ x, date }) => ({ x, date, label: date ? dateWords(date) : 'undated' }));
}

/** Lays a view out by springs; large ones in the worker, showing positions as they come. @param {View} view */
export function arrangeForce(view) {
  view.mode = 'graph';
  view.axis = [];
  const { bodies, ties } = bodiesOf(view);
  for (const b of bodies) if (view.pins.has(b.id)) b.fixed = true;
  scatter(bodies);
  run(view, bodies, ties, 1);
}

/** Starts bodies that have no place on a spiral, so that springs have something to work with. */
function scatter(bodies) {
  const golden = Math.PI * (3 - Math.sqrt(5));
  bodies.forEach((b, i) => {
    if (b.fixed) return;
    const r = 40 * Math.sqrt(i + 0.5);
    b.x = r * Math.cos(i * golden) * 1.3;
    b.y = r * Math.sin(i * golden);
  });
}

/**
 * Places newcomers near where they came from; everybody else stays. In a story, events keep to their date.
 * @param {View} view @param {string[]} ids @param {string|null} parentId
 */
export function arrangeNew(view, ids, parentId) {
  const fresh = new Set(ids.filter((id) => !view.positions.has(id)));
  const { bodies, ties } = bodiesOf(view);
  const parent = (parentId && view.positions.get(parentId)) || middle(bodies.filter((b) => !fresh.has(b.id)));
  const newcomers = bodies.filter((b) => fresh.has(b.id) || (b.id.startsWith('fold:') && !currentScene().byId.has(b.id)));
  if (!newcomers.length) return;
  startAround(newcomers, parent);
  for (const b of bodies) b.fixed = !newcomers.includes(b);
  if (view.mode === 'story') for (const b of newcomers) if (b.event) b.x = xOfDate(/** @type {any} */ (view.axis), b.date) ?? b.x;
  run(view, bodies, ties, 0.3);
}

function middle(bodies) {
  if (!bodies.length) return { x: 0, y: 0 };
  return { x: bodies.reduce((s, b) => s + b.x, 0) / bodies.length, y: bodies.reduce((s, b) => s + b.y, 0) / bodies.length };
}

function run(view, bodies, ties, alpha) {
  worker?.terminate();
  worker = null;
  if (bodies.length <= inPageBelow) {
    forceLayout(bodies, ties, { ticks: alpha === 1 ? 300 : 120, alpha });
    keep(view, bodies);
  } else {
    keep(view, bodies);
    runInWorker(view, bodies, ties, alpha);
  }
}

function runInWorker(view, bodies, ties, alpha) {
  worker = new Worker(new URL('./layout-worker.js', import.meta.url), { type: 'module' });
  const mine = ++job;
  worker.onmessage = ({ data }) => {
    if (data.job !== mine || state.frozen) return;
    bodies.forEach((b, i) => Object.assign(b, { x: data.at[2 * i], y: data.at[2 * i + 1] }));
    keep(view, bodies);
    if (state.view === view) tell('positions');
    if (data.done) {
      worker?.terminate();
      worker = null;
      layoutListeners.forEach((fn) => fn());
    }
  };
  worker.postMessage({ job: mine, bodies, ties, ticks: alpha === 1 ? 300 : 120, alpha });
}

const layoutListeners = new Set();
/** Hears when a layout in the worker is done. @param {() => void} fn */
export const onSettled = (fn) => layoutListeners.add(fn);

/** Stops a layout that is under way. */
export function stopLayout() {
  worker?.terminate();
  worker = null;
}

function keep(view, bodies) {
  for (const b of bodies) view.positions.set(b.id, { x: b.x, y: b.y });
}

/** Makes room after a drop, moving nothing that is pinned. @param {View} view */
export function makeRoom(view) {
  const { bodies } = bodiesOf(view);
  for (const b of bodies) b.fixed = view.pins.has(b.id);
  separate(bodies);
  keep(view, bodies);
}
