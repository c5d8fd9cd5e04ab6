import { sortBy } from 'lodash';

/** What several runs of the same came to. */
export interface Spread {
	median: number;
	least: number;
	most: number;
}

/** @throws if there is none */
export function spreadOf(values: readonly number[]): Spread {
	if (values.length === 0) throw new Error('Of no runs there is no median');
	const sorted = sortBy(values);
	const middle = sorted.length / 2;
	const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return { median: (below + above) / 2, least: sorted[0], most: sorted[sorted.length - 1] };
}
