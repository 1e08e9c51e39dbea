/** The canvas: camera, pointer, and drawing when something changed. At rest it does nothing. */
import { select, zoom, zoomIdentity, zoomTransform } from './third_party/d3.js';
import { byId } from './dom.js';
import { buildScene, footprint } from './scene.js';
import { geometry, paint, pointAt } from './paint.js';
import { on, state, tell } from './state.js';
import { colour, reducedMotion } from './theme.js';

export const font = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif';

/** @type {HTMLCanvasElement} */
let canvas;
/** @type {CanvasRenderingContext2D} */
let ctx;
/** @type {any} */
let zoomer;
/** @type {import('./scene.js').Scene} */
let scene;
let camera = { x: 0, y: 0, k: 1 };
let size = { width: 800, height: 600 };
let queued = false;
let moving = 0;
/** @type {import('./paint.js').DrawnLabel[]} */
let drawn = [];
/** Bodies as drawn last. @type {Map<string, import('./paint.js').Placed>} */
let bodies = new Map();
/** @type {{x: number, y: number}[]|null} */
let lasso = null;
const cameraListeners = new Set();

/**
 * Starts the canvas.
 * @param {{onNode: (id: string, event: PointerEvent) => void, onLink: (id: string) => void, onNothing: () => void, onOpen: (id: string) => void,
 *   onMenu: (target: {node?: string, link?: string}, x: number, y: number) => void, onDragged: (ids: string[], from: Map<string, any>) => void,
 *   onLasso: (ids: string[]) => void, onBadge: (id: string) => void}} actions
 */
export function startCanvas(actions) {
  canvas = byId('canvas');
  ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  zoomer = zoom().scaleExtent([0.05, 6]).filter((e) => zoomable(e)).on('zoom', onZoom).on('end', () => { moving = 0; draw(); });
  select(canvas).call(zoomer).on('dblclick.zoom', null);
  pointer(actions);
  new ResizeObserver(resize).observe(byId('view'));
  resize();
  on(['view', 'measures'], rebuild);
  on('positions', follow);
  on(['selection', 'hover', 'lit', 'focus', 'theme', 'path'], draw);
  rebuild();
}

/** The wheel and the empty ground move the camera; a node, Shift and other buttons do not. */
function zoomable(event) {
  if (event.type === 'wheel') return true;
  if (event.button || event.shiftKey) return false;
  const touch = event.touches?.[0] ?? event;
  return (event.touches?.length ?? 1) > 1 || !nodeAt(...within(touch));
}

function onZoom({ transform, sourceEvent }) {
  camera = { x: transform.x, y: transform.y, k: transform.k };
  if (sourceEvent) moving = 1;
  cameraListeners.forEach((fn) => fn(Boolean(sourceEvent)));
  draw();
}

/** Hears of every move of the camera. @param {(byUser: boolean) => void} fn */
export const onCamera = (fn) => cameraListeners.add(fn);
export const currentCamera = () => ({ ...camera });
export const currentScene = () => scene;
/** Size of the view in px, as it stands now: the headline above it may just have grown. */
export function viewSize() {
  const box = byId('view').getBoundingClientRect();
  if (Math.abs(box.width - size.width) > 0.5 || Math.abs(box.height - size.height) > 0.5) resize();
  return { ...size };
}

/** px at the bottom of the view that truth line and buttons cover. */
const footer = 30;

function resize() {
  const box = byId('view').getBoundingClientRect();
  if (!box.width || !box.height) return;
  size = { width: box.width, height: box.height };
  canvas.width = Math.round(box.width * devicePixelRatio);
  canvas.height = Math.round(box.height * devicePixelRatio);
  draw();
}

/** Width of a text on the canvas. @param {string} text @param {number} px @param {boolean} [bold] */
export function textWidth(text, px, bold = false) {
  ctx.font = `${bold ? 600 : 500} ${px}px ${font}`;
  return ctx.measureText(text).width;
}

/** A body for layout.js: position and footprint of a node as it will be drawn. @param {import('./scene.js').SceneNode} n */
export const footOf = (n) => footprint(n, textWidth);

/** The scene of a view that is not shown yet. @param {import('./state.js').View} view */
export function sceneOf(view) {
  return buildScene(view, { values: state.measureValues, paint: state.colourValues, keep: state.selection.nodes, measure: textWidth });
}

