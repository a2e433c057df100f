/** A computation called other ops than the graph that it was compared with. */
export class OtherGraphError extends Error {}

/**
 * A computation cannot be a graph: it reads a result before it ends, or calls an op that TensorFlow does not allow in
 * graphs.
 */
export class NoGraphError extends Error {}
