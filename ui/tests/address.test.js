import assert from 'node:assert/strict';
import test from 'node:test';
import { readAddress, writeAddress } from '../address.js';
import { emptyView } from '../state.js';

test('what is written is read back', () => {
  const view = emptyView();
  Object.assign(view, { mode: 'story', event: 'event-a,b=c', size: 'pagerank', colour: 'community' });
  for (const id of ['event-a,b=c', 'größe & co', 'x']) view.nodes.set(id, /** @type {any} */ ({ id }));
  view.pins.add('größe & co');
  view.positions.set('größe & co', { x: 10.4, y: -20.6 });
  view.unfolded.add('fold:x:MEMBER_OF:in');
  view.asked.add('r1');
  view.filters.types.add('Place');
  view.filters.minConfidence = 0.35;
  view.filters.low = true;
  const read = readAddress('#' + writeAddress(view, { nodes: new Set(), link: 'r,1' }, { panel: 'evidence', drawer: '' }));
  assert.deepEqual(read, {
    event: 'event-a,b=c', story: true, nodes: ['event-a,b=c', 'größe & co', 'x'], pins: { 'größe & co': [10, -21] }, unfolded: ['fold:x:MEMBER_OF:in'], asked: ['r1'],
    off: { types: ['Place'], families: [], claims: ['hypothetical'] }, minConfidence: 0.35, low: true, size: 'pagerank', colour: 'community', select: 'l:r%2C1', panel: 'evidence', drawer: '',
  });
});

test('whatever stands in the address, reading it does not throw', () => {
  for (const hash of ['', '#', '#n=%E0%A4%A', '#p=a@x@y,b@1', '#&&==&n', '#off=q.z&conf=abc&story=%']) assert.doesNotThrow(() => readAddress(hash), hash);
  assert.deepEqual(readAddress('#').nodes, []);
});
