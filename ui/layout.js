/**
 * Where nodes go. Story: events by date from left to right, actors on free places round them, found by annealing with a
 * fixed seed. Force: springs with weak pull to the middle and no overlapping footprints. Both repeat exactly.
 */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from './third_party/d3.js';

/** @typedef {{l: number, r: number, t: number, b: number}} Footprint extents from the centre */
/** @typedef {{id: string, x: number, y: number, foot: Footprint, event?: boolean, date?: string, main?: boolean, fixed?: boolean, group?: string}} Body */
/** @typedef {{source: string, target: string, words?: number}} Tie words: px its label needs */

/** A small linear congruential generator (Numerical Recipes): the same seed, the same picture. @param {number} seed */
export function randomSource(seed) {
  let s = seed >>> 0;
  return () => (s = (Math.imul(1664525, s) + 1013904223) >>> 0) / 4294967296;
}

/**
 * Lays a story out. Writes x and y of the bodies; returns the ticks of the time axis.
 * @param {Body[]} bodies at most a few dozen
 * @param {Tie[]} ties
 * @param {{width: number, height: number}} room
 * @returns {{x: number, date: string}[]} one per date, left to right; date "" is the undated lane
 */
export function storyLayout(bodies, ties, room) {
  const columns = eventColumns(bodies, room);
  const board = makeBoard(bodies, ties, room, columns);
  let best = { cost: Infinity, at: /** @type {[number, number][]} */ ([]) };
  for (const seed of [7, 11, 13]) {
    deal(board);
    const found = anneal(board, randomSource(seed));
    if (found.cost < best.cost) best = found;
  }
  bodies.forEach((b, i) => ([b.x, b.y] = best.at[i]));
  return columns.map(({ x, date }) => ({ x, date }));
}

/** One column for each date, sorted; events without a date share a lane at the right. */
function eventColumns(bodies, room) {
  const events = bodies.filter((b) => b.event);
  const dates = [...new Set(events.map((b) => sortable(b.date)))].sort();
  const widest = Math.max(0, ...events.map((b) => b.foot.l + b.foot.r));
  const margin = widest / 2 + 6;
  return dates.map((date, i) => ({
    date: date === undated ? '' : date,
    x: dates.length === 1 ? room.width / 2 : margin + (i * (room.width - 2 * margin)) / (dates.length - 1),
    ids: new Set(events.filter((b) => sortable(b.date) === date).map((b) => b.id)),
  }));
}

const undated = '~';
/** EDTF of a known year sorts as text; without a year it counts as undated. */
const sortable = (date) => (date && /^\d{4}/.test(date) ? date : undated);

/** Places: events keep their column and choose a row, actors choose any cell. */
function makeBoard(bodies, ties, room, columns) {
  const tallest = Math.max(60, ...bodies.map((b) => b.foot.t + b.foot.b));
  const rows = Math.max(3, Math.min(8, Math.floor(room.height / tallest)));
  const pitch = room.height / rows;
  const cols = Math.max(3, Math.floor(room.width / 66));
  const index = new Map(bodies.map((b, i) => [b.id, i]));
  const pairs = new Map();
  for (const t of ties) {
    const a = index.get(t.source);
    const b = index.get(t.target);
    if (a === undefined || b === undefined || a === b) continue;
    const key = a < b ? a * 1000 + b : b * 1000 + a;
    const before = pairs.get(key);
    pairs.set(key, { a, b, n: (before?.n ?? 0) + 1, words: Math.max(before?.words ?? 0, t.words ?? 0), x: 0, y: 0, w: 0, h: 0 });
  }
  const ys = Array.from({ length: rows * 2 - 1 }, (_, i) => pitch / 2 + (i * pitch) / 2);
  const xs = Array.from({ length: cols }, (_, i) => ((i + 0.5) * room.width) / cols);
  return { bodies, room, xs, ys, ties: [...pairs.values()], column: bodies.map((b) => columns.find((c) => c.ids.has(b.id))?.x ?? null) };
}

