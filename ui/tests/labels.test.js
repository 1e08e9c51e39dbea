import assert from 'node:assert/strict';
import test from 'node:test';
import { Occupied, overlap, place } from '../labels.js';

test('boxes that touch do not overlap', () => {
  assert.equal(overlap({ x: 0, y: 0, w: 10, h: 10 }, { x: 10, y: 0, w: 10, h: 10 }), false);
  assert.equal(overlap({ x: 0, y: 0, w: 10, h: 10 }, { x: 9.9, y: 9.9, w: 10, h: 10 }), true);
});

test('the grid finds overlaps over cell borders and left of zero', () => {
  const taken = new Occupied(20);
  taken.add({ x: -95, y: -5, w: 200, h: 10 });
  assert.equal(taken.hits({ x: 90, y: 0, w: 30, h: 30 }), true);
  assert.equal(taken.hits({ x: -60, y: -40, w: 30, h: 34 }), false);
});

test('the more important label wins, the other takes its next place or stays out', () => {
  const box = { x: 0, y: 0, w: 50, h: 10 };
  const below = { x: 0, y: 12, w: 50, h: 10 };
  const placed = place([{ item: 'a', boxes: [box] }, { item: 'b', boxes: [box, below] }, { item: 'c', boxes: [box, below] }], new Occupied());
  assert.deepEqual(placed.map((p) => [p.item, p.box.y]), [['a', 0], ['b', 12]]);
});

test('no more than asked for are placed', () => {
  const wishes = [0, 1, 2].map((i) => ({ item: i, boxes: [{ x: 100 * i, y: 0, w: 10, h: 10 }] }));
  assert.equal(place(wishes, new Occupied(), 2).length, 2);
});
