import { isFailed } from '../../shared/logic/itemResult';
import type { Doubt, Judgement } from './judgeReply';

/** How many records of a refused batch are sent alone, one from each quarter. */
const SAMPLES = 4;

/** In a batch of fewer records each is soon found. */
const MIN_RECORDS_TO_SAMPLE = 2 * SAMPLES;

/**
 * How many parts in a row may end as the whole did, before one ends otherwise, until the rest is
 * given up. Two halves and the samples that are refused in the same words show that the reason lies
 * with the batch or the account, and not with a record; a half without an answer, that nobody is
 * there.
 */
const GIVE_UP_AFTER: Partial<Record<Doubt, number>> = {
	contradiction: 2,
	refused: 2 + SAMPLES,
	silence: 1,
};

/** Whether it makes sense to send parts of a batch, by one judgement after the other. */
export interface Hope {
	/** Looks at a judgement; that of the whole batch comes first. */
	watch(judgement: Judgement): void;
	/** Whether going on has shown to make sense, since not all ends alike. */
	isJustified(): boolean;
	/** Whether both halves were refused as the whole was, so that single records have to show why. */
	hangsOnSamples(): boolean;
	/** Whether it makes none, because everything ends alike. */
	isGone(): boolean;
}

/** @param count how many records the whole batch has */
export function watchForHope(count: number): Hope {
	let whole: Judgement['open'];
	let alike = -1;
	let isJustified = false;
	const isSampled = () => whole?.doubt === 'refused' && count >= MIN_RECORDS_TO_SAMPLE;
	const giveUpAfter = ({ doubt }: NonNullable<typeof whole>) =>
		doubt === 'refused' && !isSampled() ? Infinity : (GIVE_UP_AFTER[doubt] ?? Infinity);
	return {
		watch({ results, open }) {
			whole ??= open;
			const failure = open?.failure ?? results.find(isFailed)?.failure;
			if (results.some(({ ok }) => ok) || failure?.message !== whole?.failure.message) {
				isJustified = true;
			}
			alike++;
		},
		isJustified: () => isJustified,
		hangsOnSamples: () => isSampled() && alike === 2 && !isJustified,
		isGone: () => whole !== undefined && !isJustified && alike >= giveUpAfter(whole),
	};
}
