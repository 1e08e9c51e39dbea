/**
 * Draws a scene with the calls that canvas and the SVG recorder share. Bodies and text grow with the zoom inside bounds;
 * everything is placed in px of the view, so that the boxes it returns can be compared and tested.
 */
import { cardSize, labelSize, subSize } from './scene.js';
import { convexHull } from './hulls.js';
import { Occupied, place } from './labels.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').SceneNode} SceneNode */
/** @typedef {import('./scene.js').SceneLink} SceneLink */
/** @typedef {import('./labels.js').Box} Box */
/** @typedef {{x: number, y: number, k: number}} Camera */
/**
 * @typedef {object} Look
 * @property {number} width
 * @property {number} height
 * @property {(property: string) => string} colour
 * @property {string} font
 * @property {Set<string>|null} bright ids of nodes and links that are not dimmed
 * @property {Set<string>} selected
 * @property {string|null} focus
 * @property {Set<string>} pins
 * @property {Set<string>} entered
 * @property {boolean} moving labels of links are left out while the camera moves over many links
 * @property {number} [axisBottom] px kept free below the time axis
 */
/** @typedef {{kind: string, id: string, text: string, box: Box}} DrawnLabel */
/** @typedef {{x: number, y: number, hw: number, hh: number, card: boolean, compact: boolean, scale: number, box: Box}} Placed a body on screen, px */

const manyLinks = 160;
/** Above this, lines thin out and lose heads and bends, and small bodies are drawn in one stroke a colour. */
const crowd = 500;
const mostLabels = 90;

/**
 * @param {any} ctx a CanvasRenderingContext2D or an SvgRecorder
 * @param {Scene} scene @param {Camera} camera @param {Look} look
 * @returns {{labels: DrawnLabel[], screen: Map<string, Placed>}} texts and bodies as drawn
 */
export function paint(ctx, scene, camera, look) {
  const sizes = sizesAt(camera.k, scene.nodes.length > crowd);
  const screen = onScreen(scene.nodes, camera, sizes);
  const visible = scene.nodes.filter((n) => inView(screen.get(n.id), look));
  const occupied = new Occupied();
  /** @type {DrawnLabel[]} */
  const drawn = [];
  paintColumns(ctx, scene, camera, look, occupied);
  const areas = paintHulls(ctx, scene, screen, look);
  const lines = scene.links.map((l) => ({ l, g: geometry(l, screen) })).filter(({ g }) => g && lineInView(g, look));
  paintLinks(ctx, lines, look, lines.length > crowd && camera.k < 1.2);
  for (const n of visible) occupied.add(/** @type {Placed} */ (screen.get(n.id)).box);
  const labels = nodeLabels(visible, screen, sizes, ctx, look, occupied);
  const dense = scene.links.length > manyLinks;
  const words = look.moving && dense ? [] : linkLabels(lines, sizes, ctx, look, occupied, dense, camera.k);
  for (const w of words) paintLinkLabel(ctx, w, sizes, look, drawn);
  paintBodies(ctx, visible, screen, sizes, look, drawn);
  for (const l of labels) paintNodeLabel(ctx, l, sizes, look, drawn);
  nameHulls(ctx, areas, look, occupied, drawn);
  paintAxis(ctx, scene, camera, look, drawn);
  return { labels: drawn, screen };
}

/** Bodies and text at a zoom: text never below 80 % nor above 140 % of its size; cards lose their lines, then their body. @param {number} k @param {boolean} crowded */
function sizesAt(k, crowded) {
  const text = Math.max(0.8, Math.min(1.4, k));
  return { body: Math.max(crowded ? 0.22 : 0.35, Math.min(1.6, k)), text, cards: k >= 0.6, compact: k < 0.8 };
}

/** Where bodies stand; zoomed out, a card that would lie on another one becomes a dot. */
function onScreen(nodes, camera, sizes) {
  /** @type {Map<string, Placed>} */
  const screen = new Map();
  const cards = new Occupied(160);
  for (const n of sizes.compact ? [...nodes].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1)) : nodes) {
    let s = placed(n, camera, sizes, n.kind === 'card' && sizes.cards);
    if (s.card && sizes.compact) {
      if (cards.hits(s.box)) s = placed(n, camera, sizes, false);
      else cards.add(s.box);
    }
    screen.set(n.id, s);
  }
  return screen;
}