function rebuild() {
  scene = sceneOf(state.view);
  draw();
}

/** Takes over positions that a running layout has changed; the rest of the scene stands. */
function follow() {
  for (const n of scene.nodes) Object.assign(n, state.view.positions.get(n.id));
  draw();
}

/** Asks for one drawing in the next frame. */
export function draw() {
  if (queued) return;
  queued = true;
  requestAnimationFrame(() => {
    queued = false;
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    ctx.fillStyle = colour('--canvas');
    ctx.fillRect(0, 0, size.width, size.height);
    ({ labels: drawn, screen: bodies } = paint(ctx, scene, camera, lookNow()));
    if (lasso) paintLasso();
  });
}

/** Colours, selection and dimming as they stand. @returns {import('./paint.js').Look} */
export function lookNow() {
  const { selection, view, focus } = state;
  const selected = new Set(selection.nodes);
  if (selection.link) selected.add(selection.link);
  const focused = document.activeElement === canvas ? focus : null;
  return { ...size, colour, font, bright: brightNow(), selected, focus: focused, pins: view.pins, entered: view.entered, moving: moving === 1, axisBottom: footer };
}

/** What stays bright: a lit path, else what is under the pointer with its neighbours. */
function brightNow() {
  if (state.lit) return state.lit;
  const { node, link } = state.hover;
  if (!node && !link) return null;
  const bright = new Set([node ?? '', link ?? '']);
  for (const l of scene.links) {
    if (l.id === link || l.a.id === node || l.b.id === node) [l.id, l.a.id, l.b.id].forEach((id) => bright.add(id));
  }
  return bright;
}

function paintLasso() {
  ctx.beginPath();
  lasso?.forEach((p, i) => (i ? ctx.lineTo(p.x, p.y) : ctx.moveTo(p.x, p.y)));
  ctx.closePath();
  ctx.globalAlpha = 0.15;
  ctx.fillStyle = colour('--accent');
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour('--accent');
  ctx.lineWidth = 1.5;
  ctx.stroke();
}

/** @param {any} event @returns {[number, number]} */
function within(event) {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

/** A node's body on screen, px. */
export function nodeOnScreen(id) {
  const n = scene.byId.get(id);
  return n ? { x: n.x * camera.k + camera.x, y: n.y * camera.k + camera.y } : null;
}

function nodeAt(x, y) {
  for (let i = scene.nodes.length - 1; i >= 0; i--) {
    const s = bodies.get(scene.nodes[i].id);
    if (s && Math.abs(x - s.x) <= Math.max(s.hw, 12) && Math.abs(y - s.y) <= Math.max(s.hh, 12)) return scene.nodes[i].id;
  }
  return drawn.find((d) => d.kind === 'node' && inside(d.box, x, y))?.id ?? null;
}

const inside = (b, x, y) => x >= b.x && x <= b.x + b.w && y >= b.y && y <= b.y + b.h;

/** @returns {string|null} */
function linkAt(x, y) {
  const label = drawn.find((d) => (d.kind === 'link' || d.kind === 'badge') && inside(d.box, x, y));
  if (label) return label.id;
  /** @type {string|null} */
  let best = null;
  let nearest = 7;
  for (const l of scene.links) {
    const g = geometry(l, bodies);
    if (!g || x < Math.min(g.x0, g.x1, g.cx) - 8 || x > Math.max(g.x0, g.x1, g.cx) + 8 || y < Math.min(g.y0, g.y1, g.cy) - 8 || y > Math.max(g.y0, g.y1, g.cy) + 8) continue;
    for (let i = 0; i < 16; i++) {
      const d = distanceToSegment([x, y], pointAt(g, i / 16), pointAt(g, (i + 1) / 16));
      if (d < nearest) [nearest, best] = [d, l.id];
    }
  }
  return best;
}

function distanceToSegment([px, py], [ax, ay], [bx, by]) {
  const l2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = l2 ? Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / l2)) : 0;
  return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay));
}

