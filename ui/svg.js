/** Records the calls of paint.js as SVG, so that export and screen cannot differ. */

const escapeXml = (s) => String(s).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
const n = (v) => String(Math.round(v * 100) / 100);

/** The part of CanvasRenderingContext2D that paint.js uses. */
export class SvgRecorder {
  /** @param {number} width @param {number} height @param {(text: string, font: string) => number} textWidth */
  constructor(width, height, textWidth) {
    this.width = width;
    this.height = height;
    this.textWidth = textWidth;
    /** @type {string[]} */
    this.items = [];
    this.path = '';
    /** @type {number[]} */
    this.dash = [];
    this.move = { x: 0, y: 0, k: 1 };
    /** @type {any[]} */
    this.stack = [];
    this.fillStyle = '#000';
    this.strokeStyle = '#000';
    this.lineWidth = 1;
    this.globalAlpha = 1;
    this.font = '12px sans-serif';
    this.textAlign = 'left';
    this.textBaseline = 'alphabetic';
    this.lineJoin = 'miter';
  }

  save() { this.stack.push({ ...this.move, fillStyle: this.fillStyle }); }

  restore() {
    const { fillStyle, ...move } = this.stack.pop();
    this.fillStyle = fillStyle;
    this.move = move;
  }

  translate(x, y) { this.move = { ...this.move, x: this.move.x + x * this.move.k, y: this.move.y + y * this.move.k }; }
  scale(k) { this.move = { ...this.move, k: this.move.k * k }; }
  setLineDash(dash) { this.dash = dash; }
  measureText(text) { return { width: this.textWidth(text, this.font) }; }
  beginPath() { this.path = ''; }
  moveTo(x, y) { this.path += `M${n(x)} ${n(y)}`; }
  lineTo(x, y) { this.path += `L${n(x)} ${n(y)}`; }
  quadraticCurveTo(cx, cy, x, y) { this.path += `Q${n(cx)} ${n(cy)} ${n(x)} ${n(y)}`; }
  closePath() { this.path += 'Z'; }

  /** Only whole circles are drawn. */
  arc(x, y, r) { this.path += `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`; }

  roundRect(x, y, w, h, r) {
    const c = Math.min(r, w / 2, h / 2);
    this.path += `M${n(x + c)} ${n(y)}h${n(w - 2 * c)}a${n(c)} ${n(c)} 0 0 1 ${n(c)} ${n(c)}v${n(h - 2 * c)}a${n(c)} ${n(c)} 0 0 1 ${n(-c)} ${n(c)}h${n(2 * c - w)}a${n(c)} ${n(c)} 0 0 1 ${n(-c)} ${n(-c)}v${n(2 * c - h)}a${n(c)} ${n(c)} 0 0 1 ${n(c)} ${n(-c)}Z`;
  }

  #alpha() { return this.globalAlpha < 1 ? ` opacity="${n(this.globalAlpha)}"` : ''; }
  fill() { if (this.path) this.items.push(`<path d="${this.path}" fill="${this.fillStyle}"${this.#alpha()}/>`); }
  stroke() { if (this.path) this.items.push(`<path d="${this.path}" fill="none" stroke="${this.strokeStyle}" stroke-width="${n(this.lineWidth)}"${this.dash.length ? ` stroke-dasharray="${this.dash.join(' ')}"` : ''}${this.#alpha()}/>`); }
  fillRect(x, y, w, h) { this.items.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${this.fillStyle}"${this.#alpha()}/>`); }
  fillPath(d) { this.items.push(`<path d="${d}" fill="${this.fillStyle}" fill-rule="evenodd" transform="translate(${n(this.move.x)} ${n(this.move.y)}) scale(${n(this.move.k)})"${this.#alpha()}/>`); }

  #text(text, x, y, paint) {
    const [, weight, size] = this.font.match(/^(?:(\d+) )?([\d.]+)px/) ?? ['', '', '12'];
    const anchor = { left: 'start', center: 'middle', right: 'end' }[this.textAlign];
    this.items.push(`<text x="${n(x)}" y="${n(y)}" font-size="${n(Number(size))}"${weight ? ` font-weight="${weight}"` : ''} text-anchor="${anchor}" ${paint}${this.#alpha()}>${escapeXml(text)}</text>`);
  }

  fillText(text, x, y) { this.#text(text, x, y, `fill="${this.fillStyle}"`); }
  strokeText(text, x, y) { this.#text(text, x, y, `fill="none" stroke="${this.strokeStyle}" stroke-width="${n(this.lineWidth)}" stroke-linejoin="round"`); }

  /** @param {string} ground colour behind everything @param {string} title */
  toString(ground, title) {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(this.width)}" height="${n(this.height)}" viewBox="0 0 ${n(this.width)} ${n(this.height)}" font-family="system-ui, Helvetica, Arial, sans-serif"><title>${escapeXml(title)}</title><rect width="100%" height="100%" fill="${ground}"/>${this.items.join('')}</svg>\n`;
  }
}