/** @param {SceneNode} n @param {Camera} camera @returns {Placed} */
function placed(n, camera, sizes, card) {
  const x = n.x * camera.k + camera.x;
  const y = n.y * camera.k + camera.y;
  const scale = card ? Math.max(sizes.body, sizes.text) : sizes.body;
  const hw = (n.kind === 'card' && !card ? 15 : n.hw) * scale;
  const hh = (n.kind === 'card' && !card ? 15 : card && sizes.compact ? 16 : n.hh) * scale;
  return { x, y, hw, hh, card, compact: sizes.compact, scale, box: { x: x - hw, y: y - hh, w: 2 * hw, h: 2 * hh } };
}

const inView = (s, look) => s.x + s.hw + 80 > 0 && s.x - s.hw - 80 < look.width && s.y + s.hh + 40 > 0 && s.y - s.hh - 20 < look.height;

function lineInView(g, look) {
  return Math.max(g.x0, g.x1, g.cx) > -20 && Math.min(g.x0, g.x1, g.cx) < look.width + 20 && Math.max(g.y0, g.y1, g.cy) > -20 && Math.min(g.y0, g.y1, g.cy) < look.height + 20;
}

/** The line of a link on screen, from rim to rim; null where the bodies touch. @param {SceneLink} l */
export function geometry(l, screen) {
  const a = screen.get(l.a.id);
  const b = screen.get(l.b.id);
  if (!a || !b) return null;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy);
  if (length < 2) return null;
  const bend = l.curve * Math.min(38, length / 4);
  const cx = (a.x + b.x) / 2 - (dy / length) * bend * 1.6;
  const cy = (a.y + b.y) / 2 + (dx / length) * bend * 1.6;
  const [x0, y0] = rim(a, cx, cy, 2);
  const [x1, y1] = rim(b, cx, cy, 4);
  return { x0, y0, cx, cy, x1, y1, length };
}

/** Where the line from a body's centre to (px, py) leaves the body. */
function rim(s, px, py, gap) {
  const dx = px - s.x;
  const dy = py - s.y;
  const d = Math.hypot(dx, dy) || 1;
  const reach = s.card ? Math.min((s.hw + gap) / Math.abs(dx || 1e-9), (s.hh + gap) / Math.abs(dy || 1e-9)) * d : s.hw + gap;
  return [s.x + (dx / d) * Math.min(reach, d), s.y + (dy / d) * Math.min(reach, d)];
}

/** The point at t of a quadratic curve. @returns {[number, number]} */
export function pointAt(g, t) {
  const u = 1 - t;
  return [u * u * g.x0 + 2 * u * t * g.cx + t * t * g.x1, u * u * g.y0 + 2 * u * t * g.cy + t * t * g.y1];
}

/** Communities as soft areas behind everything; returns where their names may stand. */
function paintHulls(ctx, scene, screen, look) {
  const margin = 26;
  return scene.hulls.map((hull) => {
    const corners = hull.ids.flatMap((id) => {
      const { x, y, hw, hh } = screen.get(id);
      return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([i, j]) => ({ x: x + i * (hw + margin), y: y + j * (hh + margin) }));
    });
    const outline = convexHull(corners);
    ctx.beginPath();
    outline.forEach((p, i) => ctx[i ? 'lineTo' : 'moveTo'](p.x, p.y));
    ctx.closePath();
    ctx.fillStyle = ctx.strokeStyle = hull.colour.startsWith('--') ? look.colour(hull.colour) : hull.colour;
    ctx.globalAlpha = 0.08;
    ctx.fill();
    ctx.globalAlpha = 0.4;
    ctx.lineWidth = 1;
    ctx.stroke();
    ctx.globalAlpha = 1;
    return { name: hull.name, top: outline.reduce((a, b) => (b.y < a.y ? b : a)), bottom: outline.reduce((a, b) => (b.y > a.y ? b : a)) };
  });
}