function pointer(actions) {
  /** @type {any} */
  let press = null;
  let longPress = 0;
  canvas.addEventListener('pointerdown', (event) => {
    const [x, y] = within(event);
    const node = nodeAt(x, y);
    clearTimeout(longPress);
    press = { x, y, node, link: node ? null : linkAt(x, y), dragged: false, from: new Map(state.view.positions) };
    if (event.pointerType === 'touch') longPress = setTimeout(() => { if (press && !press.dragged) actions.onMenu({ node: press.node, link: press.link }, x, y); press = null; }, 550);
    if (event.shiftKey && !node) lasso = [{ x, y }];
    if (node || lasso) canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const [x, y] = within(event);
    if (!press || !(event.buttons & 1)) return hoverAt(x, y);
    if (Math.hypot(x - press.x, y - press.y) > 4) press.dragged = true;
    if (!press.dragged) return;
    clearTimeout(longPress);
    if (lasso) lasso.push({ x, y });
    else if (press.node) drag(press, x, y);
    draw();
  });
  canvas.addEventListener('pointerup', (event) => {
    clearTimeout(longPress);
    const done = press;
    press = null;
    const [x, y] = within(event);
    if (lasso) {
      const ids = lasso.length > 3 ? scene.nodes.filter((n) => n.kind !== 'fold' && inPolygon(bodies.get(n.id) ?? { x: NaN, y: NaN }, lasso ?? [])).map((n) => n.id) : [];
      lasso = null;
      actions.onLasso(ids);
      return draw();
    }
    if (!done || event.button) return;
    if (done.dragged) return done.node && actions.onDragged(dragSet(done.node), done.from);
    const badge = drawn.find((d) => d.kind === 'hidden' && inside(d.box, x, y));
    if (badge) actions.onBadge(badge.id);
    else if (done.node) actions.onNode(done.node, event);
    else if (done.link) actions.onLink(done.link);
    else actions.onNothing();
  });
  canvas.addEventListener('pointerleave', () => setHover(null, null));
  canvas.addEventListener('dblclick', (event) => { const node = nodeAt(...within(event)); if (node) actions.onOpen(node); });
  canvas.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    const [x, y] = within(event);
    const node = nodeAt(x, y);
    actions.onMenu({ node: node ?? undefined, link: (node ? null : linkAt(x, y)) ?? undefined }, x, y);
  });
  canvas.addEventListener('focus', draw);
  canvas.addEventListener('blur', draw);
}

/** Dragging one of several selected nodes moves them all. */
const dragSet = (id) => (state.selection.nodes.has(id) ? [...state.selection.nodes] : [id]);

function drag(press, x, y) {
  const [dx, dy] = [(x - press.x) / camera.k, (y - press.y) / camera.k];
  for (const id of dragSet(press.node)) {
    const n = scene.byId.get(id);
    const start = press.from.get(id) ?? (press.from.set(id, { x: n?.x ?? 0, y: n?.y ?? 0 }), press.from.get(id));
    const at = { x: start.x + dx, y: start.y + dy };
    state.view.positions.set(id, at);
    if (n) Object.assign(n, at);
  }
}

let hoverTimer = 0;
function hoverAt(x, y) {
  const node = nodeAt(x, y);
  const link = node ? null : linkAt(x, y);
  canvas.style.cursor = node || link ? 'pointer' : 'default';
  if (node === state.hover.node && link === state.hover.link) return;
  clearTimeout(hoverTimer);
  hoverTimer = setTimeout(() => setHover(node, link), node || link ? 80 : 0);
}

function setHover(node, link) {
  clearTimeout(hoverTimer);
  if (node === state.hover.node && link === state.hover.link) return;
  state.hover = { node, link };
  tell('hover');
}

function inPolygon({ x, y }, polygon) {
  let within = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [a, b] = [polygon[i], polygon[j]];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) within = !within;
  }
  return within;
}

/** Moves the camera, at once or gliding. @param {{x: number, y: number, k: number}} to @param {boolean} [glide] */
export function moveCamera(to, glide = true) {
  const target = zoomIdentity.translate(to.x, to.y).scale(to.k);
  const selection = select(canvas);
  selection.interrupt?.();
  if (glide && !reducedMotion()) animate(zoomTransform(canvas), target, selection);
  else selection.call(zoomer.transform, target);
}

