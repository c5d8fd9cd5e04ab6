import type { Fault } from '../../sandbox/faults/fault';
import type { EventItem } from './anEventItem';
import { anEventItem, eventItems, UNKNOWN_CHANNEL } from './anEventItem';
import type { Tries } from './fates';
import { ACCEPTED, NOT_SENT, REJECTED, times } from './fates';
import type { LostFault } from './lostFaults';
import { COMMITS, faultOfItsOwn, inWords, noAnswer, wrongAnswer } from './lostFaults';
import type { VambeOptions } from './vambeInvariants';

/** A row of the table of faults. */
export interface Row extends Tries {
	what: string;
	/** What the requests meet, one after the other. */
	faults?: Array<Fault | undefined>;
	/** What all further requests meet. */
	standing?: Fault;
	items: EventItem[];
	options?: VambeOptions;
	/** What it comes to when the node stops at the first failure; the same unless given. */
	stopping?: Tries;
}

export const UNKNOWN = 'unsure UNKNOWN_OUTCOME';
const LIMITED = 'notSent RATE_LIMITED';
export const INVALID = 'rejected INVALID_EVENT';
const ELSEWHERE = 'notSent UNEXPECTED_ANSWER';
const BUSY = 'notSent SERVER_FAULT';

/** One event after the other. */
export const ONE_BY_ONE = { concurrency: 1 };
const RESENDING = { ...ONE_BY_ONE, resendUncertain: true };

/** After these nobody can know whether Vambe has the event. */
const lost: LostFault[] = [
	...noAnswer,
	...wrongAnswer,
	['an empty 204', (commit) => ({ kind: 'wrongBody', body: 'empty', status: 204, commit })],
	...faultOfItsOwn,
	[
		'HTTP 500 that says when to come back',
		(commit) => ({ kind: 'refuse', status: 500, retryAfterHeader: '3', commit }),
	],
	[
		'HTTP 503 that says when in no known words',
		(commit) => ({ kind: 'refuse', status: 503, retryAfterHeader: 'soon', commit }),
	],
	['HTTP 503 as a web page', (commit) => ({ kind: 'refuse', status: 503, as: 'html', commit })],
	['HTTP 409', (commit) => ({ kind: 'refuse', status: 409, commit })],
];

/** The same with what Vambe keeps by it: 1 or 0. */
const strikes: Array<{ what: string; fault: Fault; kept: number }> = [
	...lost.flatMap(([what, fault]) =>
		COMMITS.map((commit) => ({
			what: `${what}, ${inWords[commit]}`,
			fault: fault(commit),
			kept: commit === 'before' ? 1 : 0,
		})),
	),
	{ what: 'a reset of the upload', fault: { kind: 'resetUpload' }, kept: 0 },
];

const sentOnce = strikes.flatMap(({ what, fault, kept }): Row[] => [
	{
		what: `${what}: sent once, and never again`,
		faults: [fault],
		items: eventItems(1),
		promised: { sent: 1, stored: kept, fates: [UNKNOWN], waitedMs: 0 },
		again: { sent: 0, stored: kept, fates: [UNKNOWN], waitedMs: 0 },
	},
	{
		what: `${what}: the events before and after it are accepted`,
		faults: [undefined, fault],
		items: eventItems(3),
		options: ONE_BY_ONE,
		promised: { sent: 3, stored: 2 + kept, fates: [ACCEPTED, UNKNOWN, ACCEPTED], waitedMs: 0 },
		stopping: {
			promised: { sent: 2, stored: 1 + kept, fates: [ACCEPTED, UNKNOWN, NOT_SENT] },
			again: { sent: 1, stored: 2 + kept, fates: [ACCEPTED, UNKNOWN, ACCEPTED] },
		},
	},
	{
		what: `${what}, when the user allows a repeat: sent again`,
		faults: [fault],
		items: eventItems(1),
		options: RESENDING,
		promised: { sent: 2, stored: 1 + kept, fates: [ACCEPTED] },
	},
]);