/** Names of communities at the upper or lower end of their area, where nothing else stands. */
function nameHulls(ctx, areas, look, occupied, drawn) {
  ctx.font = `600 11px ${look.font}`;
  const wishes = areas.map((area) => {
    const w = ctx.measureText(area.name).width + 6;
    return { item: area, boxes: [{ x: area.top.x - w / 2, y: area.top.y + 3, w, h: 15 }, { x: area.top.x - w / 2, y: area.top.y - 17, w, h: 15 }, { x: area.bottom.x - w / 2, y: area.bottom.y - 17, w, h: 15 }] };
  });
  for (const { item, box } of place(wishes, occupied)) {
    ctx.font = `600 11px ${look.font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'alphabetic';
    haloed(ctx, item.name, box.x + box.w / 2, box.y + 11, look.colour('--muted'), look);
    drawn.push({ kind: 'hull', id: item.name, text: item.name, box });
  }
}

const axisTop = (look) => look.height - (look.axisBottom ?? 0) - 30;

/** A faint line for each date of the axis, behind everything. */
function paintColumns(ctx, scene, camera, look, occupied) {
  if (!scene.axis.length) return;
  const y = axisTop(look);
  ctx.strokeStyle = look.colour('--line');
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 4]);
  ctx.beginPath();
  for (const tick of scene.axis) {
    const x = tick.x * camera.k + camera.x;
    ctx.moveTo(x, 8);
    ctx.lineTo(x, y - 4);
  }
  ctx.stroke();
  ctx.setLineDash([]);
  occupied.add({ x: -2000, y: y - 2, w: look.width + 4000, h: 2000 });
}

/** The axis itself, over whatever reaches down to it. */
function paintAxis(ctx, scene, camera, look, drawn) {
  if (!scene.axis.length) return;
  const y = axisTop(look);
  ctx.fillStyle = look.colour('--canvas');
  ctx.fillRect(0, y - 1, look.width, look.height - y + 1);
  ctx.lineWidth = 1;
  ctx.strokeStyle = look.colour('--line-strong');
  ctx.beginPath();
  ctx.moveTo(12, y);
  ctx.lineTo(look.width - 12, y);
  ctx.stroke();
  ctx.font = `11px ${look.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  const wishes = scene.axis.map((tick) => {
    const x = tick.x * camera.k + camera.x;
    const w = ctx.measureText(tick.label).width + 8;
    return { item: { tick, x }, boxes: [{ x: x - w / 2, y: y + 3, w, h: 15 }] };
  });
  const axisRow = new Occupied();
  for (const { item, box } of place(wishes, axisRow)) {
    ctx.fillStyle = look.colour('--muted');
    ctx.fillText(item.tick.label, item.x, y + 15);
    ctx.fillStyle = look.colour('--line-strong');
    ctx.fillRect(item.x - 1, y - 3, 2, 6);
    drawn.push({ kind: 'axis', id: item.tick.label, text: item.tick.label, box });
  }
}

const widths = { plain: 1.3, thick: 3, double: 4.6, dashed: 1.5 };

/** Lines in batches of one style, so that thousands cost a few strokes. */
function paintLinks(ctx, lines, look, crowded) {
  const batches = new Map();
  for (const { l, g } of lines) {
    const dim = look.bright !== null && !look.bright.has(l.id);
    const strong = look.selected.has(l.id);
    const key = `${dim ? 0 : 1}|${l.line}|${l.colour}|${strong ? 1 : 0}`;
    if (!batches.has(key)) batches.set(key, []);
    batches.get(key).push({ l, g });
  }
  for (const [key, items] of [...batches].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const [bright, line, colour, strong] = key.split('|');
    ctx.globalAlpha = bright === '1' ? 1 : 0.16;
    if (strong === '1') strokeAll(ctx, items, look.colour('--accent'), widths[line] + 5, [], 0.35 * ctx.globalAlpha, false);
    const dash = line === 'dashed' && !(crowded && look.moving) ? [5, 4] : [];
    strokeAll(ctx, items, look.colour(colour), crowded ? widths[line] * 0.5 : widths[line], dash, crowded ? ctx.globalAlpha * 0.55 : ctx.globalAlpha, crowded);
    if (crowded) continue;
    if (line === 'double') strokeAll(ctx, items, look.colour('--canvas'), 1.8, [], 1, false);
    ctx.globalAlpha = bright === '1' ? 1 : 0.16;
    arrowHeads(ctx, items, look.colour(colour));
  }
  ctx.globalAlpha = 1;
}

function strokeAll(ctx, items, style, width, dash, alpha, straight) {
  const before = ctx.globalAlpha;
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = style;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  for (const { l, g } of items) {
    ctx.moveTo(g.x0, g.y0);
    if (l.curve && !straight) ctx.quadraticCurveTo(g.cx, g.cy, g.x1, g.y1);
    else ctx.lineTo(g.x1, g.y1);
  }
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = before;
}

function arrowHeads(ctx, items, style) {
  ctx.fillStyle = style;
  ctx.beginPath();
  for (const { l, g } of items) {
    if (g.length < 40) continue;
    const dx = g.x1 - g.cx;
    const dy = g.y1 - g.cy;
    const d = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / d, dy / d];
    const s = l.line === 'thick' || l.line === 'double' ? 9 : 7;
    ctx.moveTo(g.x1 + ux, g.y1 + uy);
    ctx.lineTo(g.x1 - ux * s - uy * s * 0.5, g.y1 - uy * s + ux * s * 0.5);
    ctx.lineTo(g.x1 - ux * s + uy * s * 0.5, g.y1 - uy * s - ux * s * 0.5);
    ctx.closePath();
  }
  ctx.fill();
}

/** Labels of dots and small cards: below, above, right, left, wherever nothing else stands. */
function nodeLabels(nodes, screen, sizes, ctx, look, occupied) {
  const wishes = [];
  const order = [...nodes].sort((a, b) => urgency(b, look) - urgency(a, look) || (a.id < b.id ? -1 : 1));
  for (const n of order) {
    const s = screen.get(n.id);
    if (s.card) continue;
    ctx.font = `500 ${labelSize * sizes.text}px ${look.font}`;
    const title = ctx.measureText(n.label).width;
    ctx.font = `${subSize * sizes.text}px ${look.font}`;
    const subs = sizes.text >= 0.9 && n.kind !== 'card' ? n.lines : [];
    const w = Math.max(title, ...subs.map((t) => ctx.measureText(t).width)) + 6;
    const h1 = 15 * sizes.text;
    const h = h1 + 13 * sizes.text * subs.length;
    const at = (x, y, height, align) => ({ x, y, w, h: height, align, subs: height > h1 ? subs : [] });
    const below = s.y + s.hh + 2;
    wishes.push({
      item: n,
      boxes: insideFirst(look, [at(s.x - w / 2, below, h, 'center'), at(s.x - w / 2, below, h1, 'center'), at(s.x + s.hw + 2, s.y - h1 / 2, h1, 'left'), at(s.x - s.hw - 2 - w, s.y - h1 / 2, h1, 'right'), at(s.x - w / 2, s.y - s.hh - h1 - 2, h1, 'center')]),
    });
  }
  return place(wishes, occupied, Math.max(mostLabels, order.length < 200 ? order.length : 0)).map(({ item, box }) => ({ n: item, box }));
}

/** Places that lie wholly in the view come before those that the edge would cut. */
const insideFirst = (look, boxes) => [...boxes.filter((b) => b.x >= 0 && b.x + b.w <= look.width), ...boxes.filter((b) => b.x < 0 || b.x + b.w > look.width)];

const urgency = (n, look) => n.rank + (look.selected.has(n.id) ? 10 : 0) + (look.bright?.has(n.id) ? 5 : 0) + (look.entered.has(n.id) ? 1 : 0);

function paintNodeLabel(ctx, { n, box }, sizes, look, drawn) {
  ctx.globalAlpha = look.bright !== null && !look.bright.has(n.id) ? 0.25 : 1;
  ctx.textAlign = box.align;
  ctx.textBaseline = 'alphabetic';
  const x = box.align === 'center' ? box.x + box.w / 2 : box.align === 'left' ? box.x + 3 : box.x + box.w - 3;
  ctx.font = `500 ${labelSize * sizes.text}px ${look.font}`;
  haloed(ctx, n.label, x, box.y + 11.5 * sizes.text, look.colour('--ink'), look);
  ctx.font = `${subSize * sizes.text}px ${look.font}`;
  box.subs.forEach((t, i) => haloed(ctx, t, x, box.y + (24.5 + 13 * i) * sizes.text, look.colour('--muted'), look));
  ctx.globalAlpha = 1;
  drawn.push({ kind: 'node', id: n.id, text: n.label, box: plain(box) });
}

const plain = ({ x, y, w, h }) => ({ x, y, w, h });

/** Text with a rim of the ground's colour, which is left out while the camera moves: rims are the dearest part of a frame. */
function haloed(ctx, text, x, y, style, look) {
  ctx.fillStyle = style;
  if (look.moving) return ctx.fillText(text, x, y);
  ctx.strokeStyle = look.colour('--canvas');
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}

/** Words and number of origins on lines: hedged and disputed ones first, because their claim must be read. */
function linkLabels(lines, sizes, ctx, look, occupied, dense, k) {
  const text = Math.min(1.15, sizes.text);
  const wishes = lines
    .filter(({ l }) => !dense || k > 1.6 || look.selected.has(l.id) || look.bright?.has(l.id))
    .sort((p, q) => linkUrgency(q.l, look) - linkUrgency(p.l, look) || (p.l.id < q.l.id ? -1 : 1))
    .map(({ l, g }) => {
      ctx.font = `${subSize * text}px ${look.font}`;
      const h = 15 * text;
      const badge = 13 * text + Math.max(0, String(l.link.origins).length - 1) * 5;
      const wide = ctx.measureText(l.words).width + badge + 9;
      const boxes = [];
      for (const aside of besideLine) for (const t of alongLine) boxes.push({ ...centred(beside(g, t, aside), wide, h), words: l.words, badge });
      for (const aside of besideLine) for (const t of alongLine) boxes.push({ ...centred(beside(g, t, aside), badge + 2, h), words: '', badge });
      return { item: l, boxes: insideFirst(look, boxes) };
    });
  return place(wishes, occupied);
}

/** Places along a line, the middle first. */
const alongLine = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86];

