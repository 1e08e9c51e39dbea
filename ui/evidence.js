/** The Evidence tab: every sentence behind a link, with outlet, date, claim, speaker and how sure the extractor is. */
import * as api from './api.js';
import { openArticle } from './article.js';
import { fill, h, svgIcon } from './dom.js';
import { clip, dateWords, linkSentence } from './grammar.js';
import { icons } from './icons.js';
import { isShowing, onPanel } from './panels.js';
import { on, selectLink, selectNodes, state } from './state.js';

/** @type {HTMLElement} */
let body;
let shown = '';

/** @param {HTMLElement} element */
export function buildEvidence(element) {
  body = element;
  on('selection', update);
  onPanel(update);
  fill(body, hint());
}

const hint = () => h('p', { class: 'hint-text' }, 'Select a link to read the sentences that state it.');

function update() {
  if (!isShowing('panel', 'evidence')) return;
  const id = state.selection.link;
  if (!id || id === shown) return;
  shown = id;
  load(id);
}

async function load(id) {
  fill(body, h('p', { class: 'loading' }, 'Loading…'));
  try {
    const answer = await api.evidence(id);
    if (shown === id) render(answer);
  } catch (error) {
    if (shown === id) fill(body, h('p', { class: 'problem' }, error.message, ' ', h('button', { class: 'link', onclick: () => load(id) }, 'Retry')));
  }
}

function render({ link, source, target, evidence, disputes }) {
  fill(body,
    h('header', { class: 'link-head', dataset: { family: link.family } },
      h('h2', {}, name(source), h('span', { class: 'phrase' }, ` ${link.phrase || link.type} `), name(target)),
      h('p', {}, claimTag(link.claim, link.attribution), h('span', { class: 'muted' }, ` ${link.label}`)),
      h('p', { class: 'sources' }, sources(link)), alsoBetween(link)),
    disputes?.length > 0 && h('section', { class: 'disputes' }, h('h3', {}, 'Disputed'), disputes.map((d) => h('button', { class: 'dispute', onclick: () => goTo(d) }, h('b', {}, linkSentence(d, nodeOf(d.source, source, target), nodeOf(d.target, source, target))), h('q', { dir: 'auto' }, clip(d.quote || '', 160))))),
    evidence.length === 0 && h('p', { class: 'hint-text' }, 'No source is stored for this link.'),
    h('ol', { class: 'quotes' }, evidence.map(quote)));
}

const nodeOf = (id, ...known) => known.find((n) => n?.id === id) ?? state.view.nodes.get(id);

function name(node) {
  return node ? h('button', { class: 'link name', dir: 'auto', onclick: () => selectNodes([node.id]) }, node.name) : '?';
}

function goTo(link) {
  if (!state.view.links.has(link.id)) {
    shown = link.id;
    load(link.id);
  } else selectLink(link.id);
}

/** What a claim is, as a tag: the word always, the speaker where known. @param {string} claim @param {any} [attribution] */
export function claimTag(claim, attribution) {
  const who = [attribution ?? []].flat().filter(Boolean).join(', ');
  return h('span', { class: 'claim', dataset: { claim } }, claim, who && h('span', {}, `, ${who}`));
}

function sources(link) {
  const parts = [`${link.articles} ${link.articles === 1 ? 'article' : 'articles'}`, `${link.origins} independent ${link.origins === 1 ? 'origin' : 'origins'}`];
  if (link.first) parts.push(link.first === link.last || !link.last ? dateWords(link.first) : `${dateWords(link.first)} to ${dateWords(link.last)}`);
  return parts.join(' · ');
}

/** Other links of the same pair, so that "claimed" and "denied" are read together. */
function alsoBetween(link) {
  const others = [...state.view.links.values()].filter((l) => l.id !== link.id && ((l.source === link.source && l.target === link.target) || (l.source === link.target && l.target === link.source)));
  if (!others.length) return null;
  return h('p', { class: 'also' }, 'Also between them: ', others.map((l, i) => [i ? ', ' : '', h('button', { class: 'link', onclick: () => selectLink(l.id) }, l.label.replaceAll('_', ' ').toLowerCase())]));
}

/** One passage. @param {import('./api.js').Evidence} e */
function quote(e) {
  const { article } = e;
  return h('li', { class: 'quote' },
    h('p', { class: 'outlet' }, h('b', { dir: 'auto' }, article.publisher || 'Outlet not stated'), article.date ? ` · ${dateWords(article.date)}` : ' · date not stated'),
    e.quote ? h('blockquote', { dir: 'auto' }, e.quote) : h('p', { class: 'muted' }, 'Stated by the article’s own data, without a sentence.'),
    h('p', { class: 'quote-facts' }, claimTag(e.claim, e.attribution), band(e.band, e.confidence), e.extractor && h('span', { class: 'muted' }, e.extractor)),
    h('p', {}, h('button', { class: 'link open', dir: 'auto', onclick: () => openArticle(article.id, { start: e.start, end: e.end, link: e.link }) }, svgIcon(icons.quote, 11), ` Open in article: ${clip(article.title || article.id, 70)}`)));
}

/** Confidence in three bands; the number is only a tooltip, because it promises more than it knows. @param {string} band @param {number} confidence */
export function bandTag(band, confidence) {
  return h('span', { class: 'band', dataset: { band }, title: `Extractor’s confidence ${number(confidence)}` }, h('i', { 'aria-hidden': 'true' }), `${band} confidence`);
}
const band = bandTag;
const number = (v) => (v === undefined || v === null ? 'unknown' : Number(v).toFixed(2));
