import { countBy, isEqual, sortBy } from 'lodash';
import type { Truth } from './Contest';

/** What the user is told of an input item: it worked, it did not, or that nobody can know. */
export type Told = 'success' | 'failure' | 'unclear';

export interface Report {
	id: string;
	told: Told;
}

export interface Tally {
	items: number;
	/** Good, and not stored in the end. */
	lost: number;
	/** Stored once more than it should be. */
	doubled: number;
	/** Told success, though not stored. */
	falseSuccess: number;
	/** Told failure, though stored. */
	falseFailure: number;
	/** Told that nobody can know. */
	unclear: number;
	requests: number;
}

/**
 * Holds what a node reported against what the service has.
 *
 * @param items the input, and which of it the service takes when nothing goes wrong
 * @throws if not every input item was reported exactly once
 */
export function tally(
	items: ReadonlyArray<{ id: string; good: boolean }>,
	reports: readonly Report[],
	{ stored, doubled, requests }: Truth,
): Tally {
	const given = items.map(({ id }) => id);
	const reported = reports.map(({ id }) => id);
	if (!isEqual(sortBy(given), sortBy(reported)))
		throw new Error(`For the items ${given.join()} there are reports on ${reported.join()}`);

	const count = countBy(
		reports,
		({ id, told }) => `${told}, ${stored.has(id) ? '' : 'not '}stored`,
	);
	const of = (what: `${Told}, ${'' | 'not '}stored`) => count[what] ?? 0;
	return {
		items: items.length,
		lost: items.filter(({ id, good }) => good && !stored.has(id)).length,
		doubled,
		falseSuccess: of('success, not stored'),
		falseFailure: of('failure, stored'),
		unclear: of('unclear, stored') + of('unclear, not stored'),
		requests,
	};
}

/** All tallies in one; they may be of different schedules, but of one contender. */
export function addUp(tallies: readonly Tally[]): Tally {
	const sum = (column: keyof Tally) => tallies.reduce((total, one) => total + one[column], 0);
	return {
		items: sum('items'),
		lost: sum('lost'),
		doubled: sum('doubled'),
		falseSuccess: sum('falseSuccess'),
		falseFailure: sum('falseFailure'),
		unclear: sum('unclear'),
		requests: sum('requests'),
	};
}
