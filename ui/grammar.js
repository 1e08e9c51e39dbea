/**
 * The drawing grammar: what is drawn, in which shape, colour and line. Colour always comes with a shape and an icon,
 * and how sure a claim is always shows in its line and its words.
 */
import { icons } from './icons.js';

/** @typedef {import('./api.js').Node} Node */
/** @typedef {import('./api.js').Link} Link */
/** @typedef {'circle'|'pair'|'square'|'hexagon'|'diamond'|'card'|'triangle'|'page'} Shape */
/** @typedef {'plain'|'thick'|'double'|'dashed'} Line */
/** @typedef {{name: string, title: string, shape: Shape, colour: string, icon: string}} NodeKind */

/** Kinds of node as the legend lists them; the first whose label a node carries is its kind. @type {NodeKind[]} */
export const nodeKinds = [
  { name: 'Event', title: 'Event', shape: 'card', colour: '--type-event', icon: 'event' },
  { name: 'PersonGroup', title: 'Group of people', shape: 'pair', colour: '--type-group', icon: 'group' },
  { name: 'Person', title: 'Person', shape: 'circle', colour: '--type-person', icon: 'person' },
  { name: 'Organization', title: 'Organisation', shape: 'square', colour: '--type-organization', icon: 'organization' },
  { name: 'Place', title: 'Place', shape: 'diamond', colour: '--type-place', icon: 'place' },
  { name: 'Object', title: 'Weapon or object', shape: 'triangle', colour: '--type-object', icon: 'object' },
  { name: 'Work', title: 'Work', shape: 'page', colour: '--type-work', icon: 'work' },
  { name: 'Article', title: 'Article', shape: 'page', colour: '--type-work', icon: 'policy' },
];

/** @type {NodeKind} */
const otherKind = { name: 'Other', title: 'Other', shape: 'circle', colour: '--type-other', icon: 'other' };

/** Finer icons by label, most specific first; the shape stays that of the kind. */
const finerIcons = [
  ['ArmedGroup', 'armed'], ['Military', 'armed'], ['SecurityService', 'shield'], ['Court', 'court'], ['Weapon', 'weapon'], ['Attack', 'attack'],
  ['Plot', 'plot'], ['Arrest', 'arrest'], ['CourtProceeding', 'court'], ['Warning', 'warning'], ['Statement', 'statement'], ['PolicyAction', 'policy'],
];

/** @param {Node} node @returns {NodeKind} */
export function kindOf(node) {
  return nodeKinds.find((k) => node.type === k.name || node.labels.includes(k.name)) ?? (node.type === 'Weapon' ? nodeKinds[5] : otherKind);
}

/** The icon's path. @param {Node} node */
export function iconOf(node) {
  const finer = finerIcons.find(([label]) => node.subtype === label || node.type === label || node.labels.includes(label));
  return icons[finer ? finer[1] : kindOf(node).icon];
}

/** Families as the legend lists them. */
export const families = [
  { name: 'responsibility', title: 'Responsibility', meaning: 'who did, claims, is blamed for or denies' },
  { name: 'argument', title: 'What happened', meaning: 'whom and what an event hit, what followed' },
  { name: 'speech', title: 'Warnings, accusations', meaning: 'who warned or accused whom' },
  { name: 'membership', title: 'Membership', meaning: 'who leads, works for, belongs to whom' },
  { name: 'geography', title: 'Geography', meaning: 'where; shown inside the node until asked for' },
  { name: 'other', title: 'Other', meaning: 'meetings, money, doubtful identity' },
];

/** Claims as the legend lists them, surest first. */
export const claims = [
  { name: 'asserted', title: 'asserted' }, { name: 'alleged', title: 'alleged' }, { name: 'possible', title: 'possible' },
  { name: 'planned', title: 'planned' }, { name: 'negated', title: 'negated, denied' }, { name: 'hypothetical', title: 'hypothetical' },
];

/** Links of these families or types never become lines: sources are badges, geography is chips. */
const neverDrawn = new Set(['provenance']);
const drawnOnDemand = new Set(['geography']);