const resentInVain = COMMITS.flatMap((commit): Row[] => {
	const kept = commit === 'before' ? 1 : 0;
	const fault: Fault = { kind: 'reset', at: 'request', commit };
	return [
		{
			what: `a reset each time, ${inWords[commit]}, when the user allows repeats: sent four times`,
			standing: fault,
			items: eventItems(1),
			options: RESENDING,
			promised: { sent: 4, stored: 4 * kept, fates: [UNKNOWN] },
			again: { sent: 4, stored: 8 * kept, fates: [UNKNOWN] },
		},
		{
			what: `a reset each time, ${inWords[commit]}, when the user allows no repeats: sent once`,
			standing: fault,
			items: eventItems(1),
			options: { ...RESENDING, maxRetries: 0 },
			promised: { sent: 1, stored: kept, fates: [UNKNOWN] },
			again: { sent: 1, stored: 2 * kept, fates: [UNKNOWN] },
		},
	];
});

/** What a repeat is told says nothing of the request before it. */
const resentAndRefused = (
	[
		['HTTP 400', { kind: 'refuse', status: 400 }],
		['HTTP 401', { kind: 'refuse', status: 401 }],
		['a rate limit beyond the longest wait', { kind: 'refuse', status: 429, retryAfter: 61 }],
		['a redirect', { kind: 'redirect', status: 302, to: '' }],
		['a no in a 202', { kind: 'deny', by: 'success' }],
	] satisfies Array<[string, Fault]>
).map(
	([what, second]): Row => ({
		what: `a reset, and at the repeat ${what}: still unclear`,
		faults: [{ kind: 'reset', at: 'request', commit: 'before' }, second],
		items: eventItems(1),
		options: RESENDING,
		promised: { sent: 2, stored: 1, fates: [UNKNOWN] },
		// A pause that Vambe asked for outlasts the try.
		again:
			'status' in second && second.status === 429
				? { sent: 0, stored: 1, fates: [UNKNOWN] }
				: { sent: 1, stored: 2, fates: [ACCEPTED] },
	}),
);

/** The event may be there; the key is refused all the same. */
const refusedKeys = ([401, 403] as const).map(
	(status): Row => ({
		what: `a reset, and at the repeat HTTP ${status}: nothing more is sent`,
		faults: [{ kind: 'reset', at: 'request', commit: 'before' }],
		standing: { kind: 'refuse', status },
		items: eventItems(3),
		options: RESENDING,
		promised: { sent: 2, stored: 1, fates: [UNKNOWN, NOT_SENT, NOT_SENT] },
		again: { sent: 1, stored: 1, fates: [UNKNOWN, NOT_SENT, NOT_SENT] },
	}),
);

const when = [
	['in the body', { retryAfter: 7 }, 7_000],
	['in the body, as text', { retryAfter: '7' }, 7_000],
	['in the header', { retryAfterHeader: '9' }, 9_000],
	['in the header, as a date', { retryAfterHeader: 'Wed, 21 Oct 2015 07:28:00 GMT' }, 1_000],
] as const;

const limited = [429, 503].flatMap((status) =>
	when.map(
		([where, said, waitedMs]): Row => ({
			what: `HTTP ${status} that says when to come back, ${where}: waited for, then all is sent`,
			faults: [undefined, { kind: 'refuse', status, ...said }],
			items: eventItems(4),
			options: ONE_BY_ONE,
			promised: { sent: 5, stored: 4, fates: times(4, ACCEPTED), waitedMs },
		}),
	),
);

/** After these nothing more is sent: Vambe takes none, for now or for this key. */
const endings = (
	[
		['HTTP 401', { kind: 'refuse', status: 401 }, 'notSent UNAUTHORIZED', NOT_SENT],
		['HTTP 403', { kind: 'refuse', status: 403 }, 'notSent FORBIDDEN', NOT_SENT],
		['a key revoked in mid-run', { kind: 'revoke' }, 'notSent UNAUTHORIZED', NOT_SENT],
		[
			'a rate limit beyond the longest wait',
			{ kind: 'refuse', status: 429, retryAfter: 61 },
			LIMITED,
			LIMITED,
		],
	] satisfies Array<[string, Fault, string, string]>
).flatMap(([what, fault, fate, rest]): Row[] => {
	// A pause that Vambe asked for outlasts the try. Of a key, only Vambe knows whether it is good now.
	const asked = fate === LIMITED ? 0 : 1;
	const isForGood = fault.kind === 'revoke' || fate === LIMITED;
	const later = { stored: 2, fates: [ACCEPTED, ACCEPTED, fate, rest, rest], waitedMs: 0 };
	const never = { stored: 0, fates: [fate, rest, rest], waitedMs: 0 };
	return [
		{
			what: `${what}: what was accepted stands, and nothing more is sent`,
			faults: [undefined, undefined],
			standing: fault,
			items: eventItems(5),
			options: ONE_BY_ONE,
			promised: { sent: 3, ...later },
			again: { sent: asked, ...later },
		},
		{
			what: `${what} from the first on: one request a try at most`,
			standing: fault,
			items: eventItems(3),
			options: ONE_BY_ONE,
			promised: { sent: 1, ...never },
			again: { sent: asked, ...never },
		},
		{
			what: `${what} at the first request only: a second try sends what is missing if it may`,
			faults: [fault],
			items: eventItems(3),
			options: ONE_BY_ONE,
			promised: { sent: 1, ...never },
			again: isForGood
				? { sent: asked, ...never }
				: { sent: 3, stored: 3, fates: times(3, ACCEPTED), waitedMs: 0 },
		},
	];
});

