/** Adding articles: files dropped or chosen, text pasted; progress as the server reports it; and the screen of an empty store. */
import * as api from './api.js';
import { byId, fill, h } from './dom.js';
import { state } from './state.js';
import { failed } from './toasts.js';

/** @type {string|null} */
let job = null;
/** @type {HTMLElement|null} */
let progressBox = null;

/** Listens for files dropped anywhere on the page. */
export function startIngest() {
  addEventListener('dragover', (e) => { if (e.dataTransfer?.types.includes('Files')) { e.preventDefault(); document.body.classList.add('dropping'); } });
  addEventListener('dragleave', (e) => { if (!e.relatedTarget) document.body.classList.remove('dropping'); });
  addEventListener('drop', (e) => {
    document.body.classList.remove('dropping');
    if (!e.dataTransfer?.files.length) return;
    e.preventDefault();
    send(() => api.ingestFiles([...(e.dataTransfer?.files ?? [])]));
  });
}

async function send(request) {
  try {
    ({ job } = await request());
    renderProgress({ job: job ?? '', done: 0, total: 0, state: 'running' });
  } catch (error) {
    failed(error, () => send(request));
  }
}

/** Shows or closes the dialog; with false says whether it was open. @param {boolean} [open] */
export function openIngest(open) {
  const existing = document.querySelector('dialog.ingest');
  if (existing) {
    /** @type {HTMLDialogElement} */ (existing).close();
    return true;
  }
  if (open === false) return false;
  const files = h('input', { type: 'file', multiple: true, accept: '.txt,.md,.jsonl,.html,.htm,.json,.pdf', 'aria-label': 'Choose files', onchange: () => { dialog.close(); send(() => api.ingestFiles([...files.files])); } });
  const field = (name, title, type = 'text') => h('label', {}, h('span', {}, title), h('input', { name, type, dir: 'auto' }));
  const form = h('form', { onsubmit: (e) => { e.preventDefault(); submitText(form, dialog); } },
    field('title', 'Title'), field('publisher', 'Outlet'), field('date', 'Date', 'date'), field('authors', 'Authors, by commas'), field('url', 'Address', 'url'),
    h('label', { class: 'wide' }, h('span', {}, 'Text'), h('textarea', { name: 'text', rows: '7', required: true, dir: 'auto' })), h('button', { type: 'submit', class: 'primary' }, 'Read it'));
  const dialog = h('dialog', { class: 'ingest', 'aria-label': 'Add articles', onclose: (e) => e.target.remove() },
    h('header', {}, h('h2', {}, 'Add articles'), h('button', { class: 'bare', 'aria-label': 'Close', onclick: () => dialog.close() }, '×')),
    h('p', {}, 'Drop files anywhere on the page, or choose them: ', files), h('h3', {}, 'Or paste one'), form);
  document.body.append(dialog);
  dialog.showModal();
  return false;
}

function submitText(form, dialog) {
  const data = new FormData(form);
  const value = (name) => String(data.get(name) ?? '').trim() || undefined;
  dialog.close();
  send(() => api.ingestText({ text: value('text'), title: value('title'), publisher: value('publisher'), date: value('date'), url: value('url'), authors: value('authors')?.split(',').map((a) => a.trim()).filter(Boolean) }));
}

/** Shows a progress event of the server. @param {{job: string, done: number, total: number, article?: string, entities?: number, facts?: number, state: string, message?: string}} p */
export function renderProgress(p) {
  const box = progressBox ?? h('div', { class: 'progress', role: 'status' });
  if (!progressBox) byId('view').append(box);
  progressBox = box;
  if (p.state !== 'running') {
    box.remove();
    progressBox = null;
    job = null;
    return;
  }
  const id = p.job;
  fill(box, h('progress', { max: String(p.total || 1), value: String(p.done) }), h('span', {}, p.total ? `Reading ${p.done}/${p.total}` : 'Reading…', p.facts ? `, ${p.facts} facts` : '', p.article ? ` · ${p.article}` : ''),
    id && h('button', { class: 'link', onclick: () => api.cancelIngest(id).catch(failed) }, 'Cancel'));
}

/** The screen of a store without articles: three ways to begin. @param {boolean} [show] */
export function showEmptyStore(show = true) {
  const box = byId('overlay');
  box.hidden = !show;
  if (!show) return;
  const reading = state.status?.ingest?.running;
  fill(box, h('div', { class: 'empty' },
    h('h1', {}, reading ? 'Reading articles…' : 'No articles yet'),
    h('p', {}, reading ? 'The story appears as soon as the first facts are in.' : 'clew reads news articles and shows who did what to whom, and according to whom. Every link keeps its sentence.'),
    !reading && h('div', { class: 'buttons' }, h('button', { class: 'primary', onclick: () => openIngest() }, 'Add or paste articles')),
    !reading && h('p', { class: 'muted' }, 'Or start clew with a folder: ', h('code', {}, 'clew serve FOLDER'), '. The samples that come with it: ', h('code', {}, 'clew serve seeds'))));
}

export const currentJob = () => job;
