import { countBy } from 'lodash';

/** What a node said of an item that went in. */
export interface Told {
	id: string;
	/** Undefined where it said nothing, and 'twice' where the item came out twice. */
	outcome: string | undefined;
}

/** Of what is counted, what must be 0. */
export const MUST_BE_NONE = [
	'without an outcome',
	'with two outcomes',
	'accepted, not stored',
	'rejected or not sent, stored',
	'stored twice',
	'stored, not told of',
] as const;

const COUNTED = ['items', 'accepted', 'rejected', 'notSent', 'unsure', ...MUST_BE_NONE] as const;

export type Comparison = Record<(typeof COUNTED)[number], number>;

/**
 * Holds what a node said of each item against what the service stored.
 *
 * @param stored the id of everything that the service keeps
 */
export function compareWithLedger(told: readonly Told[], stored: readonly string[]): Comparison {
	const kept = new Set(stored);
	const known = new Set(told.map(({ id }) => id));
	const {
		accepted = 0,
		rejected = 0,
		notSent = 0,
		unsure = 0,
		twice = 0,
	} = countBy(told, 'outcome');
	const untrue = (isStored: boolean, ...among: Array<Told['outcome']>) =>
		told.filter(({ id, outcome }) => among.includes(outcome) && kept.has(id) === isStored).length;
	return {
		items: told.length,
		accepted,
		rejected,
		notSent,
		unsure,
		'without an outcome': told.length - accepted - rejected - notSent - unsure - twice,
		'with two outcomes': twice,
		'accepted, not stored': untrue(false, 'accepted'),
		'rejected or not sent, stored': untrue(true, 'rejected', 'notSent'),
		'stored twice': stored.length - kept.size,
		'stored, not told of': [...kept].filter((id) => !known.has(id)).length,
	};
}