/** A first position for everybody: events on the middle rows in turn, actors along the rim. */
function deal(board) {
  let e = 0;
  let a = 0;
  const mid = (board.ys.length - 1) / 2;
  board.bodies.forEach((b, i) => {
    const column = board.column[i];
    if (column !== null) {
      b.x = column;
      b.y = board.ys[Math.round(clamp(mid + (b.main ? 0 : (e++ % 2 ? 2 : -2)), 0, board.ys.length - 1))];
    } else {
      b.x = board.xs[(a * 2) % board.xs.length];
      b.y = board.ys[a++ % 2 ? 0 : board.ys.length - 1];
    }
    keepInside(b, board.room);
  });
}

function keepInside(b, room) {
  b.x = clamp(b.x, b.foot.l, Math.max(b.foot.l, room.width - b.foot.r));
  b.y = clamp(b.y, b.foot.t, Math.max(b.foot.t, room.height - b.foot.b));
}

const clamp = (v, low, high) => Math.max(low, Math.min(high, v));

/**
 * Simulated annealing over single moves and swaps (Kirkpatrick et al. 1983).
 * @returns {{cost: number, at: [number, number][]}} the best positions met
 */
function anneal(board, random) {
  const steps = 450 * board.bodies.length;
  let cost = boardCost(board);
  /** @type {{cost: number, at: [number, number][]}} */
  const best = { cost, at: board.bodies.map((b) => [b.x, b.y]) };
  for (let i = 0; i < steps; i++) {
    const temperature = 260 * (1 - i / steps) ** 2 + 0.01;
    const undo = propose(board, random);
    const next = boardCost(board);
    if (next <= cost || random() < Math.exp((cost - next) / temperature)) {
      cost = next;
      if (cost < best.cost) {
        best.cost = cost;
        best.at = board.bodies.map((b) => [b.x, b.y]);
      }
    } else undo();
  }
  return best;
}

/** Moves one body or swaps two actors; returns how to take it back. */
function propose(board, random) {
  const pick = () => Math.floor(random() * board.bodies.length);
  const i = pick();
  const j = pick();
  const a = board.bodies[i];
  const b = board.bodies[j];
  const before = [a.x, a.y, b.x, b.y];
  if (random() < 0.25 && i !== j && board.column[i] === null && board.column[j] === null) {
    [a.x, a.y, b.x, b.y] = [b.x, b.y, a.x, a.y];
    keepInside(b, board.room);
  } else {
    if (board.column[i] === null) a.x = board.xs[Math.floor(random() * board.xs.length)];
    a.y = board.ys[Math.floor(random() * board.ys.length)];
  }
  keepInside(a, board.room);
  return () => ([a.x, a.y, b.x, b.y] = before);
}

/** What a reader minds: overlaps most, then lines through names, words that do not fit beside their line, crossings, long lines, cards off the middle. */
function boardCost(board) {
  const { bodies, ties } = board;
  let cost = 0;
  for (let i = 0; i < bodies.length; i++) {
    const b = bodies[i];
    for (let j = 0; j < i; j++) cost += overlapCost(b, bodies[j]);
    cost += b.event ? Math.abs(b.y - board.room.height / 2) * (b.main ? 1.2 : 0.25) : 0;
  }
  for (let i = 0; i < ties.length; i++) {
    const t = ties[i];
    cost += tieCost(bodies[t.a], bodies[t.b], t);
    placeWords(t, bodies[t.a], bodies[t.b]);
    for (let k = 0; k < bodies.length; k++) if (k !== t.a && k !== t.b && passesThrough(bodies[t.a], bodies[t.b], bodies[k])) cost += 420;
    for (let k = 0; k < bodies.length; k++) cost += wordsOver(t, bodies[k].x - bodies[k].foot.l, bodies[k].x + bodies[k].foot.r, bodies[k].y - bodies[k].foot.t, bodies[k].y + bodies[k].foot.b) * 1.5;
    for (let k = 0; k < i; k++) {
      if (crosses(ties[k], t, bodies)) cost += 90;
      cost += wordsOver(t, ties[k].x - ties[k].w, ties[k].x + ties[k].w, ties[k].y - ties[k].h, ties[k].y + ties[k].h);
    }
  }
  return cost;
}

/** Long lines and cramped ones; who acts stands above the event, what it hit below. */
function tieCost(p, q, { n }) {
  const length = Math.hypot(p.x - q.x, p.y - q.y);
  let cost = length * 0.3 + (length < 120 + 25 * n ? 80 : 0);
  if (q.event && !p.event && p.y > q.y) cost += 10;
  if (p.event && !q.event && q.y < p.y) cost += 10;
  return cost;
}

