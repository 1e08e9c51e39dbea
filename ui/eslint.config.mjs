import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['third_party/', 'node_modules/'] },
  js.configs.recommended,
  { files: ['*.js'], languageOptions: { globals: globals.browser } },
  { files: ['scripts/*.js', 'tests/*.js'], languageOptions: { globals: { ...globals.node } } },
  { rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }], eqeqeq: 'error', 'prefer-const': 'error' } },
];