const refusals: Array<[what: string, fault: Fault, fate: string]> = [
	['HTTP 400', { kind: 'refuse', status: 400 }, REJECTED],
	['HTTP 404', { kind: 'refuse', status: 404 }, REJECTED],
	['HTTP 413', { kind: 'refuse', status: 413 }, REJECTED],
	['HTTP 413 as a web page', { kind: 'refuse', status: 413, as: 'html' }, REJECTED],
	['HTTP 422', { kind: 'refuse', status: 422 }, REJECTED],
	...(['success', 'ok', 'status', 'error'] as const).map((by): [string, Fault, string] => [
		`a 202 that says no by its ${by}`,
		{ kind: 'deny', by },
		REJECTED,
	]),
	...([301, 302, 307, 308] as const).map((status): [string, Fault, string] => [
		`HTTP ${status} to another host`,
		// Where it leads is known when the test runs.
		{ kind: 'redirect', status, to: '' },
		ELSEWHERE,
	]),
];

/** A no to one event says nothing of the others, and a second try may hear something else. */
const refused = refusals.flatMap(([what, fault, fate]): Row[] => [
	{
		what: `${what}: that event only`,
		faults: [undefined, fault],
		items: eventItems(3),
		options: ONE_BY_ONE,
		promised: { sent: 3, stored: 2, fates: [ACCEPTED, fate, ACCEPTED], waitedMs: 0 },
		stopping: {
			promised: { sent: 2, stored: 1, fates: [ACCEPTED, fate, NOT_SENT] },
			again: { sent: 2, stored: 3, fates: times(3, ACCEPTED) },
		},
	},
	{
		what: `${what} each time: asked once a try`,
		standing: fault,
		items: eventItems(2),
		options: ONE_BY_ONE,
		promised: { sent: 2, stored: 0, fates: [fate, fate], waitedMs: 0 },
		stopping: { promised: { sent: 1, stored: 0, fates: [fate, NOT_SENT] } },
	},
]);

const invalid = anEventItem(1, { event: '' });
const refusedAlways = anEventItem(1, { channel: UNKNOWN_CHANNEL });

