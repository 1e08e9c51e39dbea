/** Runs the force layout off the main thread; posts positions as a Float32Array of x, y pairs in the order of the bodies. */
import { forceLayout } from './layout.js';

self.onmessage = ({ data }) => {
  const { job, bodies, ties, ticks, alpha } = data;
  const post = (done) => {
    const at = new Float32Array(bodies.length * 2);
    bodies.forEach((b, i) => {
      at[2 * i] = b.x;
      at[2 * i + 1] = b.y;
    });
    self.postMessage({ job, at, done }, { transfer: [at.buffer] });
  };
  forceLayout(bodies, ties, { ticks, alpha, onTick: () => post(false) });
  post(true);
};
