import fc from 'fast-check';
import type { Fault } from '../../sandbox/faults/fault';
import type { Handling } from './handlings';
import { HANDLINGS } from './handlings';
import { some, weighted } from './weighted';

/** A run with everything that goes wrong in it. */
export interface Schedule<Item, Options> {
	items: Item[];
	options: Options;
	handling: Handling;
	/** What each request meets in order of arrival. */
	faults: Array<Fault | undefined>;
	/** What all further requests meet. */
	standing?: Fault;
	/** What `Math.random` gives. */
	chance: number;
}

/** What a schedule is drawn from. */
interface Possible<Item, Options> {
	items: fc.Arbitrary<Item[]>;
	options: fc.Arbitrary<Options>;
	fault: fc.Arbitrary<Fault>;
	/** Whether a fault that all further requests meet, with these options, means thousands of them. */
	isTooMuch?(standing: Fault, options: Options): boolean;
}

/** The same seed always gives the same schedule. */
export const drawSchedule = <Item, Options>(
	seed: number,
	{ items, options, fault, isTooMuch = () => false }: Possible<Item, Options>,
): Schedule<Item, Options> => {
	const schedule: fc.Arbitrary<Schedule<Item, Options>> = fc.record({
		items,
		options,
		handling: some(...HANDLINGS),
		faults: fc.array(weighted<Fault | undefined>([1, some(undefined)], [1, fault]), {
			maxLength: 20,
			size: 'max',
		}),
		// A service that never answers takes real time with each request.
		standing: weighted<Fault | undefined>([6, some(undefined)], [1, fault]).filter(
			(standing) => standing?.kind !== 'hang' && standing?.kind !== 'drip',
		),
		chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
	});
	const bearable = schedule.filter(
		({ standing, options }) => standing === undefined || !isTooMuch(standing, options),
	);
	return fc.sample(bearable, { seed, numRuns: 1 })[0];
};
