/** The grammar of the omnibox: names, "type: name", "a -> b", "/ command". Pure. */

/** @typedef {{kind: 'empty'}|{kind: 'search', text: string, type?: string, exact: boolean}|{kind: 'path', from: string, to: string}|{kind: 'command', text: string}} Ask */

/** Short words for labels that may stand before a colon. */
const prefixes = {
  org: 'Organization', organisation: 'Organization', organization: 'Organization', person: 'Person', people: 'PersonGroup', group: 'PersonGroup', place: 'Place',
  event: 'Event', attack: 'Attack', weapon: 'Weapon', object: 'Object', work: 'Work', country: 'Country', city: 'City', armed: 'ArmedGroup', court: 'Court', company: 'Company',
};

/**
 * @param {string} input
 * @param {string[]} [labels] names of the schema's labels, which are prefixes too
 * @returns {Ask}
 */
export function parseAsk(input, labels = []) {
  const text = input.trim();
  if (!text) return { kind: 'empty' };
  if (text.startsWith('/')) return { kind: 'command', text: text.slice(1).trim().toLowerCase() };
  const arrow = text.match(/^(.*?)\s*(?:->|→|=>)\s*(.*)$/);
  if (arrow) return { kind: 'path', from: unquote(arrow[1]), to: unquote(arrow[2]) };
  const colon = text.match(/^([\p{L}]+):\s*(.*)$/u);
  if (colon) {
    const type = prefixes[colon[1].toLowerCase()] ?? labels.find((l) => l.toLowerCase() === colon[1].toLowerCase());
    if (type) return { kind: 'search', text: unquote(colon[2]), type, exact: isQuoted(colon[2]) };
  }
  return { kind: 'search', text: unquote(text), exact: isQuoted(text) };
}

const isQuoted = (s) => /^".*"$/.test(s.trim());
const unquote = (s) => (isQuoted(s) ? s.trim().slice(1, -1) : s.trim());
