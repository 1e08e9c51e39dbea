// Bundles the third-party code of the page into third_party/, one file each, with its licences.
// Run with: npm install && npm run vendor
import { build } from 'esbuild';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const modules = join(root, 'node_modules');

const bundles = [
  { name: 'd3', entry: "export * from 'd3-force'; export { zoom, zoomIdentity, zoomTransform } from 'd3-zoom'; export { select } from 'd3-selection';" },
  {
    name: 'codemirror',
    entry: `
      export { EditorView, keymap, lineNumbers, placeholder, Decoration, drawSelection } from '@codemirror/view';
      export { EditorState, StateEffect, StateField, Compartment } from '@codemirror/state';
      export { StreamLanguage, HighlightStyle, syntaxHighlighting, bracketMatching } from '@codemirror/language';
      export { cypher } from '@codemirror/legacy-modes/mode/cypher';
      export { autocompletion, completionKeymap, closeBrackets } from '@codemirror/autocomplete';
      export { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
      export { tags } from '@lezer/highlight';`,
  },
];

for (const { name, entry } of bundles) {
  const result = await build({
    stdin: { contents: entry, resolveDir: root },
    bundle: true, format: 'esm', minify: true, target: 'es2022', legalComments: 'none',
    metafile: true, write: false, absWorkingDir: root,
  });
  const packages = packagesOf(result.metafile);
  const versions = [];
  const licences = [];
  for (const pkg of packages) {
    const manifest = JSON.parse(await readFile(join(modules, pkg, 'package.json'), 'utf8'));
    versions.push(`${pkg} ${manifest.version}`);
    licences.push(`${pkg} ${manifest.version} (${manifest.license})\n\n${(await licenceText(pkg)).trim()}\n`);
  }
  const head = `/*! ${versions.join(', ')}. Licences: ${name}.LICENSE. Made by scripts/vendor.js. */\n`;
  await writeFile(join(root, 'third_party', `${name}.js`), head + result.outputFiles[0].text);
  await writeFile(join(root, 'third_party', `${name}.LICENSE`), licences.join('\n' + '-'.repeat(72) + '\n\n'));
}

/** The npm packages whose files went into a bundle, sorted. */
function packagesOf(metafile) {
  const names = new Set();
  for (const file of Object.keys(metafile.inputs)) {
    const match = file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (match) names.add(match[1]);
  }
  return [...names].sort();
}

async function licenceText(pkg) {
  const file = (await readdir(join(modules, pkg))).find((f) => /^licen[cs]e/i.test(f));
  if (!file) throw new Error(`${pkg} ships no licence file`);
  return readFile(join(modules, pkg, file), 'utf8');
}
