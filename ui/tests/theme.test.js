import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';

const css = await readFile(new URL('../theme.css', import.meta.url), 'utf8');
const themes = Object.fromEntries([...css.matchAll(/:root(\[data-theme="dark"\])? \{(.*?)\n\}/gs)].map(([, dark, body]) => [dark ? 'dark' : 'light', Object.fromEntries([...body.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, k, v]) => [k, v]))]));

/** Relative luminance of WCAG 2.1. */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

for (const [name, theme] of Object.entries(themes)) {
  const pairs = [];
  for (const ground of ['--canvas', '--panel', '--raised', '--sunken', '--ground']) for (const text of ['--ink', '--muted', '--accent']) pairs.push([text, ground]);
  for (const key of Object.keys(theme)) {
    if (key.startsWith('--family-')) pairs.push([key, '--canvas'], [key, '--panel'], [key, '--sunken'], ['--on-type', key]);
    if (key.startsWith('--type-')) pairs.push(['--on-type', key], [key, '--canvas']);
  }
  pairs.push(['--accent-ink', '--accent'], ['--ink', '--accent-soft'], ['--muted', '--accent-soft'], ['--mark-ink', '--mark'], ['--warn', '--warn-soft'], ['--bad', '--bad-soft'], ['--bad', '--panel'], ['--panel', '--ink'], ['--good', '--sunken'], ['--accent', '--warn-soft']);
  test(`every text of the ${name} theme has a contrast of at least 4.5:1`, () => {
    assert.ok(pairs.length > 60 && pairs.every((p) => p.every((k) => k in theme)), 'theme.css lacks a property');
    const low = pairs.filter(([text, ground]) => contrast(theme[text], theme[ground]) < 4.5).map(([text, ground]) => `${text} on ${ground}: ${contrast(theme[text], theme[ground]).toFixed(2)}`);
    assert.deepEqual(low, []);
  });
}
