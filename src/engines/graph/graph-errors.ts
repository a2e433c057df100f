/** A computation did something else than the graph that it was compared with. */
export class OtherGraphError extends Error {}

/** A computation that cannot be a graph, as it looks at a result on its way or calls an op that TensorFlow takes in no graph. */
export class NoGraphError extends Error {}
