/** Exports: GraphML, GEXF, JSON and CSV from the server, PNG and SVG from the drawing; of the selection, the view or everything. */
import * as api from './api.js';
import { currentCamera, currentScene, lookNow, textWidth } from './canvas.js';
import { byId, fill, h } from './dom.js';
import { paint } from './paint.js';
import { state } from './state.js';
import { SvgRecorder } from './svg.js';
import { colour } from './theme.js';
import { failed, toast } from './toasts.js';

const formats = [['graphml', 'GraphML', 'Gephi, yEd, networkx, igraph'], ['gexf', 'GEXF', 'Gephi'], ['json', 'JSON', 'nodes and relations'], ['csv', 'CSV', 'nodes and links, zipped'], ['png', 'PNG', 'picture, double size'], ['svg', 'SVG', 'picture, vector']];
let what = 'view';

/** Shows or hides the menu; says whether it was open. @param {boolean} [open] */
export function toggleExport(open) {
  const existing = document.querySelector('dialog.export');
  if (existing) {
    /** @type {HTMLDialogElement} */ (existing).close();
    return true;
  }
  if (open === false) return false;
  if (!state.selection.nodes.size && what === 'selection') what = 'view';
  const scopes = [['view', `What is shown (${currentScene().nodes.length} nodes)`], ['selection', `The selection (${state.selection.nodes.size} nodes)`], ['all', `Everything (${state.status?.entities ?? '?'} nodes)`]];
  const dialog = h('dialog', { class: 'export', 'aria-label': 'Export', onclose: (e) => e.target.remove() },
    h('header', {}, h('h2', {}, 'Export'), h('button', { class: 'bare', 'aria-label': 'Close', onclick: () => dialog.close() }, '×')),
    h('fieldset', {}, h('legend', {}, 'What'), scopes.map(([value, title]) => h('label', { class: 'check' }, h('input', { type: 'radio', name: 'what', value, checked: what === value, disabled: value === 'selection' && !state.selection.nodes.size, onchange: () => { what = value; } }), ` ${title}`))),
    h('div', { class: 'formats' }, formats.map(([format, title, use]) => h('button', { dataset: { format }, onclick: () => { dialog.close(); run(format); } }, h('b', {}, title), h('span', { class: 'muted' }, use)))),
    h('p', { class: 'muted small' }, 'Every link carries its claim in its label: what is alleged is never exported as asserted.'));
  document.body.append(dialog);
  dialog.showModal();
  return false;
}

async function run(format) {
  try {
    if (format === 'png') await savePng();
    else if (format === 'svg') save(new Blob([toSvg()], { type: 'image/svg+xml' }), 'clew.svg');
    else await download({ format, ...scope() });
  } catch (error) {
    failed(error, () => run(format));
  }
}

function scope() {
  if (what === 'all') return { all: true };
  const scene = currentScene();
  const ids = what === 'selection' ? [...state.selection.nodes] : scene.nodes.flatMap((n) => (n.kind === 'fold' ? n.members : [n.id]));
  const positions = {};
  const colours = {};
  for (const n of scene.nodes) {
    positions[n.id] = [Math.round(n.x * 10) / 10, Math.round(n.y * 10) / 10];
    if (n.colour.startsWith('--')) colours[n.id] = colour(n.colour);
    else if (n.colour.startsWith('#')) colours[n.id] = n.colour;
  }
  return { ids, positions, colours };
}

/** Asks the server for a file and saves it. @param {Record<string, any>} body */
export async function download(body) {
  const response = await api.exportGraph(body);
  const name = response.headers.get('content-disposition')?.match(/filename="?([^";]+)/)?.[1] ?? `clew.${body.format}`;
  save(await response.blob(), name);
}

function save(blob, name) {
  const a = h('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
  toast(`Saved ${name}.`);
}

/** What is on screen as SVG. */
export function toSvg() {
  const look = { ...lookNow(), bright: null, focus: null, moving: false };
  const recorder = new SvgRecorder(look.width, look.height, (text, font) => textWidth(text, Number(font.match(/([\d.]+)px/)?.[1] ?? 12), /^600/.test(font)));
  paint(recorder, currentScene(), currentCamera(), look);
  return recorder.toString(colour('--canvas'), document.title);
}

async function savePng(scale = 2) {
  const look = { ...lookNow(), bright: null, focus: null, moving: false };
  const canvas = new OffscreenCanvas(look.width * scale, look.height * scale);
  const ctx = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  ctx.scale(scale, scale);
  ctx.fillStyle = colour('--canvas');
  ctx.fillRect(0, 0, look.width, look.height);
  paint(ctx, currentScene(), currentCamera(), look);
  save(await canvas.convertToBlob({ type: 'image/png' }), 'clew.png');
}

/** The button of the top bar. */
export function exportButton() {
  fill(byId('live'));
  toggleExport();
}
