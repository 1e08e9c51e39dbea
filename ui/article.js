/** The Article tab: the text as it was read, names underlined, the passage of a link highlighted; a click goes back to the graph. */
import * as api from './api.js';
import { fill, h } from './dom.js';
import { dateWords, kindOf } from './grammar.js';
import { openTab } from './panels.js';
import { bodyStart, cut } from './passages.js';
import { on, selectLink, selectNodes, state } from './state.js';
import { reducedMotion } from './theme.js';
import { addNode } from './walk.js';

/** @type {HTMLElement} */
let body;
/** @type {any} */
let shown = null;
/** @type {Map<string, any>} */
const cache = new Map();
const kept = 30;

/** @param {HTMLElement} element */
export function buildArticle(element) {
  body = element;
  on('selection', markSelected);
  list();
}

/**
 * Opens an article, at a passage where one is given.
 * @param {string} id @param {{start: number, end: number, link?: string}|null} [passage]
 */
export async function openArticle(id, passage = null) {
  openTab('panel', 'article');
  fill(body, h('p', { class: 'loading' }, 'Loading…'));
  try {
    const answer = cache.get(id) ?? (await api.article(id));
    remember(id, answer);
    shown = answer;
    render(answer, passage);
  } catch (error) {
    fill(body, h('p', { class: 'problem' }, error.message, ' ', h('button', { class: 'link', onclick: () => openArticle(id, passage) }, 'Retry')));
  }
}

/** Drops kept articles, because the store changed. */
export function forgetArticles() {
  cache.clear();
  if (!shown) list();
}

function remember(id, answer) {
  cache.delete(id);
  cache.set(id, answer);
  if (cache.size > kept) cache.delete(/** @type {string} */ (cache.keys().next().value));
}

/** All articles, for a start. */
export async function list() {
  shown = null;
  try {
    const { articles } = await api.articles();
    fill(body, h('h2', {}, `${articles.length} ${articles.length === 1 ? 'article' : 'articles'}`),
      h('ul', { class: 'articles' }, articles.map((a) => h('li', {}, h('button', { class: 'link', dir: 'auto', onclick: () => openArticle(a.id) }, a.title || a.id), h('span', { class: 'muted' }, ` ${[a.publisher, dateWords(a.date), `${a.facts} ${a.facts === 1 ? 'fact' : 'facts'}`].filter(Boolean).join(' · ')}`)))));
  } catch (error) {
    fill(body, h('p', { class: 'problem' }, error.message, ' ', h('button', { class: 'link', onclick: list }, 'Retry')));
  }
}

function render({ article, mentions, evidence }, passage) {
  const pieces = cut(article.text, mentions, evidence.map((e) => ({ start: e.start, end: e.end, link: e.link })), passage);
  const from = bodyStart(article.text);
  const types = new Map(mentions.map((m) => [m.entity, m.type]));
  fill(body,
    h('p', {}, h('button', { class: 'link', onclick: list }, '← All articles')),
    h('header', { class: 'article-head' }, h('h2', { dir: 'auto' }, article.title || article.id),
      h('p', { class: 'muted' }, [article.publisher || 'outlet not stated', dateWords(article.date) || 'date not stated', (article.authors ?? []).join(', ')].filter(Boolean).join(' · ')),
      article.url && h('p', {}, h('a', { href: safeUrl(article.url), rel: 'noreferrer noopener', target: '_blank' }, article.url))),
    h('div', { class: 'text', dir: 'auto', lang: article.language || null }, paragraphs(pieces.filter((p) => p.start >= from), types)));
  markSelected();
  const mark = body.querySelector('mark');
  mark?.scrollIntoView({ block: 'center', behavior: reducedMotion() ? 'auto' : 'smooth' });
}

/** Only web addresses become links. */
const safeUrl = (url) => (/^https?:\/\//i.test(url) ? url : null);

function paragraphs(pieces, types) {
  const result = [h('p', {})];
  for (const piece of pieces) {
    piece.text.split(/\n{2,}/).forEach((part, i) => {
      if (i) result.push(h('p', {}));
      if (part) result[result.length - 1].append(pieceElement(piece, part, types));
    });
  }
  return result.filter((p) => p.textContent.trim());
}

function pieceElement(piece, text, types) {
  const link = piece.links[0];
  let inner = piece.entity ? h('button', { class: ['NAM', 'DEM'].includes(piece.kind) ? 'mention' : 'mention described', dataset: { entity: piece.entity, kind: kindOf(/** @type {any} */ ({ type: types.get(piece.entity) ?? '', labels: [] })).name }, onclick: (e) => { e.stopPropagation(); pickEntity(piece.entity); } }, text) : document.createTextNode(text);
  if (piece.marked) inner = h('mark', {}, inner);
  if (!link) return inner;
  return h('span', { class: 'passage', dataset: { links: piece.links.join(' ') }, title: 'States a link of the graph: click to see it', onclick: () => pickLink(piece.links) }, inner);
}

async function pickEntity(id) {
  if (state.view.nodes.has(id)) selectNodes([id]);
  else await addNode(id);
  openTab('panel', 'article');
}

/** Selects a link of a passage, bringing its ends onto the screen where needed. */
async function pickLink(ids) {
  const present = ids.find((id) => state.view.links.has(id) && id !== state.selection.link) ?? ids.find((id) => state.view.links.has(id));
  if (present) selectLink(present);
  else {
    const { source, target } = shown.evidence.find((e) => e.link === ids[0]);
    await addNode(source);
    await addNode(target);
    if (state.view.links.has(ids[0])) selectLink(ids[0]);
  }
  openTab('panel', 'article');
}

/** Marks the selected node's mentions and the selected link's passages in the open text. */
function markSelected() {
  if (!shown) return;
  const { nodes, link } = state.selection;
  for (const m of body.querySelectorAll('.mention')) m.classList.toggle('on', nodes.has(/** @type {HTMLElement} */ (m).dataset.entity ?? ''));
  for (const p of body.querySelectorAll('.passage')) p.classList.toggle('on', Boolean(link && (/** @type {HTMLElement} */ (p).dataset.links ?? '').split(' ').includes(link)));
}

/** The article of what is selected: the passage of a link, the first article that mentions a node. */
export async function openArticleOfSelection() {
  const link = state.selection.link && state.view.links.get(state.selection.link);
  if (link) return openArticle(link.article, { start: link.start, end: link.end, link: link.id });
  const id = [...state.selection.nodes].at(-1);
  if (!id) return openTab('panel', 'article');
  const { mentions } = await api.node(id);
  if (mentions?.length) await openArticle(mentions[0].article.id);
  else openTab('panel', 'article');
}