/** px beside the line that a label may stand, on it first. */
const besideLine = [0, 10, -10, 18, -18];

/** A point next to the line at t, aside px to its right. */
function beside(g, t, aside) {
  const [x, y] = pointAt(g, t);
  const d = Math.hypot(g.x1 - g.x0, g.y1 - g.y0) || 1;
  return /** @type {[number, number]} */ ([x - ((g.y1 - g.y0) / d) * aside, y + ((g.x1 - g.x0) / d) * aside]);
}

const centred = ([x, y], w, h) => ({ x: x - w / 2, y: y - h / 2, w, h });
const linkUrgency = (l, look) => (look.selected.has(l.id) ? 20 : 0) + (look.bright?.has(l.id) ? 10 : 0) + (l.line === 'double' ? 3 : l.line === 'dashed' ? 2 : 0) + Math.min(1, l.link.origins / 5);

function paintLinkLabel(ctx, { item: l, box }, sizes, look, drawn) {
  const text = Math.min(1.15, sizes.text);
  const dim = look.bright !== null && !look.bright.has(l.id);
  ctx.globalAlpha = dim ? 0.15 : 1;
  ctx.fillStyle = look.colour('--canvas');
  roundBox(ctx, box, 4);
  ctx.fill();
  const colour = look.colour(l.colour);
  const badge = { x: box.x + box.w - box.badge - 1, y: box.y + 1, w: box.badge, h: box.h - 2 };
  ctx.textBaseline = 'alphabetic';
  if (box.words) {
    ctx.font = `${subSize * text}px ${look.font}`;
    ctx.textAlign = 'left';
    ctx.fillStyle = colour;
    ctx.fillText(box.words, box.x + 3, box.y + 11 * text);
  }
  ctx.fillStyle = l.link.origins >= 2 ? colour : look.colour('--sunken');
  roundBox(ctx, badge, badge.h / 2);
  ctx.fill();
  if (l.link.origins < 2) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.stroke();
  }
  ctx.fillStyle = l.link.origins >= 2 ? look.colour('--on-type') : colour;
  ctx.font = `600 ${9.5 * text}px ${look.font}`;
  ctx.textAlign = 'center';
  ctx.fillText(String(l.link.origins), badge.x + badge.w / 2, badge.y + badge.h / 2 + 3.4 * text);
  ctx.globalAlpha = 1;
  drawn.push({ kind: box.words ? 'link' : 'badge', id: l.id, text: box.words || String(l.link.origins), box: plain(box) });
}

