import type { BusyReply, Pause } from '../../shared/logic/pause';

/** A pause that Vambe asked for, as it is kept from one run to the next: plain JSON. */
export interface KeptPause {
	/** Milliseconds on a clock that later runs can read, too. */
	until: number;
	/** What Vambe said. */
	askedFor: BusyReply;
}

/** Makes the rest of a pause that an earlier run was asked for hold for this one. */
export function resumePause(pause: Pause, kept: KeptPause | undefined, now: number): void {
	if (kept && kept.until > now) pause.extend(kept.until - now, kept.askedFor);
}

/** What is left of the pause, to be kept; `undefined` once it is over. */
export function keepPause(pause: Pause, now: number): KeptPause | undefined {
	const askedFor = pause.askedFor();
	return askedFor && pause.leftMs() > 0 ? { until: now + pause.leftMs(), askedFor } : undefined;
}
