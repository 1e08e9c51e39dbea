/**
 * From a View to what is drawn: filters applied, leaves folded, sizes and colours decided. Pure: no canvas, no DOM;
 * the width of text comes in as a function.
 */
import { groupsOf } from './hulls.js';
import { chipWords, communityColours, dateWords, iconOf, isDrawn, kindOf, labelOf, linkWords, lineOf, radiusOf, tollOf } from './grammar.js';

/** @typedef {import('./state.js').View} View */
/** @typedef {import('./api.js').Node} Node */
/** @typedef {import('./api.js').Link} Link */
/** @typedef {(text: string, size: number, bold?: boolean) => number} Measure width in px */
/**
 * @typedef {object} SceneNode
 * @property {string} id
 * @property {Node} node
 * @property {'card'|'dot'|'fold'} kind
 * @property {import('./grammar.js').Shape} shape
 * @property {string} colour custom property or hex
 * @property {string} icon
 * @property {number} x
 * @property {number} y
 * @property {number} hw half width of the body
 * @property {number} hh half height of the body
 * @property {string} label
 * @property {string[]} lines further lines of a card, or the chip below a label
 * @property {number} hidden neighbours that are not on screen
 * @property {number} rank higher is more important
 * @property {string[]} members of a fold
 * @property {boolean} main the event of the story
 */
/** @typedef {{id: string, link: Link, a: SceneNode, b: SceneNode, curve: number, line: import('./grammar.js').Line, colour: string, words: string}} SceneLink */
/** @typedef {{nodes: SceneNode[], links: SceneLink[], byId: Map<string, SceneNode>, lowHidden: number, filtered: number, axis: import('./state.js').Tick[], mode: string, hulls: {name: string, colour: string, ids: string[]}[]}} Scene */

export const labelSize = 12;
export const subSize = 10.5;
export const cardSize = 12.5;
const foldAbove = 4;

/**
 * @param {View} view
 * @param {{values?: Record<string, number>, paint?: import('./state.js').Paint|null, keep?: Set<string>, measure: Measure}} options
 *   values size the nodes, paint colours them; keep are nodes that never fold
 * @returns {Scene}
 */
export function buildScene(view, options) {
  const { nodes, links, filtered, lowHidden } = filter(view);
  const folds = foldLeaves(nodes, links, new Set([...view.pins, ...view.unfolded, ...(options.keep ?? [])]), view.unfolded);
  const scale = sizeScale(nodes, view.size, options.values ?? {});
  const shown = neighboursShown(links);
  const byId = new Map();
  for (const node of nodes) {
    if (folds.memberOf.has(node.id)) continue;
    byId.set(node.id, sceneNode(node, view, scale(node), shown.get(node.id)?.size ?? 0, options));
  }
  for (const fold of folds.folds) byId.set(fold.id, foldNode(fold, view, options.measure));
  const drawn = [...byId.values()];
  const hulls = view.mode === 'graph' && view.colour !== 'type' && options.paint?.kind !== 'score' ? groupsOf(drawn, options.paint?.values ?? {}) : [];
  return { nodes: drawn, links: sceneLinks(links, byId, folds), byId, lowHidden, filtered, axis: view.mode === 'story' ? view.axis : [], mode: view.mode, hulls };
}

/** What passes the legend's filters. @param {View} view */
export function filter(view) {
  const { types, families, claims, minConfidence, low } = view.filters;
  const nodes = [...view.nodes.values()].filter((n) => !types.has(kindOf(n).name) && kindOf(n).name !== 'Article');
  const kept = new Set(nodes.map((n) => n.id));
  let lowHidden = 0;
  const links = [];
  for (const link of view.links.values()) {
    if (!kept.has(link.source) || !kept.has(link.target) || !isDrawn(link, view.asked.has(link.id))) continue;
    if (families.has(link.family) || claims.has(link.claim) || link.confidence < minConfidence) continue;
    if (link.band === 'low' && !low && !view.asked.has(link.id)) lowHidden++;
    else links.push(link);
  }
  return { nodes, links, filtered: view.nodes.size - nodes.length, lowHidden };
}

