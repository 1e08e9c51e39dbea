// The bundle is plain JavaScript; cypher.js imports it as a whole.
declare const bundle: any;
export = bundle;
