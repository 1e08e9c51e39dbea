/** The page, as a table of contents: what is started, in which order. */
import { startIngest, openIngest } from './ingest.js';
import { buildArticle } from './article.js';
import { labelBoxes, currentScene, frame, startCanvas } from './canvas.js';
import { onCommand, undo } from './commands.js';
import { startControls, openMenu } from './controls.js';
import { buildCypher } from './cypher.js';
import { byId, fill, h, svgIcon } from './dom.js';
import { buildEvidence } from './evidence.js';
import { toggleExport } from './export.js';
import { icons } from './icons.js';
import { buildInspect } from './inspect.js';
import { renderMirror, startKeys, toggleHelp } from './keys.js';
import { startLegend } from './legend.js';
import { loadSchema, loadStatus, startLive } from './live.js';
import { startOmnibox } from './omnibox.js';
import { activeTab, isShowing, openTab, panelInset, startNarrow, startTabs, toggleTab } from './panels.js';
import { buildPaths, openPaths } from './paths.js';
import { light, on, selectLink, selectNodes, state, toggleNode } from './state.js';
import { openStory, startStory } from './story.js';
import { buildTable } from './table.js';
import { startTheme, toggleTheme } from './theme.js';
import { toast } from './toasts.js';
import { startTruth } from './truth.js';
import { startUrl } from './url.js';
import { dropped, expand, unfold } from './walk.js';

async function start() {
  startTheme();
  startTabs('panel', [
    { name: 'inspect', title: 'Inspect', build: buildInspect }, { name: 'evidence', title: 'Evidence', build: buildEvidence },
    { name: 'article', title: 'Article', build: buildArticle }, { name: 'path', title: 'Path', build: buildPaths },
  ]);
  startTabs('drawer', [{ name: 'table', title: 'Table', build: buildTable }, { name: 'cypher', title: 'Cypher', build: buildCypher }]);
  startCanvas(pointerActions);
  startLegend();
  startTruth();
  startControls();
  startStory();
  startOmnibox();
  startActions();
  startKeys();
  startIngest();
  startNarrow();
  on(['focus', 'view', 'selection'], renderMirror);
  on('selection', showSelection);
  onCommand((label, kind) => toast(kind === 'undo' ? `Undone: ${label}` : label, kind === 'undo' ? {} : { action: 'Undo', run: undo }));
  await loadStatus();
  loadSchema();
  startLive();
  await startUrl();
  window.clew.ready = true;
}

/** What the pointer does on the canvas. */
const pointerActions = {
  onNode: (id, event) => {
    if (id.startsWith('fold:')) unfold(id);
    else if (event.ctrlKey || event.metaKey) toggleNode(id);
    else selectNodes([id]);
  },
  onLink: (id) => selectLink(id),
  onNothing: () => { light(null); selectNodes([]); },
  onOpen: (id) => { if (!id.startsWith('fold:')) expand(id); },
  onBadge: (id) => expand(id),
  onMenu: openMenu,
  onDragged: dropped,
  onLasso: (ids) => selectNodes(ids),
};

/** A selection opens its panel and comes into the free part of the canvas. */
function showSelection() {
  const { nodes, link } = state.selection;
  if (!nodes.size && !link) return;
  const reading = isShowing('panel') && ['article', 'path'].includes(activeTab('panel') ?? '');
  if (link && !reading) openTab('panel', 'evidence');
  else if (link && activeTab('panel') === 'path') openTab('panel', 'evidence');
  else if (nodes.size && !reading) openTab('panel', 'inspect');
  const scene = currentScene();
  const l = link && scene.links.find((x) => x.id === link);
  frame(l ? [l.a.id, l.b.id] : [...nodes].slice(0, 12), panelInset());
}

function startActions() {
  const action = (icon, title, keys, run) => h('button', { class: 'action', title: `${title} (${keys})`, onclick: run }, svgIcon(icon, 15), h('span', {}, title));
  fill(byId('actions'),
    action(icons.path, 'Path', 'P', openPaths), action(icons.table, 'Table', 'B', () => toggleTab('drawer', 'table')), action(icons.cypher, 'Cypher', 'C', () => toggleTab('drawer', 'cypher')),
    action(icons.add, 'Add', 'I', () => openIngest()), action(icons.export, 'Export', 'D', () => toggleExport()),
    h('button', { class: 'action icon-only', title: 'Light or dark (Shift+T)', 'aria-label': 'Light or dark', onclick: toggleTheme }, svgIcon(icons.moon, 15)),
    h('button', { class: 'action icon-only', title: 'Keys (?)', 'aria-label': 'Keys', onclick: () => toggleHelp() }, svgIcon(icons.help, 15)));
  byId('home').addEventListener('click', (e) => { e.preventDefault(); openStory(); });
}

/** For tests and the curious: the texts as drawn, the state, and whether the first screen is there. */
window.clew = { labelBoxes, state, ready: false, scene: currentScene };

start();
