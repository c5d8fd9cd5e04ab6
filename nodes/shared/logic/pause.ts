import type { Reply } from './reply';

export type BusyReply = Extract<Reply<never>, { kind: 'busy' }>;

/** One pause for all senders of a run: what the service told one of them holds for all. */
export interface Pause {
	/** How much of it is left, in milliseconds. */
	leftMs(): number;
	/** What the service said when it asked for the pause. */
	askedFor(): BusyReply | undefined;
	/** Makes it last at least so long from now. */
	extend(ms: number, askedFor: BusyReply): void;
}

/** @param now milliseconds on a clock that only goes forward */
export function createPause(now: () => number): Pause {
	let endsAt = -Infinity;
	let by: BusyReply | undefined;
	return {
		leftMs: () => Math.max(endsAt - now(), 0),
		askedFor: () => by,
		extend(ms, askedFor) {
			if (now() + ms <= endsAt) return;
			endsAt = now() + ms;
			by = askedFor;
		},
	};
}