function roundBox(ctx, { x, y, w, h }, r) {
  ctx.beginPath();
  ctx.roundRect(x, y, w, h, r);
}

function paintBodies(ctx, nodes, screen, sizes, look, drawn) {
  const apart = (n) => look.selected.has(n.id) || look.focus === n.id || look.entered.has(n.id);
  const small = nodes.filter((n) => isSmall(n, screen.get(n.id), nodes.length, look) && !apart(n));
  paintSmall(ctx, small, screen, look);
  const rest = new Set(small);
  const order = nodes.filter((n) => !rest.has(n)).sort((a, b) => Number(look.selected.has(a.id)) - Number(look.selected.has(b.id)));
  for (const n of order) {
    const s = screen.get(n.id);
    const dim = look.bright !== null && !look.bright.has(n.id);
    ctx.globalAlpha = dim ? 0.18 : 1;
    if (look.selected.has(n.id) || look.focus === n.id || look.entered.has(n.id)) ring(ctx, n, s, look);
    if (s.card) paintCard(ctx, n, s, look, drawn);
    else paintDot(ctx, n, s, sizes, look);
    if (sizes.body >= 0.6) marks(ctx, n, s, look, drawn);
    ctx.globalAlpha = 1;
  }
}

const isSmall = (n, s, count, look) => n.kind !== 'fold' && !s.card && count > manyLinks && (s.hw < (count > crowd ? 11 : 7) || (look.moving && count > crowd));