/**
 * Whether a link is a line in the drawing. SAID is a byline and geography a chip until the user asks for them by
 * expanding that relation, which puts the link's id into asked.
 * @param {Link} link @param {boolean} [asked]
 */
export function isDrawn(link, asked = false) {
  if (neverDrawn.has(link.family)) return false;
  return asked || !(drawnOnDemand.has(link.family) || link.type === 'SAID');
}

/** Double: disputed or denied. Dashed: hedged. Thick: two or more independent origins. @param {Link} link @returns {Line} */
export function lineOf(link) {
  if (link.disputed || link.claim === 'negated') return 'double';
  if (link.claim !== 'asserted') return 'dashed';
  return link.origins >= 2 ? 'thick' : 'plain';
}

/** The words beside a line: type in words, and the claim and speaker wherever it is not plainly asserted. @param {Link} link */
export function linkWords(link) {
  const type = link.type.replaceAll('_', ' ').toLowerCase();
  if (link.claim === 'asserted') return type;
  const speaker = link.attribution?.[0];
  return `${type} (${link.claim}${speaker ? ', ' + clip(speaker, 18) : ''})`;
}

/** A sentence for readers: "ISIS-K carried out Crocus City Hall attack (alleged, U.S. officials)". @param {Link} link @param {Node} [a] @param {Node} [b] */
export function linkSentence(link, a, b) {
  const hedge = link.claim === 'asserted' ? '' : ` (${[link.claim, ...(link.attribution ?? [])].join(', ')})`;
  return `${a?.name ?? '?'} ${link.phrase || link.type} ${b?.name ?? '?'}${hedge}`;
}

/** Cuts at a length, with an ellipsis. @param {string} text @param {number} length */
export function clip(text, length) {
  const points = [...text];
  return points.length <= length ? text : points.slice(0, length - 1).join('').trimEnd() + '…';
}

/** A node's label for drawing: at most 20 characters. @param {Node} node */
export const labelOf = (node) => clip(node.label || node.name || node.id, 20);

/** One chip for each place and relation, the surest claim where several speak of it. @param {Node} node */
export function distinctChips(node) {
  const best = new Map();
  const order = claims.map((c) => c.name);
  for (const c of node.chips ?? []) {
    const before = best.get(c.type + c.name);
    if (!before || order.indexOf(c.claim) < order.indexOf(before.claim)) best.set(c.type + c.name, c);
  }
  return [...best.values()];
}

/** What a chip says: "in Moscow", "from Tajikistan". @param {import('./api.js').Chip} chip */
export function chipWords(chip) {
  const lead = { LOCATED_IN: 'in ', OPERATES_IN: 'in ', PART_OF: 'of ', HAS_NATIONALITY: 'from ', ORIGIN: 'from ' }[chip.type] ?? '';
  const hedge = chip.claim && chip.claim !== 'asserted' ? ` (${chip.claim})` : '';
  return lead + chip.name + hedge;
}

/** The dead as an event card says it: "133–145 killed"; empty where nobody counted. @param {Node} node */
export function tollOf(node) {
  const { killed_min: low, killed_max: high } = node.props;
  if (high === undefined || high === null) return '';
  return low !== undefined && low !== null && low !== high ? `${low}–${high} killed` : `${high} killed`;
}

/** Radius of a node by its number of origins, or by a measure's value between 0 and 1. @param {number} share */
export const radiusOf = (share) => 12 + 10 * Math.sqrt(Math.max(0, Math.min(1, share)));

/** The qualitative colours of communities; number 0 upward, repeating. */
export const communityColours = ['#4e79a7', '#d9822b', '#59a14f', '#b6537f', '#7a6bb0', '#3f9c9a', '#a8781f', '#7b8794', '#c05a4b', '#5f8a3a'];

/** EDTF date in words: "22 Mar 2024", "Mar 2024", "31 Jul, year not stated". @param {any} date */
export function dateWords(date) {
  if (!date) return '';
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const m = String(date).match(/^(\d{4}|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?$/);
  if (!m) return String(date);
  const [, year, month, day] = m;
  const words = [day && String(Number(day)), month && months[Number(month) - 1], year !== 'XXXX' && year].filter(Boolean).join(' ');
  return year === 'XXXX' ? `${words}, year not stated` : words;
}
