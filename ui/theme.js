/** Light and dark: follows the system until the user chooses, and tells the canvas its colours. */
import { tell } from './state.js';

const key = 'clew.theme';
/** @type {Record<string, string>} */
let cache = {};

/** Sets the theme up and keeps following the system. */
export function startTheme() {
  apply();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
}

export const theme = () => document.documentElement.dataset.theme ?? 'light';

/** Switches between light and dark and remembers it. */
export function toggleTheme() {
  localStorage.setItem(key, theme() === 'dark' ? 'light' : 'dark');
  apply();
}

function apply() {
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = localStorage.getItem(key) ?? system;
  cache = {};
  tell('theme');
}

/** A colour of theme.css by its custom property. @param {string} property */
export function colour(property) {
  if (!(property in cache)) cache[property] = getComputedStyle(document.documentElement).getPropertyValue(property).trim();
  return cache[property];
}

export const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