/** The table of faults, Vambe's column. */
export const rows: Row[] = [
	...sentOnce,
	...resentInVain,
	...resentAndRefused,
	...refusedKeys,
	...limited,
	...endings,
	...refused,
	{
		what: 'a channel that Vambe does not know: that event only, at every try',
		items: [anEventItem(0), refusedAlways, anEventItem(2)],
		options: ONE_BY_ONE,
		promised: { sent: 3, stored: 2, fates: [ACCEPTED, REJECTED, ACCEPTED] },
		stopping: {
			promised: { sent: 2, stored: 1, fates: [ACCEPTED, REJECTED, NOT_SENT] },
			again: { sent: 1, stored: 1, fates: [ACCEPTED, REJECTED, NOT_SENT] },
		},
	},
	{
		what: 'an invalid event beside good ones: sent without it, or nothing at all',
		items: [anEventItem(0), invalid, anEventItem(2)],
		promised: { sent: 2, stored: 2, fates: [ACCEPTED, INVALID, ACCEPTED] },
		stopping: { promised: { sent: 0, stored: 0, fates: [NOT_SENT, INVALID, NOT_SENT] } },
	},
	{
		what: 'nothing but invalid events: no request',
		items: [invalid, invalid],
		promised: { sent: 0, stored: 0, fates: [INVALID, INVALID] },
	},
	{
		what: 'two events alike to the letter: both sent, each once',
		faults: [undefined, { kind: 'reset', at: 'body', commit: 'before' }],
		items: times(3, anEventItem(0)),
		options: ONE_BY_ONE,
		promised: { sent: 3, stored: 3, fates: [ACCEPTED, UNKNOWN, ACCEPTED] },
		stopping: {
			promised: { sent: 2, stored: 2, fates: [ACCEPTED, UNKNOWN, NOT_SENT] },
			again: { sent: 1, stored: 3, fates: [ACCEPTED, UNKNOWN, ACCEPTED] },
		},
	},
	{
		what: 'HTTP 429 without a time: back-off, sent again',
		faults: times(2, { kind: 'refuse', status: 429 }),
		items: eventItems(3),
		options: ONE_BY_ONE,
		promised: { sent: 5, stored: 3, fates: times(3, ACCEPTED) },
	},
	{
		what: 'HTTP 429 without a time, each time: four requests, and the rest without any',
		standing: { kind: 'refuse', status: 429 },
		items: eventItems(3),
		options: ONE_BY_ONE,
		promised: { sent: 4, stored: 0, fates: times(3, LIMITED) },
	},
	{
		what: 'HTTP 429 each time, for 7 s: until the longest wait is over, and the rest without any',
		standing: { kind: 'refuse', status: 429, retryAfter: 7 },
		items: eventItems(3),
		options: ONE_BY_ONE,
		// The tenth would have to wait until the 63rd second, and there the second try begins.
		promised: { sent: 9, stored: 0, fates: times(3, LIMITED) },
		again: { sent: 8, stored: 0, fates: times(3, LIMITED) },
	},
	{
		what: 'HTTP 429 when the user allows no repeats: one request, and the rest without any',
		faults: [undefined],
		standing: { kind: 'refuse', status: 429, retryAfter: 1 },
		items: eventItems(3),
		options: { ...ONE_BY_ONE, maxRetries: 0 },
		promised: { sent: 2, stored: 1, fates: [ACCEPTED, LIMITED, LIMITED], waitedMs: 0 },
		again: { sent: 1, stored: 1, fates: [ACCEPTED, LIMITED, LIMITED], waitedMs: 0 },
	},
	{
		what: 'HTTP 503 beyond the longest wait: not waited for',
		standing: { kind: 'refuse', status: 503, retryAfterHeader: '61' },
		items: eventItems(1),
		promised: { sent: 1, stored: 0, fates: [BUSY], waitedMs: 0 },
		again: { sent: 0, stored: 0, fates: [BUSY], waitedMs: 0 },
	},
	{
		what: 'a slow answer that ends in time: accepted',
		faults: [{ kind: 'slow', msPerByte: 0 }],
		items: eventItems(1),
		promised: { sent: 1, stored: 1, fates: [ACCEPTED] },
	},
	{
		what: "'Max per Hour' reached: the rest is not sent, nor by a second try",
		items: eventItems(4),
		options: { ...ONE_BY_ONE, maxPerHour: 2 },
		promised: { sent: 2, stored: 2, fates: [ACCEPTED, ACCEPTED, LIMITED, LIMITED], waitedMs: 0 },
		again: { sent: 0, stored: 2, fates: [ACCEPTED, ACCEPTED, LIMITED, LIMITED], waitedMs: 0 },
	},
	{
		what: "'Max per Hour' reached, with time to wait: the rest is sent an hour later",
		items: eventItems(4),
		options: { ...ONE_BY_ONE, maxPerHour: 2, maxWaitSeconds: 3_600 },
		promised: { sent: 4, stored: 4, fates: times(4, ACCEPTED), waitedMs: 3_600_000 },
	},
	{
		what: "'Max per Hour' reached by a refused request: that counts, too",
		faults: [{ kind: 'refuse', status: 400 }],
		items: eventItems(3),
		options: { ...ONE_BY_ONE, maxPerHour: 2 },
		promised: { sent: 2, stored: 1, fates: [REJECTED, ACCEPTED, LIMITED] },
		stopping: {
			promised: { sent: 1, stored: 0, fates: [REJECTED, NOT_SENT, NOT_SENT] },
			again: { sent: 1, stored: 1, fates: [ACCEPTED, LIMITED, LIMITED] },
		},
	},
];