/** Bodies too small for an icon, one path for each colour and shape. */
function paintSmall(ctx, nodes, screen, look) {
  const batches = new Map();
  for (const n of nodes) {
    const dim = look.bright !== null && !look.bright.has(n.id);
    const key = `${dim ? 0.18 : 1}|${n.shape}|${nodeColour(n, look)}`;
    if (!batches.has(key)) batches.set(key, []);
    batches.get(key).push(screen.get(n.id));
  }
  for (const [key, bodies] of batches) {
    const [alpha, shape, style] = key.split('|');
    ctx.globalAlpha = Number(alpha);
    ctx.fillStyle = style;
    ctx.beginPath();
    for (const s of bodies) trace(ctx, shape, s.x, s.y, s.hw);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

/** Selection and focus: 3 px, outside the body; what just entered gets a soft ring. */
function ring(ctx, n, s, look) {
  const strong = look.selected.has(n.id) || look.focus === n.id;
  ctx.strokeStyle = look.colour('--accent');
  ctx.lineWidth = strong ? 3 : 1.2;
  ctx.setLineDash(!strong ? [2, 3] : look.selected.has(n.id) ? [] : [4, 3]);
  if (s.card) roundBox(ctx, { x: s.x - s.hw - 4, y: s.y - s.hh - 4, w: 2 * s.hw + 8, h: 2 * s.hh + 8 }, 10);
  else {
    ctx.beginPath();
    ctx.arc(s.x, s.y, s.hw + 5, 0, 2 * Math.PI);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

function paintCard(ctx, n, s, look, drawn) {
  const colour = nodeColour(n, look);
  const box = { x: s.x - s.hw, y: s.y - s.hh, w: 2 * s.hw, h: 2 * s.hh };
  const u = s.scale;
  ctx.fillStyle = look.colour('--raised');
  ctx.strokeStyle = n.main ? colour : look.colour('--line-strong');
  ctx.lineWidth = n.main ? 2 : 1;
  roundBox(ctx, box, 7);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = colour;
  roundBox(ctx, { x: box.x + 6 * u, y: box.y + 6 * u, w: 20 * u, h: 20 * u }, 5);
  ctx.fill();
  icon(ctx, n.icon, box.x + 16 * u, box.y + 16 * u, 14 * u, look.colour('--on-type'));
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = look.colour('--ink');
  ctx.font = `600 ${cardSize * u}px ${look.font}`;
  ctx.fillText(n.label, box.x + 32 * u, box.y + 20 * u);
  ctx.fillStyle = look.colour('--muted');
  ctx.font = `${subSize * u}px ${look.font}`;
  if (!s.compact) n.lines.forEach((line, i) => ctx.fillText(line, box.x + 9 * u, box.y + (38 + 14 * i) * u));
  drawn.push({ kind: 'card', id: n.id, text: n.label, box });
}

function paintDot(ctx, n, s, sizes, look) {
  const colour = nodeColour(n, look);
  ctx.fillStyle = colour;
  ctx.strokeStyle = look.colour('--canvas');
  ctx.lineWidth = 1.5;
  if (n.kind === 'fold') {
    const before = ctx.globalAlpha;
    ctx.globalAlpha = before * 0.4;
    outline(ctx, n.shape, s.x + 5, s.y - 4, s.hw);
    ctx.fill();
    ctx.globalAlpha = before;
  }
  outline(ctx, n.shape, s.x, s.y, s.hw);
  ctx.fill();
  ctx.stroke();
  if (s.hw >= 7) icon(ctx, n.icon, s.x, s.y + (n.shape === 'triangle' ? s.hw * 0.18 : 0), s.hw * (n.shape === 'diamond' || n.shape === 'triangle' ? 0.85 : 1.1), look.colour('--on-type'));
}

/** The outline of a shape round (x, y). @param {any} ctx @param {string} shape */
export function outline(ctx, shape, x, y, r) {
  ctx.beginPath();
  trace(ctx, shape, x, y, r);
}

/** Adds a shape to the path under way. */
function trace(ctx, shape, x, y, r) {
  if (shape === 'circle') {
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, 2 * Math.PI);
  } else if (shape === 'pair') ctx.roundRect(x - r * 1.12, y - r * 0.84, r * 2.24, r * 1.68, r * 0.84);
  else if (shape === 'square' || shape === 'card') ctx.roundRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, r * 0.28);
  else if (shape === 'page') ctx.roundRect(x - r * 0.75, y - r * 0.95, r * 1.5, r * 1.9, r * 0.12);
  else polygon(ctx, shape, x, y, r);
}

function polygon(ctx, shape, x, y, r) {
  const corners = { diamond: 4, triangle: 3, hexagon: 6 }[shape] ?? 4;
  for (let i = 0; i < corners; i++) {
    const a = -Math.PI / 2 + (2 * Math.PI * i) / corners;
    ctx[i ? 'lineTo' : 'moveTo'](x + r * 1.15 * Math.cos(a), y + r * 1.15 * Math.sin(a));
  }
  ctx.closePath();
}

/** Draws an icon of the 16 grid centred on (x, y). */
function icon(ctx, path, x, y, size, style) {
  ctx.save();
  ctx.translate(x - size / 2, y - size / 2);
  ctx.scale(size / 16, size / 16);
  ctx.fillStyle = style;
  if (ctx.fillPath) ctx.fillPath(path);
  else ctx.fill(pathOf(path), 'evenodd');
  ctx.restore();
}

/** @type {Map<string, Path2D>} */
const paths = new Map();
function pathOf(d) {
  let path = paths.get(d);
  if (!path) paths.set(d, (path = new Path2D(d)));
  return path;
}

/** Pin and "+n" of links that are not on screen. */
function marks(ctx, n, s, look, drawn) {
  if (look.pins.has(n.id)) {
    ctx.fillStyle = look.colour('--accent');
    ctx.beginPath();
    ctx.arc(s.x - s.hw * 0.9, s.y - s.hh * 0.9, 3.5, 0, 2 * Math.PI);
    ctx.fill();
  }
  if (!n.hidden) return;
  const text = `+${n.hidden}`;
  ctx.font = `600 9px ${look.font}`;
  const w = ctx.measureText(text).width + 7;
  const box = { x: s.x + s.hw - (s.card ? w * 0.6 : s.hw * 0.35), y: s.y - s.hh - 7, w, h: 13 };
  ctx.fillStyle = look.colour('--raised');
  ctx.strokeStyle = look.colour('--line-strong');
  ctx.lineWidth = 1;
  roundBox(ctx, box, 6.5);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = look.colour('--muted');
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  ctx.fillText(text, box.x + w / 2, box.y + 9.8);
  drawn.push({ kind: 'hidden', id: n.id, text, box });
}

/** A property, a hex colour, or a point of the ramp between faint and accent. */
function nodeColour(n, look) {
  if (n.colour.startsWith('--')) return look.colour(n.colour);
  if (!n.colour.startsWith('ramp:')) return n.colour;
  return mix(look.colour('--faint'), look.colour('--accent'), Math.sqrt(Number(n.colour.slice(5))));
}

/** Mixes two #rrggbb colours. @param {string} a @param {string} b @param {number} t */
export function mix(a, b, t) {
  const part = (c, i) => parseInt(c.slice(1 + 2 * i, 3 + 2 * i), 16);
  const u = Math.max(0, Math.min(1, t));
  return '#' + [0, 1, 2].map((i) => Math.round(part(a, i) + (part(b, i) - part(a, i)) * u).toString(16).padStart(2, '0')).join('');
}
