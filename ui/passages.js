/** Cuts an article's text into pieces by its annotations. Offsets are Unicode code points, as everywhere in clew. Pure. */

/** @typedef {{start: number, end: number, entity?: string, kind?: string, link?: string}} Span */
/** @typedef {{text: string, entity: string|null, kind: string, links: string[], marked: boolean, start: number}} Piece */

/**
 * Pieces in order, covering the whole text. Where mentions overlap, the longer one, then the earlier one wins; passages
 * may overlap anything.
 * @param {string} text
 * @param {Span[]} mentions spans with an entity
 * @param {Span[]} passages spans with a link
 * @param {Span|null} marked the passage to highlight
 * @returns {Piece[]}
 */
export function cut(text, mentions, passages, marked = null) {
  const points = [...text];
  const chosen = withoutOverlap(mentions, points.length);
  const inside = (s) => s.start >= 0 && s.end <= points.length && s.start < s.end;
  const quotes = passages.filter(inside);
  const mark = marked && inside(marked) ? marked : null;
  const edges = new Set([0, points.length]);
  for (const s of [...chosen, ...quotes, ...(mark ? [mark] : [])]) edges.add(s.start).add(s.end);
  const sorted = [...edges].sort((a, b) => a - b);
  const pieces = [];
  let m = 0;
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [start, end] = [sorted[i], sorted[i + 1]];
    while (m < chosen.length && chosen[m].end <= start) m++;
    const mention = chosen[m] && chosen[m].start <= start && chosen[m].end >= end ? chosen[m] : null;
    pieces.push({
      text: points.slice(start, end).join(''), start, entity: mention?.entity ?? null, kind: mention?.kind ?? '',
      links: quotes.filter((q) => q.start <= start && q.end >= end).map((q) => q.link ?? ''), marked: Boolean(mark && mark.start <= start && mark.end >= end),
    });
  }
  return pieces;
}

function withoutOverlap(mentions, length) {
  const best = [...mentions].filter((s) => s.start >= 0 && s.end <= length && s.start < s.end).sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept = [];
  for (const s of best) if (!kept.some((k) => s.start < k.end && k.start < s.end)) kept.push(s);
  return kept.sort((a, b) => a.start - b.start);
}

/** The text between two code points. @param {string} text @param {number} start @param {number} end */
export const slice = (text, start, end) => [...text].slice(start, end).join('');

/** How many code points of front matter stand before the text a reader wants; 0 without any. @param {string} text */
export function bodyStart(text) {
  const match = text.match(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n+/);
  return match ? [...match[0]].length : 0;
}
