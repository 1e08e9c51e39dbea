/** The view as the fragment of the address, and back. Pure: what is written can be read, whatever stands in it. */

/** @typedef {{event: string|null, story: boolean, nodes: string[], pins: Record<string, [number, number]>, unfolded: string[], asked: string[], off: {types: string[], families: string[], claims: string[]}|null,
 *   minConfidence: number, low: boolean, size: string, colour: string, select: string, panel: string, drawer: string}} Address */

const list = (s) => (s ? s.split(',').map(decodeURIComponent) : []);
const join = (items) => [...items].map(encodeURIComponent).join(',');

/** @param {import('./state.js').View} view @param {{nodes: Set<string>, link: string|null}} selection @param {{panel: string, drawer: string}} open */
export function writeAddress(view, selection, open) {
  /** @type {[string, string][]} */
  const parts = [];
  const put = (key, value) => value && parts.push([key, value]);
  if (view.mode === 'story') put('story', encodeURIComponent(view.event ?? ''));
  else put('event', encodeURIComponent(view.event ?? ''));
  put('n', join(view.nodes.keys()));
  put('p', [...view.pins].filter((id) => view.positions.has(id)).map((id) => {
    const at = /** @type {{x: number, y: number}} */ (view.positions.get(id));
    return `${encodeURIComponent(id)}@${Math.round(at.x)}@${Math.round(at.y)}`;
  }).join(','));
  put('u', join(view.unfolded));
  put('a', join(view.asked));
  const { types, families, claims, minConfidence, low } = view.filters;
  put('off', [...[...types].map((x) => `t.${x}`), ...[...families].map((x) => `f.${x}`), ...[...claims].map((x) => `c.${x}`)].join(','));
  put('conf', minConfidence ? String(minConfidence) : '');
  put('low', low ? '1' : '');
  put('size', view.size === 'origins' ? '' : view.size);
  put('colour', view.colour === 'type' ? '' : view.colour);
  put('sel', selection.link ? `l:${encodeURIComponent(selection.link)}` : join(selection.nodes));
  put('panel', open.panel);
  put('drawer', open.drawer);
  return parts.map(([k, v]) => `${k}=${v}`).join('&');
}

/** @param {string} hash with or without # @returns {Address} */
export function readAddress(hash) {
  const map = new Map(hash.replace(/^#/, '').split('&').filter(Boolean).map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
  }));
  const off = (map.get('off') ?? '').split(',').filter(Boolean);
  const of = (lead) => off.filter((x) => x.startsWith(lead)).map((x) => x.slice(lead.length));
  const pins = {};
  for (const pin of (map.get('p') ?? '').split(',').filter(Boolean)) {
    const [id, x, y] = pin.split('@');
    if (Number.isFinite(Number(x)) && Number.isFinite(Number(y))) pins[decodeSafe(id)] = [Number(x), Number(y)];
  }
  return {
    event: decodeSafe(map.get('story') ?? map.get('event') ?? '') || null, story: map.has('story'), nodes: safeList(map.get('n')), pins, unfolded: safeList(map.get('u')), asked: safeList(map.get('a')),
    off: map.has('n') ? { types: of('t.'), families: of('f.'), claims: of('c.') } : null, minConfidence: Number(map.get('conf')) || 0, low: map.get('low') === '1',
    size: map.get('size') ?? 'origins', colour: map.get('colour') ?? 'type', select: map.get('sel') ?? '', panel: map.get('panel') ?? '', drawer: map.get('drawer') ?? '',
  };
}

function decodeSafe(s) {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
}

function safeList(s) {
  try {
    return list(s);
  } catch {
    return [];
  }
}
