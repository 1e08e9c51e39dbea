/** What main.js puts on window. */
interface Window {
  clew: { labelBoxes: () => any[]; state: any; scene: () => any; ready: boolean };
}
