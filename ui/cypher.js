/** The Cypher tab: an editor with completion from the live schema, results as table or graph, errors at their token, history. */
import * as api from './api.js';
import { arrangeForce } from './arrange.js';
import { fit } from './canvas.js';
import { change } from './commands.js';
import { fill, h } from './dom.js';
import { clip } from './grammar.js';
import { selectLink, selectNodes, state } from './state.js';
import { isShowing, onPanel, openTab, panelInset } from './panels.js';
import { failed } from './toasts.js';
import { add } from './walk.js';

/** Queries that teach: each stands for a question of an analyst. */
const named = [
  ['Who claimed which attack', 'MATCH (o)-[r:CLAIMED]->(e:Attack)\nRETURN o, r, e'],
  ['Who is blamed for which attack', 'MATCH (a)-[r:CARRIED_OUT|SUSPECTED_IN]->(e:Attack)\nRETURN a.name, type(r), r.claim, r.attribution, e.name, r.origins, r.quote\nORDER BY r.origins DESC'],
  ['What is denied', "MATCH (a)-[r]->(b)\nWHERE r.claim = 'negated' OR type(r) = 'DENIED'\nRETURN a.name, type(r), b.name, r.attribution, r.quote"],
  ['Where sources disagree on the dead', 'MATCH (e:Event)\nWHERE e.killed_min < e.killed_max\nRETURN e.name, e.date, e.killed_min, e.killed_max'],
  ['Named in most articles', 'MATCH (a:Article)-[:MENTIONS]->(x:Entity)\nWITH x, count(DISTINCT a) AS articles\nRETURN x.name, articles ORDER BY articles DESC LIMIT 25'],
  ['Who leads what', 'MATCH (p:Person)-[r:LEADS]->(o)\nRETURN p, r, o'],
  ['Who warned whom', 'MATCH (a)-[r:WARNED|WARNED_OF]->(b)\nRETURN a, r, b'],
  ['Claims of a single origin', 'MATCH (a:Entity)-[r]->(b:Event)\nWHERE r.origins = 1\nRETURN a.name, type(r), r.claim, b.name, r.quote LIMIT 50'],
  ['What followed an attack', 'MATCH (e:Event)-[r:RESPONSE_TO]->(x:Attack)\nRETURN e, r, x'],
  ['Sentences behind one relation', 'MATCH (a)-[r:CLAIMED]->(e:Attack)\nMATCH (t:Article)-[:STATES]->(v:Evidence {relation: r.id})\nRETURN a.name, e.name, t.publisher, t.date, v.quote'],
];

const historyKey = 'clew.cypher';
/** @type {{label: string, cypher: string}[]} */
let past = JSON.parse(localStorage.getItem(historyKey) ?? '[]');
/** @type {HTMLElement} */
let host;
/** @type {HTMLElement} */
let output;
/** @type {HTMLSelectElement} */
let pastList;
/** @type {any} */
let editor = null;
/** @type {any} */
let code = null;
/** @type {Promise<void>|null} */
let starting = null;

/** @param {HTMLElement} element */
export function buildCypher(element) {
  host = h('div', { class: 'editor' });
  output = h('div', { class: 'cypher-output', 'aria-live': 'polite' });
  pastList = h('select', { 'aria-label': 'History: what was asked, by you and by each action', onchange: () => takeFrom(pastList) });
  const names = h('select', { 'aria-label': 'Named queries', onchange: () => takeFrom(names) }, h('option', { value: '' }, 'Named queries'), named.map(([t, q]) => h('option', { value: q }, t)));
  fill(element, h('div', { class: 'cypher-bar' }, h('button', { class: 'primary', onclick: () => run() }, 'Run', h('kbd', {}, 'Ctrl+Enter')), names, pastList), host, output);
  api.onCypher((cypher, label) => remember(label, cypher));
  renderPast();
  onPanel(() => { if (isShowing('drawer', 'cypher')) start(); });
}

/** Loads the editor when the tab is first shown; whoever comes meanwhile waits for the same one. */
const start = () => (starting ??= load());

