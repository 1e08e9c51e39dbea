/** The truth line: how much of the store is on screen, and what is left out and why. */
import { currentScene } from './canvas.js';
import { byId, fill, h } from './dom.js';
import { isFiltering } from './legend.js';
import { change } from './commands.js';
import { noFilters, on, state } from './state.js';

/** Starts the line. */
export function startTruth() {
  on(['view', 'status', 'story'], render);
}

function render() {
  const { view, status, story } = state;
  const line = byId('truth');
  if (!status || !view.nodes.size) return fill(line);
  const scene = currentScene();
  const folded = scene.nodes.reduce((n, s) => n + s.members.length, 0);
  const shown = scene.nodes.filter((n) => n.kind !== 'fold').length + folded;
  const parts = [h('b', {}, `${shown} of ${status.entities} nodes shown`), ` · ${scene.links.length} ${scene.links.length === 1 ? 'link' : 'links'}`];
  if (folded) parts.push(` · ${folded} folded`);
  if (view.event && story?.event?.id === view.event && story.left_out) parts.push(` · story limited to the strongest, ${story.left_out} left out`);
  if (scene.lowHidden) parts.push(` · ${scene.lowHidden} unsure hidden`);
  if (isFiltering(view.filters)) parts.push(' · filtered ', h('button', { class: 'link', onclick: () => change('Cleared the filters', (d) => { d.filters = noFilters(); }) }, 'clear'));
  fill(line, parts);
}
