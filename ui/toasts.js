/** Short messages over the graph: what was done with Undo, what failed with Retry. Also read to screen readers. */
import { byId, h } from './dom.js';

const shownFor = 6000;

/** Says something to screen readers. @param {string} text */
export function announce(text) {
  byId('live').textContent = text;
}

/** @param {string} text @param {{action?: string, run?: () => void, bad?: boolean, keep?: boolean, detail?: string}} [options] */
export function toast(text, { action, run, bad = false, keep = false, detail } = {}) {
  const box = byId('toasts');
  const close = () => item.remove();
  const item = h('div', { class: bad ? 'toast bad' : 'toast' },
    h('span', {}, text),
    detail && h('button', { class: 'link', onclick: () => navigator.clipboard?.writeText(detail) }, 'Copy detail'),
    action && h('button', { class: 'link', onclick: () => { close(); run?.(); } }, action),
    h('button', { class: 'bare', 'aria-label': 'Close message', onclick: close }, '×'));
  // One message at a time; only errors that wait for an answer stay beside the next one.
  box.replaceChildren(...[...box.children].filter((t) => t.matches('.bad')).slice(-1), item);
  announce(text);
  if (!keep) setTimeout(close, shownFor);
}

/** An error of the API as a toast with a way on. @param {any} error @param {() => void} [retry] */
export function failed(error, retry) {
  if (error?.name === 'AbortError') return;
  if (error?.status === undefined) console.error(error);
  const detail = error?.request ? `${error.message} (request ${error.request})` : undefined;
  toast(error?.message ?? String(error), { bad: true, detail, action: retry && 'Retry', run: retry, keep: Boolean(retry) });
}