async function load() {
  code = await import('./third_party/codemirror.js');
  const { EditorView, EditorState, keymap, lineNumbers, StreamLanguage, cypher, autocompletion, completionKeymap, closeBrackets, defaultKeymap, history, historyKeymap, bracketMatching, syntaxHighlighting, HighlightStyle, tags, StateEffect, StateField, Decoration, placeholder } = code;
  const setError = StateEffect.define();
  const errorMark = StateField.define({
    create: () => Decoration.none,
    update: (marks, tr) => tr.effects.reduce((m, e) => (e.is(setError) ? e.value : m), tr.docChanged ? Decoration.none : marks),
    provide: (f) => EditorView.decorations.from(f),
  });
  const root = host.attachShadow({ mode: 'open' });
  editor = new EditorView({
    root, parent: root,
    state: EditorState.create({
      doc: named[0][1],
      extensions: [
        keymap.of([{ key: 'Mod-Enter', run: () => { run(); return true; } }, { key: 'Escape', run: () => { host.blur(); document.getElementById('canvas')?.focus(); return true; } }, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        lineNumbers(), history(), closeBrackets(), bracketMatching(), StreamLanguage.define(cypher), syntaxHighlighting(highlight(HighlightStyle, tags)), autocompletion({ override: [complete], icons: false }), errorMark,
        EditorView.contentAttributes.of({ 'aria-label': 'Cypher query' }), placeholder('MATCH (n) RETURN n LIMIT 25'), EditorView.theme(look),
      ],
    }),
  });
  editor.markError = (from, to) => editor.dispatch({ effects: setError.of(from === null ? Decoration.none : Decoration.set([Decoration.mark({ class: 'cm-problem' }).range(from, to)])) });
}

/** The editor's look in the page's own properties, which reach into its shadow tree. */
const look = {
  '&': { fontSize: '13px', height: '100%', backgroundColor: 'var(--sunken)', color: 'var(--ink)' }, '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-content': { caretColor: 'var(--ink)', fontFamily: 'ui-monospace, "SF Mono", Menlo, "Liberation Mono", monospace' }, '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--muted)', border: 'none' }, '.cm-problem': { textDecoration: 'underline wavy var(--bad)', backgroundColor: 'var(--bad-soft)' }, '.cm-placeholder': { color: 'var(--muted)' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line-strong)' }, '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--accent-ink)' },
};

function highlight(HighlightStyle, tags) {
  return HighlightStyle.define([
    { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' }, { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' }, { tag: tags.number, color: 'var(--type-event)' },
    { tag: tags.comment, color: 'var(--muted)' }, { tag: [tags.variableName, tags.atom, tags.meta], color: 'var(--type-organization)' }, { tag: [tags.definition(tags.variableName), tags.standard(tags.name)], color: 'var(--type-group)' },
  ]);
}

const keywords = 'MATCH OPTIONAL WHERE RETURN WITH UNWIND ORDER BY SKIP LIMIT DISTINCT AS AND OR NOT XOR IN CONTAINS STARTS ENDS IS NULL CASE WHEN THEN ELSE END UNION ALL CALL YIELD EXISTS COUNT shortestPath type labels count collect nodes relationships length coalesce size'.split(' ');

