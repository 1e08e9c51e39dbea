/** Which labels fit: boxes are claimed in order of importance, and whoever would overlap tries the next place or stays out. */

/** @typedef {{x: number, y: number, w: number, h: number}} Box top left corner and size, px */

/** Boxes already taken, found through a grid. */
export class Occupied {
  /** @param {number} [cell] px */
  constructor(cell = 48) {
    this.cell = cell;
    /** @type {Map<number, Box[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box @param {(key: number) => boolean|void} visit stops on true */
  #cellsOf(box, visit) {
    for (let cx = Math.floor(box.x / this.cell); cx <= Math.floor((box.x + box.w) / this.cell); cx++) {
      for (let cy = Math.floor(box.y / this.cell); cy <= Math.floor((box.y + box.h) / this.cell); cy++) {
        if (visit((cx + 5000) * 10000 + cy + 5000)) return true;
      }
    }
    return false;
  }

  /** @param {Box} box */
  add(box) {
    this.#cellsOf(box, (key) => {
      const list = this.cells.get(key);
      if (list) list.push(box);
      else this.cells.set(key, [box]);
    });
  }

  /** @param {Box} box */
  hits(box) {
    return this.#cellsOf(box, (key) => (this.cells.get(key) ?? []).some((other) => overlap(other, box)));
  }
}

/** @param {Box} a @param {Box} b */
export const overlap = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/**
 * Places wishes in order; each claims the first of its boxes that is free.
 * @template T
 * @param {{item: T, boxes: Box[]}[]} wishes most important first
 * @param {Occupied} occupied
 * @param {number} [most]
 * @returns {{item: T, box: Box}[]}
 */
export function place(wishes, occupied, most = Infinity) {
  const placed = [];
  for (const { item, boxes } of wishes) {
    if (placed.length >= most) break;
    const box = boxes.find((b) => !occupied.hits(b));
    if (!box) continue;
    occupied.add(box);
    placed.push({ item, box });
  }
  return placed;
}
