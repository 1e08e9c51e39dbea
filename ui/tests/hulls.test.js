import assert from 'node:assert/strict';
import test from 'node:test';
import { convexHull, groupsOf } from '../hulls.js';

test('the hull of a square with points inside is the square', () => {
  const square = [[0, 0], [10, 0], [10, 10], [0, 10]].map(([x, y]) => ({ x, y }));
  const hull = convexHull([...square, { x: 5, y: 5 }, { x: 5, y: 0 }, { x: 0, y: 0 }]);
  assert.deepEqual(hull.map((p) => `${p.x},${p.y}`).sort(), square.map((p) => `${p.x},${p.y}`).sort());
});

test('points on one line make no area', () => {
  assert.deepEqual(convexHull([{ x: 2, y: 2 }, { x: 0, y: 0 }, { x: 1, y: 1 }]).map((p) => p.x), [0, 2]);
  assert.equal(convexHull([{ x: 1, y: 1 }]).length, 1);
});

test('groups of fewer than three nodes get no area; the name is that of the first in rank', () => {
  const n = (id, rank) => /** @type {any} */ ({ id, rank, label: id.toUpperCase(), colour: '#000' });
  assert.deepEqual(groupsOf([n('a', 1), n('b', 5), n('c', 2), n('d', 9), n('e', 9)], { a: 0, b: 0, c: 0, d: 1, e: 1 }), [{ name: 'Round B', colour: '#000', ids: ['a', 'b', 'c'] }]);
});