function countPerNode(links) {
  const count = new Map();
  for (const l of links) for (const id of [l.source, l.target]) count.set(id, (count.get(id) ?? 0) + 1);
  return count;
}

/** The neighbours each node is joined to on screen. */
function neighboursShown(links) {
  const around = new Map();
  for (const l of links) {
    for (const [id, other] of [[l.source, l.target], [l.target, l.source]]) {
      if (!around.has(id)) around.set(id, new Set());
      around.get(id).add(other);
    }
  }
  return around;
}

/** A fold stands for more than four leaves that hang on one node by one relation. */
function foldLeaves(nodes, links, exempt, unfolded) {
  const degree = countPerNode(links);
  const groups = new Map();
  for (const l of links) {
    for (const [leaf, hub, direction] of [[l.source, l.target, 'in'], [l.target, l.source, 'out']]) {
      if (degree.get(leaf) !== 1 || exempt.has(leaf) || degree.get(hub) === 1) continue;
      const id = `fold:${hub}:${l.type}:${direction}`;
      if (!groups.has(id)) groups.set(id, { id, hub, link: l, direction, members: [] });
      groups.get(id).members.push(leaf);
    }
  }
  const folds = [...groups.values()].filter((g) => g.members.length > foldAbove && !unfolded.has(g.id));
  const memberOf = new Map(folds.flatMap((f) => f.members.map((m) => [m, f.id])));
  const byId = new Map(nodes.map((n) => [n.id, n]));
  return { folds: folds.map((f) => ({ ...f, nodes: f.members.map((m) => byId.get(m)) })), memberOf };
}

/** Sizes by origins or by a measure, as a share of the largest on screen. */
function sizeScale(nodes, size, values) {
  const value = size === 'origins' ? (n) => n.origins ?? 1 : (n) => values[n.id] ?? 0;
  const largest = Math.max(...nodes.map(value), size === 'origins' ? 3 : 0) || 1;
  return (n) => value(n) / largest;
}

/** @returns {SceneNode} */
function sceneNode(node, view, share, shown, /** @type {{measure: Measure, paint?: any}} */ { measure, paint }) {
  const kind = kindOf(node);
  const at = view.positions.get(node.id) ?? { x: 0, y: 0 };
  const base = {
    id: node.id, node, shape: kind.shape, colour: nodeColour(node, kind, view, paint), icon: iconOf(node), x: at.x, y: at.y, label: labelOf(node),
    hidden: Math.max(0, (node.degree ?? 0) - shown), rank: share + (node.id === view.event ? 2 : 0) + (kind.name === 'Event' ? 0.2 : 0), members: [], main: node.id === view.event,
  };
  if (kind.shape === 'card') return { ...base, kind: /** @type {const} */ ('card'), ...cardBody(node, base.label, share, measure) };
  const r = radiusOf(share);
  return { ...base, kind: /** @type {const} */ ('dot'), hw: r, hh: r, lines: node.chips?.length ? [clipChip(chipWords(node.chips[0]))] : [] };
}

const clipChip = (text) => ([...text].length > 22 ? [...text].slice(0, 21).join('') + '…' : text);

/** The kind's colour; a community's; or "ramp:" with a share, which the painter mixes in the theme's colours. */
function nodeColour(node, kind, view, paint) {
  if (view.colour === 'type' || !paint) return kind.colour;
  const value = paint.values[node.id];
  if (value === undefined) return '--faint';
  return paint.kind === 'score' ? `ramp:${value}` : communityColours[value % communityColours.length];
}

/** A card: title, date and place, toll; as wide as its longest line. */
function cardBody(node, label, share, measure) {
  const place = node.chips?.find((c) => c.type === 'LOCATED_IN');
  const lines = [[dateWords(node.props.date) || 'undated', place && place.name].filter(Boolean).join(' · '), tollOf(node)].filter(Boolean);
  const clipped = lines.map((l) => clipChip(l));
  const width = Math.max(measure(label, cardSize, true) + 46, ...clipped.map((l) => measure(l, subSize) + 22), 104);
  return { hw: width / 2, hh: (26 + 14 * clipped.length + 4) / 2 + 2 * share, lines: clipped };
}

