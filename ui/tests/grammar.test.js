import assert from 'node:assert/strict';
import test from 'node:test';
import { chipWords, clip, dateWords, distinctChips, isDrawn, kindOf, labelOf, lineOf, linkSentence, linkWords, tollOf } from '../grammar.js';

const link = (over) => ({ id: 'r', type: 'SUSPECTED_IN', family: 'responsibility', phrase: 'is suspected in', claim: 'asserted', origins: 1, attribution: [], disputed: false, ...over });

test('a line says how surely: dispute before hedge before number of origins', () => {
  assert.equal(lineOf(link({})), 'plain');
  assert.equal(lineOf(link({ origins: 2 })), 'thick');
  assert.equal(lineOf(link({ origins: 5, claim: 'alleged' })), 'dashed');
  assert.equal(lineOf(link({ origins: 5, claim: 'alleged', disputed: true })), 'double');
  assert.equal(lineOf(link({ claim: 'negated' })), 'double');
});

test('a claim that is not asserted is always in the words', () => {
  assert.equal(linkWords(link({})), 'suspected in');
  assert.equal(linkWords(link({ claim: 'alleged', attribution: ['Putin', 'Patrushev'] })), 'suspected in (alleged, Putin)');
  assert.equal(linkSentence(link({ claim: 'alleged', attribution: ['Putin'] }), { name: 'Ukraine' }, { name: 'the attack' }), 'Ukraine is suspected in the attack (alleged, Putin)');
});

test('sources, speech and geography are no lines until asked for', () => {
  assert.equal(isDrawn(link({ family: 'provenance', type: 'MENTIONS' }), true), false);
  assert.equal(isDrawn(link({ family: 'speech', type: 'SAID' })), false);
  assert.equal(isDrawn(link({ family: 'speech', type: 'WARNED' })), true);
  assert.equal(isDrawn(link({ family: 'geography', type: 'LOCATED_IN' })), false);
  assert.equal(isDrawn(link({ family: 'geography', type: 'LOCATED_IN' }), true), true);
});

test('labels have at most 20 characters, counted as readers count', () => {
  assert.equal(labelOf({ name: 'Investigative Committee of Russia', label: '' }).length, 20);
  assert.equal(clip('🧨🧨🧨', 3), '🧨🧨🧨');
  assert.equal(clip('🧨🧨🧨🧨', 3), '🧨🧨…');
});

test('a node is of the first kind whose label it carries; foreign nodes are other', () => {
  assert.equal(kindOf({ type: 'Bombing', labels: ['Entity', 'Event', 'Attack', 'Bombing'] }).name, 'Event');
  assert.equal(kindOf({ type: 'PersonGroup', labels: ['Entity', 'PersonGroup'] }).name, 'PersonGroup');
  assert.equal(kindOf({ type: 'Movie', labels: ['Movie'] }).name, 'Other');
});

test('dates and tolls read as words', () => {
  assert.equal(dateWords('2024-03-22'), '22 Mar 2024');
  assert.equal(dateWords('2024-01'), 'Jan 2024');
  assert.equal(dateWords('XXXX-07-31'), '31 Jul, year not stated');
  assert.equal(dateWords('2015/..'), '2015/..');
  assert.equal(dateWords(null), '');
  assert.equal(tollOf({ props: { killed_min: 133, killed_max: 145 } }), '133–145 killed');
  assert.equal(tollOf({ props: { killed_min: 5, killed_max: 5 } }), '5 killed');
  assert.equal(tollOf({ props: {} }), '');
});

test('a chip says its hedge, and the surest of several is kept', () => {
  const chips = [{ type: 'OPERATES_IN', id: 'a', name: 'Afghanistan', claim: 'possible' }, { type: 'OPERATES_IN', id: 'a', name: 'Afghanistan', claim: 'asserted' }];
  assert.equal(chipWords(chips[0]), 'in Afghanistan (possible)');
  assert.deepEqual(distinctChips({ chips }), [chips[1]]);
});
