import assert from 'node:assert/strict';
import test from 'node:test';
import { canRedo, canUndo, change, onCommand, open, redo, undo } from '../commands.js';
import { emptyView, selectNodes, state } from '../state.js';

const node = (id) => /** @type {any} */ ({ id });

test('commands are undone and done again, and a new one forgets what was undone', () => {
  const heard = [];
  onCommand((label, kind) => heard.push(`${kind} ${label}`));
  open(emptyView());
  change('Added a', (d) => d.nodes.set('a', node('a')));
  change('Added b', (d) => d.nodes.set('b', node('b')));
  assert.equal(undo(), 'Added b');
  assert.deepEqual([...state.view.nodes.keys()], ['a']);
  assert.equal(redo(), 'Added b');
  undo();
  change('Added c', (d) => d.nodes.set('c', node('c')));
  assert.equal(canRedo(), false);
  assert.equal(redo(), null);
  assert.deepEqual([...state.view.nodes.keys()], ['a', 'c']);
  undo();
  undo();
  assert.equal(canUndo(), false);
  assert.equal(undo(), null);
  assert.equal(state.view.nodes.size, 0);
  assert.deepEqual(heard.slice(0, 4), ['do Added a', 'do Added b', 'undo Added b', 'redo Added b']);
});

test('a selection never points at what is gone', () => {
  open(emptyView());
  change('Added a', (d) => d.nodes.set('a', node('a')));
  selectNodes(['a']);
  change('Hid a', (d) => d.nodes.delete('a'));
  assert.equal(state.selection.nodes.size, 0);
  assert.equal(state.focus, null);
});
