/**
 * Holds what a node said of each item against what the service stored.
 *
 * @param told `[{ id, outcome }]` of every item that went in; `outcome` is undefined where there is none,
 * and 'twice' where there are two
 * @param stored the id of everything that the service keeps
 */
export function compareWithLedger(told, stored) {
	const kept = new Set(stored);
	const count = (...outcomes) => told.filter(({ outcome }) => outcomes.includes(outcome)).length;
	const untrue = (isStored, ...outcomes) =>
		told.filter(({ id, outcome }) => outcomes.includes(outcome) && kept.has(id) === isStored)
			.length;
	return {
		items: told.length,
		accepted: count('accepted'),
		rejected: count('rejected'),
		notSent: count('notSent'),
		unsure: count('unsure'),
		'without an outcome': count(undefined),
		'with two outcomes': count('twice'),
		'accepted, not stored': untrue(false, 'accepted'),
		'rejected or not sent, stored': untrue(true, 'rejected', 'notSent'),
		'stored twice': stored.length - kept.size,
	};
}

/** Of what `compareWithLedger` counts, what must be 0. */
export const MUST_BE_NONE = [
	'without an outcome',
	'with two outcomes',
	'accepted, not stored',
	'rejected or not sent, stored',
	'stored twice',
];