function foldNode(fold, view, measure) {
  const kind = kindOf(fold.nodes[0]);
  const hub = view.positions.get(fold.hub) ?? { x: 0, y: 0 };
  const known = view.positions.get(fold.id);
  const at = known ?? meanPosition(fold.members, view) ?? { x: hub.x + 90, y: hub.y };
  const label = `${fold.members.length} ${plural(kind.title, fold.nodes)}`;
  const words = fold.direction === 'out' ? fold.link.phrase : `who ${fold.link.phrase}`;
  return {
    id: fold.id, node: { ...fold.nodes[0], id: fold.id, name: label, label, degree: 0 }, kind: /** @type {const} */ ('fold'), shape: kind.shape === 'card' ? /** @type {const} */ ('square') : kind.shape, colour: kind.colour,
    icon: iconOf(fold.nodes[0]), x: at.x, y: at.y, hw: 17, hh: 17, label, lines: measure(words, subSize) < 130 ? [words] : [], hidden: 0, rank: 0.4, members: fold.members, main: false,
  };
}

function plural(title, nodes) {
  const t = { Person: 'people', 'Group of people': 'groups', Organisation: 'organisations', Place: 'places', Event: 'events', Work: 'works' }[title];
  return t ?? (nodes.length === 1 ? title.toLowerCase() : 'things');
}

function meanPosition(ids, view) {
  const points = ids.map((id) => view.positions.get(id)).filter(Boolean);
  if (!points.length) return null;
  return { x: points.reduce((s, p) => s + p.x, 0) / points.length, y: points.reduce((s, p) => s + p.y, 0) / points.length };
}

/** Links between what is drawn; several links of one pair fan out, the strongest in the middle. */
function sceneLinks(links, byId, folds) {
  const pairs = new Map();
  for (const link of links) {
    const a = byId.get(folds.memberOf.get(link.source) ?? link.source);
    const b = byId.get(folds.memberOf.get(link.target) ?? link.target);
    if (!a || !b || a === b) continue;
    const key = a.id < b.id ? `${a.id}\n${b.id}` : `${b.id}\n${a.id}`;
    if (!pairs.has(key)) pairs.set(key, []);
    const list = pairs.get(key);
    if ((a.kind === 'fold' || b.kind === 'fold') && list.length) continue;
    list.push({ id: link.id, link, a, b });
  }
  const result = [];
  for (const list of pairs.values()) {
    list.sort((p, q) => q.link.origins - p.link.origins || q.link.confidence - p.link.confidence || (p.id < q.id ? -1 : 1));
    const forward = list[0].a;
    list.forEach((item, i) => {
      const side = (i % 2 ? 1 : -1) * Math.ceil(i / 2) + (list.length % 2 ? 0 : 0.5);
      result.push({ ...item, curve: side * (item.a === forward ? 1 : -1), line: lineOf(item.link), colour: `--family-${familyOf(item.link)}`, words: linkWords(item.link) });
    });
  }
  return result;
}

const known = new Set(['responsibility', 'argument', 'membership', 'speech', 'geography', 'provenance']);
const familyOf = (link) => (known.has(link.family) ? link.family : 'other');

/** What a node occupies with its label, relative to its centre. @param {SceneNode} n @param {Measure} measure */
export function footprint(n, measure) {
  const gap = 6;
  if (n.kind === 'card') return { l: n.hw + gap, r: n.hw + gap, t: n.hh + gap, b: n.hh + gap };
  const half = Math.max(n.hw, measure(n.label, labelSize) / 2, ...n.lines.map((l) => measure(l, subSize) / 2)) + gap;
  return { l: half, r: half, t: n.hh + gap, b: n.hh + 17 + 13 * n.lines.length + 2 };
}
