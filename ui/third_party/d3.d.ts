// The bundle is plain JavaScript; its callers check their own types.
export const forceCollide: any, forceLink: any, forceManyBody: any, forceSimulation: any, forceX: any, forceY: any;
export const select: any, zoom: any, zoomIdentity: any, zoomTransform: any;
