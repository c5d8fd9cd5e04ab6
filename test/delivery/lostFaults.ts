import type { Fault } from '../../sandbox/faults/fault';

/*
 * Faults after which nobody can know by the answer what became of the request. Each strikes when the
 * service keeps it, and when it does not.
 */

export const COMMITS = ['before', 'never'] as const;
export type Commit = (typeof COMMITS)[number];
export const inWords = { before: 'stored before', never: 'nothing stored' };

export type LostFault = [what: string, fault: (commit: Commit) => Fault];

/** Breaks the exchange so that the service may have read everything. */
export const noAnswer: LostFault[] = [
	...(['request', 'head', 'body'] as const).flatMap((at): LostFault[] => [
		[`a reset in the ${at}`, (commit) => ({ kind: 'reset', at, commit })],
		[`a time-out in the ${at}`, (commit) => ({ kind: 'hang', at, commit })],
	]),
	...(['request', 'head'] as const).map(
		(at): LostFault => [`an end in the ${at}`, (commit) => ({ kind: 'close', at, commit })],
	),
	...(['head', 'body'] as const).map(
		(at): LostFault => [
			`a slow drip in the ${at}`,
			(commit) => ({ kind: 'drip', at, msPerByte: 5, commit }),
		],
	),
	['something that is not HTTP', (commit) => ({ kind: 'noHttp', commit })],
	['a body that cannot be unpacked', (commit) => ({ kind: 'badGzip', commit })],
	...(['length', 'chunked'] as const).map(
		(framing): LostFault => [
			`an answer cut off (${framing})`,
			(commit) => ({ kind: 'cut', framing, commit }),
		],
	),
];

const BODIES = [
	'text',
	'html',
	'empty',
	'null',
	'emptyObject',
	'nulls',
	'otherShape',
	'halfJson',
] as const;

/** An answer with a good status, and without what it promises. */
export const wrongAnswer: LostFault[] = [
	['an answer cut off (untilClose)', (commit) => ({ kind: 'cut', framing: 'untilClose', commit })],
	...BODIES.map(
		(body): LostFault => [`a 202 with ${body}`, (commit) => ({ kind: 'wrongBody', body, commit })],
	),
];

/** A 5xx without a word about when to come back. */
export const faultOfItsOwn = [500, 502, 503, 504].map(
	(status): LostFault => [`HTTP ${status}`, (commit) => ({ kind: 'refuse', status, commit })],
);
