/** Communities as areas: the convex hull round their nodes, named after their most important one. Pure. */

/** @typedef {{x: number, y: number}} Point */

/** The convex hull, counterclockwise, by Andrew's monotone chain (1979). @param {Point[]} points @returns {Point[]} */
export function convexHull(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const half = (list) => {
    const chain = [];
    for (const p of list) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

const turn = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);

/**
 * Groups of at least three nodes, largest first, each named after its node of highest rank.
 * @param {import('./scene.js').SceneNode[]} nodes @param {Record<string, number>} groupOf
 * @returns {{name: string, colour: string, ids: string[]}[]}
 */
export function groupsOf(nodes, groupOf) {
  const groups = new Map();
  for (const n of nodes) {
    const group = groupOf[n.id];
    if (group === undefined) continue;
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(n);
  }
  return [...groups.values()].filter((g) => g.length >= 3).sort((a, b) => b.length - a.length || (a[0].id < b[0].id ? -1 : 1)).map((g) => {
    const first = [...g].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1))[0];
    return { name: `Round ${first.label}`, colour: first.colour, ids: g.map((n) => n.id) };
  });
}
