import assert from 'node:assert/strict';
import test from 'node:test';
import { buildScene } from '../scene.js';
import { copyView, emptyView } from '../state.js';

const measure = (text, size) => text.length * size * 0.55;
const node = (id, over = {}) => ({ id, labels: ['Entity', 'Person'], type: 'Person', name: id, label: id, aliases: [], props: {}, degree: 1, articles: 1, origins: 1, chips: [], ...over });
const link = (id, source, target, over = {}) => ({ id, source, target, type: 'MEMBER_OF', family: 'membership', phrase: 'is a member of', claim: 'asserted', label: 'MEMBER_OF', articles: 1, origins: 1, confidence: 0.9, band: 'high', attribution: [], quote: '', article: '', start: 0, end: 0, disputed: false, props: {}, ...over });

function view(nodes, links) {
  const v = emptyView();
  for (const n of nodes) v.nodes.set(n.id, n);
  for (const l of links) v.links.set(l.id, l);
  return v;
}

test('more than four leaves of one relation fold into one node; four do not', () => {
  const leaves = (n) => Array.from({ length: n }, (_, i) => `m${i}`);
  const make = (n) => view([node('hub'), node('other'), ...leaves(n).map((m) => node(m))], [link('x', 'hub', 'other', { type: 'LEADS' }), ...leaves(n).map((m) => link(`l${m}`, m, 'hub'))]);
  assert.equal(buildScene(make(4), { measure }).nodes.length, 6);
  const folded = buildScene(make(5), { measure });
  assert.deepEqual(folded.nodes.map((n) => n.kind).sort(), ['dot', 'dot', 'fold']);
  assert.equal(folded.nodes.find((n) => n.kind === 'fold')?.members.length, 5);
});

test('pinned and selected leaves do not fold, and a fold that was opened stays open', () => {
  const leaves = ['a', 'b', 'c', 'd', 'e'];
  const v = view([node('hub'), node('other'), ...leaves.map((m) => node(m))], [link('x', 'hub', 'other', { type: 'LEADS' }), ...leaves.map((m) => link(`l${m}`, m, 'hub'))]);
  assert.equal(buildScene(v, { measure, keep: new Set(['a']) }).nodes.length, 7);
  v.unfolded.add('fold:hub:MEMBER_OF:in');
  assert.equal(buildScene(v, { measure }).nodes.length, 7);
});

test('unsure links are hidden and counted until asked for', () => {
  const v = view([node('a'), node('b')], [link('l', 'a', 'b', { band: 'low', confidence: 0.3 })]);
  assert.deepEqual([buildScene(v, { measure }).links.length, buildScene(v, { measure }).lowHidden], [0, 1]);
  v.filters.low = true;
  assert.deepEqual([buildScene(v, { measure }).links.length, buildScene(v, { measure }).lowHidden], [1, 0]);
});

test('filters by type, family, claim and confidence take effect', () => {
  const v = view([node('a'), node('b', { labels: ['Entity', 'Place'], type: 'Place' }), node('c')], [link('ab', 'a', 'b'), link('ac', 'a', 'c', { claim: 'alleged', confidence: 0.6, family: 'speech' })]);
  const shown = (change) => {
    const copy = copyView(v);
    change(copy.filters);
    return buildScene(copy, { measure }).links.map((l) => l.id);
  };
  assert.deepEqual(shown((f) => f.types.add('Place')), ['ac']);
  assert.deepEqual(shown((f) => f.families.add('speech')), ['ab']);
  assert.deepEqual(shown((f) => f.claims.add('alleged')), ['ab']);
  assert.deepEqual(shown((f) => { f.minConfidence = 0.7; }), ['ab']);
});

test('several links of a pair fan out, whichever way they point', () => {
  const v = view([node('a'), node('b')], [link('1', 'a', 'b'), link('2', 'b', 'a', { type: 'LEADS' }), link('3', 'a', 'b', { type: 'WORKS_FOR' })]);
  const offsets = buildScene(v, { measure }).links.map((l) => (l.a.id === 'a' ? l.curve : -l.curve));
  assert.equal(new Set(offsets).size, 3);
});

test('the badge counts neighbours that are not on screen', () => {
  const v = view([node('a', { degree: 5 }), node('b')], [link('1', 'a', 'b'), link('2', 'a', 'b', { type: 'LEADS' })]);
  assert.equal(buildScene(v, { measure }).byId.get('a')?.hidden, 4);
});

test('articles are never nodes of the drawing', () => {
  const v = view([node('a'), node('x', { labels: ['Article'], type: 'Article' })], []);
  assert.deepEqual(buildScene(v, { measure }).nodes.map((n) => n.id), ['a']);
});

test('a measure sizes nodes against the largest on screen', () => {
  const v = view([node('a'), node('b')], []);
  v.size = 'pagerank';
  const scene = buildScene(v, { measure, values: { a: 0.4, b: 0.1 } });
  assert.ok((scene.byId.get('a')?.hw ?? 0) > (scene.byId.get('b')?.hw ?? 0));
});
