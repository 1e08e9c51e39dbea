import assert from 'node:assert/strict';
import test from 'node:test';
import { forceLayout, randomSource, separate, startAround, storyLayout, xOfDate } from '../layout.js';

const foot = { l: 40, r: 40, t: 22, b: 36 };
const cardFoot = { l: 70, r: 70, t: 30, b: 30 };
const actor = (id) => ({ id, x: 0, y: 0, foot });
const event = (id, date, main = false) => ({ id, x: 0, y: 0, foot: cardFoot, event: true, date, main });

function story() {
  const bodies = [event('crocus', '2024-03-22', true), event('kabul', '2021-08-26'), event('kerman', '2024-01'), event('vague'), ...'abcdefghijkl'.split('').map(actor)];
  const ties = 'abcdefghijkl'.split('').map((a, i) => ({ source: a, target: ['crocus', 'kabul', 'kerman'][i % 3], words: 80 }));
  return { bodies, ties };
}

const overlapping = (bodies) => bodies.flatMap((a, i) => bodies.slice(0, i).filter((b) => a.x - a.foot.l < b.x + b.foot.r - 0.01 && b.x - b.foot.l < a.x + a.foot.r - 0.01 && a.y - a.foot.t < b.y + b.foot.b - 0.01 && b.y - b.foot.t < a.y + a.foot.b - 0.01).map((b) => `${a.id}/${b.id}`));

test('a story runs from left to right by date, the undated last', () => {
  const { bodies, ties } = story();
  const ticks = storyLayout(bodies, ties, { width: 1060, height: 500 });
  assert.deepEqual(ticks.map((t) => t.date), ['2021-08-26', '2024-01', '2024-03-22', '']);
  const x = Object.fromEntries(bodies.map((b) => [b.id, b.x]));
  assert.ok(x.kabul < x.kerman && x.kerman < x.crocus && x.crocus < x.vague);
});

test('nothing in a story overlaps or leaves its room', () => {
  const { bodies, ties } = story();
  storyLayout(bodies, ties, { width: 1060, height: 500 });
  assert.deepEqual(overlapping(bodies), []);
  for (const b of bodies) assert.ok(b.x - b.foot.l >= 0 && b.x + b.foot.r <= 1060 && b.y - b.foot.t >= 0 && b.y + b.foot.b <= 500, b.id);
});

test('a story is laid out the same way twice', () => {
  const [one, two] = [story(), story()];
  storyLayout(one.bodies, one.ties, { width: 1060, height: 500 });
  storyLayout(two.bodies, two.ties, { width: 1060, height: 500 });
  assert.deepEqual(one.bodies, two.bodies);
});

test('springs leave fixed bodies where they are and overlap nothing', () => {
  const bodies = [{ ...actor('hub'), x: 30, y: 40, fixed: true }, ...'abcdefghijklmn'.split('').map(actor)];
  startAround(bodies.slice(1), bodies[0]);
  forceLayout(bodies, bodies.slice(1).map((b) => ({ source: 'hub', target: b.id })));
  assert.deepEqual([bodies[0].x, bodies[0].y], [30, 40]);
  assert.deepEqual(overlapping(bodies), []);
});

test('a large graph spreads out and stays finite', () => {
  const bodies = Array.from({ length: 500 }, (_, i) => ({ ...actor(`n${i}`), x: i % 23, y: i % 17 }));
  forceLayout(bodies, bodies.slice(1).map((b, i) => ({ source: b.id, target: `n${i >> 1}` })), { ticks: 60 });
  assert.ok(bodies.every((b) => Number.isFinite(b.x) && Number.isFinite(b.y)));
  assert.ok(Math.max(...bodies.map((b) => b.x)) - Math.min(...bodies.map((b) => b.x)) > 500);
});

test('members of a group stand closer to each other than to the rest', () => {
  const bodies = Array.from({ length: 12 }, (_, i) => ({ ...actor(`n${i}`), x: (i * 37) % 100, y: (i * 61) % 100, group: i % 2 ? 'odd' : 'even' }));
  forceLayout(bodies, []);
  const mean = (same) => {
    const d = bodies.flatMap((a, i) => bodies.slice(0, i).filter((b) => (a.group === b.group) === same).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
    return d.reduce((s, v) => s + v, 0) / d.length;
  };
  assert.ok(mean(true) < 0.7 * mean(false), `${mean(true)} against ${mean(false)}`);
});

test('a link to something absent is no tie', () => {
  const bodies = [actor('a'), actor('b')];
  forceLayout(bodies, [{ source: 'a', target: 'gone' }], { ticks: 5 });
  assert.ok(bodies.every((b) => Number.isFinite(b.x) && Number.isFinite(b.y)));
});

test('a newcomer wedged between fixed bodies finds a free place', () => {
  const fixed = [[0, 0], [80, 0], [-80, 0], [0, 60], [0, -60], [80, 60], [-80, 60], [80, -60], [-80, -60]].map(([x, y], i) => ({ ...actor(`f${i}`), x, y, fixed: true }));
  const bodies = [...fixed, { ...actor('new'), x: 5, y: 5 }];
  separate(bodies);
  assert.deepEqual(overlapping(bodies).filter((o) => o.includes('new')), []);
});

test('two bodies on one spot are pushed apart', () => {
  const bodies = [actor('a'), actor('b')];
  separate(bodies);
  assert.deepEqual(overlapping(bodies), []);
});

test('a date between two columns lies between them', () => {
  const axis = [{ x: 100, date: '2021-08-26' }, { x: 300, date: '2024-03-22' }, { x: 500, date: '' }];
  assert.equal(xOfDate(axis, '2021-08-26'), 100);
  assert.equal(xOfDate(axis, '2022'), 200);
  assert.ok(/** @type {number} */ (xOfDate(axis, '1999')) < 100);
  assert.equal(xOfDate(axis, 'XXXX-07-31'), null);
  assert.equal(xOfDate([], '2022'), null);
});

test('the same seed gives the same numbers, all below one', () => {
  const [a, b] = [randomSource(7), randomSource(7)];
  for (let i = 0; i < 100; i++) {
    const v = a();
    assert.equal(v, b());
    assert.ok(v >= 0 && v < 1);
  }
});
