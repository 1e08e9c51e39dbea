import assert from 'node:assert/strict';
import test from 'node:test';
import { bodyStart, cut, slice } from '../passages.js';

test('pieces cover the text and offsets are code points', () => {
  const text = 'A 🧨 hit Kyiv.';
  const pieces = cut(text, [{ start: 8, end: 12, entity: 'kyiv', kind: 'NAM' }], [{ start: 2, end: 13, link: 'r1' }], { start: 2, end: 3 });
  assert.equal(pieces.map((p) => p.text).join(''), text);
  assert.deepEqual(pieces.filter((p) => p.entity).map((p) => [p.text, p.entity, p.links]), [['Kyiv', 'kyiv', ['r1']]]);
  assert.deepEqual(pieces.filter((p) => p.marked).map((p) => p.text), ['🧨']);
});

test('of overlapping mentions the longer wins', () => {
  const pieces = cut('Crocus City Hall attack', [{ start: 0, end: 16, entity: 'hall' }, { start: 0, end: 23, entity: 'attack' }, { start: 7, end: 11, entity: 'city' }], []);
  assert.deepEqual(pieces.map((p) => p.entity), ['attack']);
});

test('spans outside the text are left out', () => {
  assert.deepEqual(cut('abc', [{ start: 2, end: 9, entity: 'x' }, { start: 2, end: 2, entity: 'y' }], [{ start: -1, end: 2, link: 'r' }], { start: 5, end: 6 }).map((p) => [p.text, p.entity, p.links.length, p.marked]), [['abc', null, 0, false]]);
});

test('front matter is counted but not read', () => {
  const text = '---\ntitle: Ä\n---\nBody';
  assert.equal(slice(text, bodyStart(text), 99), 'Body');
  assert.equal(bodyStart('No front matter --- here'), 0);
});
