import assert from 'node:assert/strict';
import test from 'node:test';
import { paint } from '../paint.js';
import { buildScene } from '../scene.js';
import { emptyView } from '../state.js';
import { SvgRecorder } from '../svg.js';

test('what is painted becomes one SVG with texts escaped, and each link says its claim', () => {
  const view = emptyView();
  const node = (id, name, x) => {
    view.nodes.set(id, /** @type {any} */ ({ id, labels: ['Entity', 'Person'], type: 'Person', name, label: name, aliases: [], props: {}, degree: 1, articles: 1, origins: 1, chips: [] }));
    view.positions.set(id, { x, y: 100 });
  };
  node('a', 'A & <B>', 60);
  node('b', 'C', 460);
  view.links.set('r', /** @type {any} */ ({ id: 'r', source: 'a', target: 'b', type: 'ACCUSED', family: 'speech', claim: 'alleged', attribution: ['D'], origins: 1, confidence: 1, band: 'high' }));
  const width = (text, font) => text.length * Number(/([\d.]+)px/.exec(font)?.[1]) * 0.55;
  const recorder = new SvgRecorder(520, 200, width);
  const scene = buildScene(view, { measure: (text, size) => text.length * size * 0.55 });
  const { labels: drawn } = paint(recorder, scene, { x: 0, y: 0, k: 1 }, { width: 520, height: 200, colour: () => '#123456', font: 'sans-serif', bright: null, selected: new Set(), focus: null, pins: new Set(), entered: new Set(), moving: false });
  const svg = recorder.toString('#ffffff', 'view');
  assert.match(svg, /^<svg [^>]+>.*<\/svg>\n$/s);
  assert.match(svg, /A &amp; &lt;B&gt;/);
  assert.match(svg, /accused \(alleged, D\)/);
  assert.doesNotMatch(svg, /NaN|undefined/);
  assert.deepEqual(drawn.map((d) => d.kind).sort(), ['link', 'node', 'node']);
});
