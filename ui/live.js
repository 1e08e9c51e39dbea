/** What the server tells without being asked: progress, changes of the store, and whether it is there at all. */
import * as api from './api.js';
import { forgetArticles } from './article.js';
import { canUndo } from './commands.js';
import { byId, debounce, fill, h } from './dom.js';
import { renderProgress } from './ingest.js';
import { forgetMeasures } from './measures.js';
import { state, tell } from './state.js';
import { openStory } from './story.js';
import { toast } from './toasts.js';

const retryAfter = 3000;
let retry = 0;

/** Connects, and shows a banner while the server is away. */
export function startLive() {
  api.onOnline(setOnline);
  listen();
}

function listen() {
  const events = new EventSource('/api/events');
  events.addEventListener('progress', (e) => progressed(JSON.parse(e.data)));
  events.addEventListener('changed', storeChanged);
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, retryAfter);
    loadStatus();
  };
}

/** Asks for status and schema. */
export async function loadStatus() {
  try {
    state.status = await api.status();
    tell('status');
  } catch {
    // setOnline has shown the banner.
  }
}

/** Asks for the vocabulary. */
export async function loadSchema() {
  state.schema = await api.schema().catch(() => state.schema);
  tell('schema');
}

/** What a job has read, and the way to see it. */
function progressed(p) {
  reading = p.state === 'running';
  renderProgress(p);
  if (reading) return;
  if (p.state === 'failed') return toast(p.message || 'Reading failed.', { bad: true, keep: true });
  const read = `${p.state === 'cancelled' ? 'Stopped: read' : 'Read'} ${p.done} ${p.done === 1 ? 'article' : 'articles'}, ${p.entities} ${p.entities === 1 ? 'entity' : 'entities'}, ${p.facts} ${p.facts === 1 ? 'fact' : 'facts'}.`;
  toast(p.message && p.state === 'done' ? `${read} ${p.message}.` : read, { bad: Boolean(p.message) && p.state === 'done', action: 'Show the story', run: () => openStory() });
}

let reading = false;

/** Reads anew what depends on the store. A first screen that nobody has touched follows by itself; other views wait for the user. */
const storeChanged = debounce(async () => {
  const before = state.status?.store_version;
  await loadStatus();
  if (state.status?.store_version === before) return;
  loadSchema();
  forgetArticles();
  forgetMeasures();
  const untouched = !canUndo() && !state.selection.nodes.size && !state.selection.link;
  if (!state.view.nodes.size || untouched) openStory(undefined, { first: true });
  else if (!reading) toast('The store has changed.', { action: 'Show the story', run: () => openStory() });
}, 400);

function setOnline(online) {
  if (online === state.online) return;
  state.online = online;
  const banner = byId('banner');
  banner.hidden = online;
  fill(banner, 'clew does not answer. What is on screen can still be read and moved; the page tries again by itself. ', h('button', { class: 'link', onclick: loadStatus }, 'Try now'));
  clearInterval(retry);
  if (!online) retry = setInterval(loadStatus, retryAfter);
  else toast('clew answers again.');
  tell('online');
}
