import assert from 'node:assert/strict';
import test from 'node:test';
import { parseAsk } from '../ask.js';

for (const [input, want] of [
  ['', { kind: 'empty' }],
  ['  ISIS-K ', { kind: 'search', text: 'ISIS-K', exact: false }],
  ['"Islamic State"', { kind: 'search', text: 'Islamic State', exact: true }],
  ['org: Taliban', { kind: 'search', text: 'Taliban', type: 'Organization', exact: false }],
  ['bombing: Kerman', { kind: 'search', text: 'Kerman', type: 'Bombing', exact: false }],
  ['Moscow: the day after', { kind: 'search', text: 'Moscow: the day after', exact: false }],
  ['ISIS-K -> Tajik', { kind: 'path', from: 'ISIS-K', to: 'Tajik' }],
  ['"ISIS-K"→"four Tajik men"', { kind: 'path', from: 'ISIS-K', to: 'four Tajik men' }],
  ['ISIS-K ->', { kind: 'path', from: 'ISIS-K', to: '' }],
  ['/Export', { kind: 'command', text: 'export' }],
]) {
  test(`the omnibox reads ${JSON.stringify(input)}`, () => assert.deepEqual(parseAsk(input, ['Bombing']), want));
}
