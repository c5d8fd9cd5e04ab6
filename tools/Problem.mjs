/** An error whose message says all there is to say: shown without a stack. */
export class Problem extends Error {}