/** Where the words of a tie will stand: the middle of the line between the two rims; w and h are half extents. */
function placeWords(t, p, q) {
  const [dx, dy] = [q.x - p.x, q.y - p.y];
  const reach = (foot) => Math.min(foot.r / Math.abs(dx || 1e-9), (foot.t + foot.b) / 2 / Math.abs(dy || 1e-9), 0.5);
  const at = (1 + reach(p.foot) - reach(q.foot)) / 2;
  t.x = p.x + dx * at;
  t.y = p.y + dy * at;
  t.w = t.words / 2;
  t.h = 8.5 * t.n;
}

/** What it costs that words lie over a box: a share of the area they cover. */
function wordsOver(t, left, right, top, bottom) {
  const w = Math.min(t.x + t.w, right) - Math.max(t.x - t.w, left);
  const h = Math.min(t.y + t.h, bottom) - Math.max(t.y - t.h, top);
  return w > 0 && h > 0 ? 25 + 0.05 * w * h : 0;
}

function overlapCost(a, b) {
  const w = Math.min(a.x + a.foot.r, b.x + b.foot.r) - Math.max(a.x - a.foot.l, b.x - b.foot.l);
  const h = Math.min(a.y + a.foot.b, b.y + b.foot.b) - Math.max(a.y - a.foot.t, b.y - b.foot.t);
  return w > 0 && h > 0 ? 1500 + w * h : 0;
}

/** Whether the segment p–q meets the footprint of c (Liang–Barsky clipping). */
function passesThrough(p, q, c) {
  const dx = q.x - p.x;
  const dy = q.y - p.y;
  let t0 = 0;
  let t1 = 1;
  for (const [d, near, far] of [[dx, c.x - c.foot.l - p.x, c.x + c.foot.r - p.x], [dy, c.y - c.foot.t - p.y, c.y + c.foot.b - p.y]]) {
    if (d === 0) {
      if (near > 0 || far < 0) return false;
      continue;
    }
    const [a, b] = d > 0 ? [near / d, far / d] : [far / d, near / d];
    t0 = Math.max(t0, a);
    t1 = Math.min(t1, b);
    if (t0 > t1) return false;
  }
  return true;
}

function crosses(s, t, bodies) {
  if (s.a === t.a || s.a === t.b || s.b === t.a || s.b === t.b) return false;
  const [a, b, c, d] = [bodies[s.a], bodies[s.b], bodies[t.a], bodies[t.b]];
  const side = (p, q, r) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}

/**
 * A spring layout; fixed bodies stay where they are. Writes x and y.
 * @param {Body[]} bodies @param {Tie[]} ties
 * @param {{ticks?: number, alpha?: number, onTick?: (done: number) => void}} [options]
 */
export function forceLayout(bodies, ties, { ticks = 300, alpha = 1, onTick } = {}) {
  const simulation = makeSimulation(bodies, ties).alpha(alpha).alphaDecay(1 - Math.pow(0.001, 1 / ticks));
  for (let i = 0; i < ticks; i++) {
    simulation.tick();
    if (onTick && i % 10 === 9) onTick(i + 1);
  }
  if (bodies.length <= exactBelow) separate(bodies);
}

const exactBelow = 400;

function makeSimulation(bodies, ties) {
  const known = new Set(bodies.map((b) => b.id));
  const nodes = bodies;
  for (const n of nodes) if (n.fixed) Object.assign(n, { fx: n.x, fy: n.y });
  const links = ties.filter((t) => known.has(t.source) && known.has(t.target) && t.source !== t.target).map((t) => ({ ...t }));
  const small = bodies.length <= exactBelow;
  const springs = forceLink(links).id((n) => n.id);
  const simulation = forceSimulation(nodes)
    .stop()
    .force('link', small ? springs.distance(150).strength(0.35) : springs.distance(70))
    .force('charge', forceManyBody().strength(small ? -520 : -120).theta(1.2).distanceMax(small ? 700 : 400))
    .force('x', forceX(0).strength(0.04))
    .force('y', forceY(0).strength(small ? 0.07 : 0.05));
  if (bodies.some((b) => b.group !== undefined)) simulation.force('group', together());
  // Past a thousand nodes names cannot be read anyway, and collision doubles the time of a tick.
  if (bodies.length <= 1000) simulation.force('collide', forceCollide((n) => (small ? Math.max(n.foot.t, n.foot.b, n.foot.l * 0.7) : 18)).iterations(1));
  return simulation;
}

