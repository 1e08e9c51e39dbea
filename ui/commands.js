/** Every change of the view is a command: it has a name, can be undone, and says which Cypher shows the same. */
import { copyView, state, tell } from './state.js';

/** @typedef {import('./state.js').View} View */
/** @typedef {{label: string, before: View, after: View}} Command */

/** @type {Command[]} */
const done = [];
/** @type {Command[]} */
let undone = [];
/** @type {Set<(label: string, kind: 'do'|'undo'|'redo') => void>} */
const listeners = new Set();
const kept = 200;

/** Hears of every command. @param {(label: string, kind: 'do'|'undo'|'redo') => void} fn */
export const onCommand = (fn) => listeners.add(fn);

/**
 * Changes a copy of the view and shows it.
 * @param {string} label said in the undo toast: "Expanded ISIS-K"
 * @param {(draft: View) => void} mutate
 */
export function change(label, mutate) {
  const draft = copyView(state.view);
  mutate(draft);
  done.push({ label, before: state.view, after: draft });
  if (done.length > kept) done.shift();
  undone = [];
  show(draft, label, 'do');
}

/** Takes the last command back; returns its name, or null when there is none. */
export function undo() {
  const command = done.pop();
  if (!command) return null;
  undone.push(command);
  show(command.before, command.label, 'undo');
  return command.label;
}

/** Does again what undo took back; returns its name, or null. */
export function redo() {
  const command = undone.pop();
  if (!command) return null;
  done.push(command);
  show(command.after, command.label, 'redo');
  return command.label;
}

/** Shows a view that no command made: the first one, or one from the address. @param {View} view */
export function open(view) {
  state.view = view;
  forgetMissing(view);
  tell('view', 'selection', 'history');
}

export const canUndo = () => done.length > 0;
export const canRedo = () => undone.length > 0;

/** @param {View} view @param {string} label @param {'do'|'undo'|'redo'} kind */
function show(view, label, kind) {
  state.view = view;
  forgetMissing(view);
  tell('view', 'selection', 'history');
  listeners.forEach((fn) => fn(label, kind));
}

/** Selection and focus never point at what is gone. @param {View} view */
function forgetMissing(view) {
  const nodes = new Set([...state.selection.nodes].filter((id) => view.nodes.has(id)));
  const link = state.selection.link && view.links.has(state.selection.link) ? state.selection.link : null;
  state.selection = { nodes, link };
  if (state.focus && !view.nodes.has(state.focus)) state.focus = null;
  state.hover = { node: null, link: null };
}