let flight = 0;
function animate(from, to, selection) {
  cancelAnimationFrame(flight);
  const start = performance.now();
  const step = (now) => {
    const t = Math.min(1, (now - start) / 260);
    const e = t * (2 - t);
    const mixed = zoomIdentity.translate(from.x + (to.x - from.x) * e, from.y + (to.y - from.y) * e).scale(from.k + (to.k - from.k) * e);
    selection.call(zoomer.transform, mixed);
    if (t < 1) flight = requestAnimationFrame(step);
  };
  flight = requestAnimationFrame(step);
}

/** Shows everything, not larger than 1:1. @param {number} [insetRight] px covered by the panel @param {boolean} [glide] */
export function fit(insetRight = 0, glide = true) {
  if (!scene.nodes.length) return;
  viewSize();
  const feet = scene.nodes.map((n) => ({ n, f: footOf(n) }));
  const [x0, x1] = [Math.min(...feet.map(({ n, f }) => n.x - f.l)), Math.max(...feet.map(({ n, f }) => n.x + f.r))];
  const [y0, y1] = [Math.min(...feet.map(({ n, f }) => n.y - f.t)), Math.max(...feet.map(({ n, f }) => n.y + f.b))];
  const axis = footer + (scene.axis.length ? 32 : 4);
  const [w, hgt] = [size.width - insetRight - 44, size.height - axis - 14];
  const k = Math.min(1.15, w / (x1 - x0), hgt / (y1 - y0));
  moveCamera({ k, x: (size.width - insetRight) / 2 - (k * (x0 + x1)) / 2, y: 7 + hgt / 2 - (k * (y0 + y1)) / 2 }, glide);
}

/** Zooms about the middle. @param {number} factor */
export function zoomBy(factor) {
  const [mx, my] = [size.width / 2, size.height / 2];
  const k = Math.max(0.05, Math.min(6, camera.k * factor));
  moveCamera({ k, x: mx - ((mx - camera.x) * k) / camera.k, y: my - ((my - camera.y) * k) / camera.k });
}

/** Pans just enough to bring points of the world into the free part of the view. @param {{x: number, y: number}[]} points @param {number} insetRight */
export function reveal(points, insetRight) {
  if (!points.length) return;
  const margin = 24;
  viewSize();
  const xs = points.map((p) => p.x * camera.k + camera.x);
  const ys = points.map((p) => p.y * camera.k + camera.y);
  const dx = shift(Math.min(...xs), Math.max(...xs), margin, size.width - insetRight - margin);
  const dy = shift(Math.min(...ys), Math.max(...ys), margin, size.height - footer - (scene.axis.length ? 40 : 8));
  if (dx || dy) moveCamera({ k: camera.k, x: camera.x + dx, y: camera.y + dy });
}

/** Brings nodes into the free part of the view, zooming out where they do not fit. @param {string[]} ids @param {number} insetRight */
export function frame(ids, insetRight) {
  const feet = scene.nodes.filter((n) => ids.includes(n.id)).map((n) => ({ n, f: footOf(n) }));
  if (!feet.length) return;
  const [x0, x1] = [Math.min(...feet.map(({ n, f }) => n.x - f.l)), Math.max(...feet.map(({ n, f }) => n.x + f.r))];
  const [y0, y1] = [Math.min(...feet.map(({ n, f }) => n.y - f.t)), Math.max(...feet.map(({ n, f }) => n.y + f.b))];
  const [w, hgt] = [viewSize().width - insetRight - 40, size.height - footer - 50];
  const k = Math.min(camera.k, w / (x1 - x0), hgt / (y1 - y0));
  if (k >= camera.k) return reveal([{ x: x0, y: y0 }, { x: x1, y: y1 }], insetRight);
  moveCamera({ k, x: (size.width - insetRight) / 2 - (k * (x0 + x1)) / 2, y: hgt / 2 + 10 - (k * (y0 + y1)) / 2 });
}

function shift(low, high, from, to) {
  if (low < from) return from - low;
  if (high > to) return Math.max(to - high, from - low);
  return 0;
}

/** What was drawn last as text: kind, id, text and box in px of the view. For tests. */
export const labelBoxes = () => drawn.map(({ kind, id, text, box }) => ({ kind, id, text, ...box }));