/** Draws the members of a group to their middle, so that communities are areas and not threads through each other. */
function together() {
  let nodes = [];
  const force = (alpha) => {
    const middles = new Map();
    for (const n of nodes) {
      if (n.group === undefined) continue;
      const m = middles.get(n.group) ?? { x: 0, y: 0, n: 0 };
      middles.set(n.group, { x: m.x + n.x, y: m.y + n.y, n: m.n + 1 });
    }
    for (const n of nodes) {
      const m = middles.get(n.group);
      if (!m || m.n < 2) continue;
      n.vx += (m.x / m.n - n.x) * 0.28 * alpha;
      n.vy += (m.y / m.n - n.y) * 0.28 * alpha;
    }
  };
  force.initialize = (all) => { nodes = all; };
  return force;
}

/**
 * Pushes overlapping footprints apart along the shorter way, fixed bodies standing still.
 * @param {Body[]} bodies @param {number} [rounds]
 */
export function separate(bodies, rounds = 60) {
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    const sorted = [...bodies].sort((a, b) => a.x - a.foot.l - (b.x - b.foot.l));
    for (let i = 0; i < sorted.length; i++) {
      for (let j = i + 1; j < sorted.length && sorted[j].x - sorted[j].foot.l < sorted[i].x + sorted[i].foot.r; j++) moved = pushApart(sorted[i], sorted[j]) || moved;
    }
    if (!moved) return;
  }
  settleRest(bodies);
}

/** Whoever is still wedged between others goes to the nearest free place, searched on rings round its own. */
function settleRest(bodies) {
  const free = (b) => bodies.every((o) => o === b || overlapCost(b, o) === 0);
  for (const b of bodies) {
    if (b.fixed || free(b)) continue;
    const from = { x: b.x, y: b.y };
    for (let ring = 1; ring <= 60; ring++) {
      const places = 8 + 2 * ring;
      const found = Array.from({ length: places }, (_, i) => (2 * Math.PI * i) / places).some((turn) => {
        b.x = from.x + 20 * ring * Math.cos(turn);
        b.y = from.y + 14 * ring * Math.sin(turn);
        return free(b);
      });
      if (found) break;
    }
  }
}

function pushApart(a, b) {
  const w = Math.min(a.x + a.foot.r, b.x + b.foot.r) - Math.max(a.x - a.foot.l, b.x - b.foot.l);
  const h = Math.min(a.y + a.foot.b, b.y + b.foot.b) - Math.max(a.y - a.foot.t, b.y - b.foot.t);
  if (w <= 0.01 || h <= 0.01 || (a.fixed && b.fixed)) return false;
  const axis = w < h ? 'x' : 'y';
  const by = (w < h ? w : h) + 0.5;
  const sign = a[axis] < b[axis] || (a[axis] === b[axis] && a.id < b.id) ? 1 : -1;
  const shareA = a.fixed ? 0 : b.fixed ? 1 : 0.5;
  a[axis] -= sign * by * shareA;
  b[axis] += sign * by * (1 - shareA);
  return true;
}

/**
 * Where new bodies start: round the node they came from, at its edge, in the order given.
 * @param {Body[]} fresh @param {{x: number, y: number}} parent
 */
export function startAround(fresh, parent) {
  const golden = Math.PI * (3 - Math.sqrt(5));
  fresh.forEach((b, i) => {
    const r = 110 + 14 * Math.sqrt(i);
    b.x = parent.x + r * Math.cos(i * golden - 0.6);
    b.y = parent.y + r * Math.sin(i * golden - 0.6);
  });
}

/** Where a date falls on the axis, between the columns around it; null without axis or date. @param {{x: number, date: string}[]} axis @param {string} [date] */
export function xOfDate(axis, date) {
  const dated = axis.filter((t) => t.date);
  if (!date || !/^\d{4}/.test(date) || !dated.length) return null;
  const after = dated.findIndex((t) => t.date >= date);
  if (after === -1) return dated[dated.length - 1].x + 120;
  if (dated[after].date === date) return dated[after].x;
  return after === 0 ? dated[0].x - 120 : (dated[after - 1].x + dated[after].x) / 2;
}
