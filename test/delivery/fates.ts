/*
 * The fate of an input item in a word or two, as the tables of faults have it: 'accepted', or its
 * outcome and its code.
 */

export const ACCEPTED = 'accepted';
export const REJECTED = 'rejected REJECTED';
export const NOT_SENT = 'notSent NOT_SENT';

/** What one attempt of the node must come to. */
export interface Promised {
	/** How many requests reach the service. */
	sent: number;
	/** How much it has afterwards. */
	stored: number;
	/** Of each input item. */
	fates: string[];
	/** How long the node waits in all, in milliseconds, where that is fixed. */
	waitedMs?: number;
}

/** What a run must come to. */
export interface Tries {
	promised: Promised;
	/** What n8n's second try comes to, if there is one; as the first unless given. */
	again?: Promised;
}

export const times = <Value>(count: number, value: Value): Value[] =>
	Array<Value>(count).fill(value);
