/** What the server tells without being asked: progress, changes of the store, and whether it is there at all. */
import * as api from './api.js';
import { forgetArticles } from './article.js';
import { byId, fill, h } from './dom.js';
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
  events.addEventListener('progress', (e) => renderProgress(JSON.parse(e.data)));
  events.addEventListener('changed', (e) => storeChanged(JSON.parse(e.data)));
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

async function storeChanged({ store_version: version }) {
  const before = state.status?.store_version;
  await loadStatus();
  if (version === before) return;
  loadSchema();
  forgetArticles();
  forgetMeasures();
  if (!state.view.nodes.size) openStory(undefined, { first: true });
  else toast('The store has changed.', { action: 'Show the story', run: () => openStory() });
}

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
