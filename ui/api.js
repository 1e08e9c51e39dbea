/**
 * The HTTP API of package server: one function per route, one error type. Every answer's "cypher" is reported to
 * onCypher, so that the Cypher drawer can list what each action asked.
 */

/** @typedef {{type: string, id: string, name: string, claim: string}} Chip a relation shown inside a node */
/** @typedef {{id: string, labels: string[], type: string, subtype?: string|null, name: string, label: string, aliases: string[],
 *   props: Record<string, any>, degree: number, articles: number, origins: number, chips: Chip[]}} Node */
/** @typedef {'high'|'middle'|'low'} Band */
/** @typedef {{id: string, type: string, source: string, target: string, claim: string, label: string, phrase: string, family: string,
 *   articles: number, origins: number, confidence: number, band: Band, attribution: string[], first?: string, last?: string,
 *   quote: string, article: string, start: number, end: number, disputed: boolean, props: Record<string, any>}} Link */
/** @typedef {{id: string, title: string, publisher: string, date: string, url?: string|null, authors?: string[], language?: string, text?: string}} Article */
/** @typedef {{id: string, link: string, quote: string, start: number, end: number, claim: string, modality: string, polarity: string,
 *   attribution: any, confidence: number, band: Band, extractor: string, kind?: string|null, article: Article,
 *   source?: string, target?: string, type?: string}} Evidence */
/** @typedef {{nodes: Node[], links: Link[]}} Graph */
/** @typedef {{name: string, title: string, meaning: string, source: string, cost: string, kind: string}} Measure */

/** An answer with an error status, or no answer at all (status 0). */
export class ApiError extends Error {
  /** @param {number} status @param {{code?: string, message?: string, line?: number, column?: number, near?: string[], request?: string}} body */
  constructor(status, body) {
    super(body.message || 'The server does not answer.');
    this.status = status;
    this.code = body.code || (status === 0 ? 'offline' : 'internal');
    this.line = body.line;
    this.column = body.column;
    this.near = body.near || [];
    this.request = body.request;
  }
}

/** @type {Set<(cypher: string, label: string) => void>} */
const cypherListeners = new Set();
/** @type {Set<(online: boolean) => void>} */
const onlineListeners = new Set();

/** Hears of every statement the server says it ran. @param {(cypher: string, label: string) => void} fn */
export const onCypher = (fn) => cypherListeners.add(fn);
/** Hears whether the last request reached the server. @param {(online: boolean) => void} fn */
export const onOnline = (fn) => onlineListeners.add(fn);

async function request(method, path, body, label, signal) {
  /** @type {RequestInit} */
  const init = { method, signal, headers: {} };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { 'content-type': 'application/json' };
  }
  let response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    onlineListeners.forEach((fn) => fn(false));
    throw new ApiError(0, {});
  }
  onlineListeners.forEach((fn) => fn(true));
  if (!response.ok) throw new ApiError(response.status, await errorBody(response));
  if (label === 'export') return response;
  if (response.status === 204) return null;
  const answer = await response.json();
  if (answer && answer.cypher && label) cypherListeners.forEach((fn) => fn(answer.cypher, label));
  return answer;
}

async function errorBody(response) {
  try {
    return (await response.json()).error || {};
  } catch {
    return { message: `The server answered ${response.status}.` };
  }
}

const get = (path, label, signal) => request('GET', path, undefined, label, signal);

/** Joins parameters that have a value. @param {Record<string, any>} parameters */
export function queryString(parameters) {
  const pairs = Object.entries(parameters)
    .filter(([, v]) => v !== undefined && v !== null && v !== '' && !(Array.isArray(v) && v.length === 0))
    .map(([k, v]) => `${k}=${encodeURIComponent(Array.isArray(v) ? v.join(',') : String(v))}`);
  return pairs.length ? '?' + pairs.join('&') : '';
}

const id = encodeURIComponent;

export const status = () => get('/api/status', '');
export const schema = () => get('/api/schema', '');
export const story = (event) => get('/api/story' + queryString({ event }), 'Story');
export const search = (q, type, limit, signal) => get('/api/search' + queryString({ q, type, limit }), '', signal);
export const node = (nodeId) => get(`/api/nodes/${id(nodeId)}`, '');
/** @param {string} nodeId @param {{types?: string[], limit?: number, provenance?: number, low?: number}} options */
export const neighbours = (nodeId, options = {}) => get(`/api/nodes/${id(nodeId)}/neighbours` + queryString(options), 'Expand');
export const linksBetween = (ids) => request('POST', '/api/links', { ids }, '');
export const evidence = (linkId) => get(`/api/links/${id(linkId)}/evidence`, 'Evidence');
export const articles = () => get('/api/articles', '');
export const article = (articleId) => get(`/api/articles/${id(articleId)}`, 'Article');
/** @param {{from: string, to: string, k?: number, max?: number, avoid?: string[], types?: string[], hubs?: number}} options */
export const paths = (options) => get('/api/paths' + queryString(options), 'Path');
export const measures = () => get('/api/measures', '');
export const measure = (name, limit = 50) => get(`/api/measures/${id(name)}` + queryString({ limit }), 'Measure');
export const cypher = (query, params = {}, write = false) => request('POST', '/api/cypher', { query, params, write }, '');
export const exportGraph = (body) => request('POST', '/api/export', body, 'export');
export const ingestFiles = (files) => {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  return request('POST', '/api/ingest', form, '');
};
export const ingestText = (article) => request('POST', '/api/ingest', article, '');
export const cancelIngest = (job) => request('DELETE', `/api/ingest/${id(job)}`, undefined, '');

/** The nodes with these ids, in the order given; ids the store lacks are left out. @param {string[]} ids */
export async function nodesById(ids) {
  if (!ids.length) return [];
  const answer = await cypher('MATCH (n:Entity) WHERE n.id IN $ids RETURN n', { ids });
  const found = new Map(answer.graph.nodes.map((n) => [n.id, n]));
  return ids.map((x) => found.get(x)).filter(Boolean);
}