function complete(context) {
  const word = context.matchBefore(/[:.]?[\w]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const { schema } = state;
  const lead = word.text[0];
  const before = context.state.sliceDoc(Math.max(0, word.from - 40), word.from);
  if (lead === ':' || /[|:]$/.test(before)) {
    const inRelation = /\[[^\]]*$/.test(before + word.text);
    const from = lead === ':' ? word.from + 1 : word.from;
    const options = inRelation ? (schema?.types ?? []).map((t) => ({ label: t.name, type: 'type', detail: String(t.count ?? '') })) : (schema?.labels ?? []).map((l) => ({ label: l.name, type: 'class', detail: String(l.count ?? '') }));
    return { from, options, validFor: /^\w*$/ };
  }
  if (lead === '.') return { from: word.from + 1, options: (schema?.keys ?? []).map((k) => ({ label: k, type: 'property' })), validFor: /^\w*$/ };
  return { from: word.from, options: keywords.map((k) => ({ label: k, type: 'keyword' })), validFor: /^\w*$/ };
}

function takeFrom(select) {
  if (!select.value) return;
  setText(select.value);
  select.selectedIndex = 0;
  run();
}

function setText(text) {
  editor?.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
}

/** Runs a statement in the drawer. @param {string} text */
export async function runCypher(text) {
  openTab('drawer', 'cypher');
  await start();
  setText(text);
  await run();
}

async function run() {
  if (!editor) return;
  const query = editor.state.doc.toString().trim();
  if (!query) return;
  editor.markError(null);
  fill(output, h('p', { class: 'loading' }, 'Running…'));
  try {
    const answer = await api.cypher(query);
    remember('You', query);
    render(query, answer);
  } catch (error) {
    problem(error);
  }
}

/** Says what is wrong and marks the token it is wrong at. */
function problem(error) {
  const at = error.line && !error.message.includes('(line ') ? ` (line ${error.line}, column ${error.column})` : '';
  fill(output, h('p', { class: 'problem', role: 'alert' }, error.message, at));
  if (!error.line) return;
  const { doc } = editor.state;
  const leading = doc.toString().length - doc.toString().trimStart().length;
  const line = doc.line(Math.min(doc.lines, error.line + doc.toString().slice(0, leading).split('\n').length - 1));
  const from = Math.min(line.to, line.from + Math.max(0, (error.column ?? 1) - 1));
  const token = doc.sliceString(from, line.to).match(/^\w+|^\S/)?.[0].length ?? 1;
  editor.markError(from === line.to ? Math.max(line.from, from - 1) : from, Math.max(from + token, from === line.to ? from : 0));
}

function render(query, { columns, rows, graph, summary }) {
  const nodes = graph?.nodes ?? [];
  const entities = nodes.filter((n) => n.type !== 'Evidence');
  fill(output,
    h('div', { class: 'result-bar' }, h('span', {}, `${summary?.rows ?? rows.length} ${rows.length === 1 ? 'row' : 'rows'}${summary?.truncated ? ', cut off: add LIMIT or narrow the query' : ''}`), h('span', { class: 'muted' }, summary?.ms !== undefined ? ` ${Number(summary.ms).toPrecision(2)} ms` : ''),
      entities.length > 0 && h('button', { onclick: () => asGraph(entities, graph.links ?? []) }, `Show ${entities.length} nodes as graph`), entities.length > 0 && h('button', { onclick: () => add('Added a query result', entities, graph.links ?? [], { asked: true }) }, 'Add to graph'),
      h('button', { onclick: () => exportResult(query) }, 'Export GraphML')),
    h('div', { class: 'table-scroll' }, h('table', { class: 'grid' }, h('thead', {}, h('tr', {}, columns.map((c) => h('th', { scope: 'col' }, c)))), h('tbody', {}, rows.slice(0, 1000).map((r) => h('tr', {}, r.map((v) => h('td', { dir: 'auto' }, cell(v)))))))));
}

/** A result of this size shows every node it names; a larger one folds leaves like any view. */
const unfoldedUpTo = 60;

/** The result alone on the canvas. */
function asGraph(nodes, links) {
  change('Showed a query result', (d) => {
    d.nodes = new Map(nodes.map((n) => [n.id, n]));
    d.links = new Map(links.map((l) => [l.id, l]));
    d.asked = new Set(links.map((l) => l.id));
    d.event = null;
    d.positions = new Map();
    if (nodes.length <= unfoldedUpTo) for (const n of nodes) d.unfolded.add(n.id);
    arrangeForce(d);
  });
  requestAnimationFrame(() => fit(panelInset()));
}

async function exportResult(query) {
  const { download } = await import('./export.js');
  download({ format: 'graphml', query }).catch(failed);
}

/** A value of a row: nodes and links by name, lists and maps as JSON. */
function cell(value) {
  if (value === null || value === undefined) return h('span', { class: 'muted' }, 'null');
  if (value.$node) return h('button', { class: 'link', onclick: () => (state.view.nodes.has(value.$node.id) ? selectNodes([value.$node.id]) : add(`Added ${value.$node.name}`, [value.$node], [])) }, value.$node.name || value.$node.id);
  if (value.$link) return state.view.links.has(value.$link.id) ? h('button', { class: 'link', onclick: () => selectLink(value.$link.id) }, value.$link.label) : value.$link.label;
  if (value.$path) return value.$path.nodes.map((n) => n.name).join(' – ');
  if (Array.isArray(value)) return value.map((v, i) => [i ? ', ' : '', cell(v)]);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function remember(label, cypher) {
  if (past[0]?.cypher === cypher) return;
  past = [{ label, cypher }, ...past.filter((p) => p.cypher !== cypher)].slice(0, 60);
  localStorage.setItem(historyKey, JSON.stringify(past));
  renderPast();
}

function renderPast() {
  fill(pastList, h('option', { value: '' }, `History (${past.length})`), past.map((p) => h('option', { value: p.cypher }, `${p.label}: ${clip(p.cypher.replace(/\s+/g, ' '), 70)}`)));
}
