import { range } from 'lodash';
import type { Fault } from '../../sandbox/faults/fault';
import { aRecord } from '../sandbox/aRecord';
import type { EvermuseOptions } from './evermuseInvariants';
import { vendorId } from './evermuseInvariants';
import type { Tries } from './fates';
import { ACCEPTED, NOT_SENT, REJECTED, times } from './fates';
import type { Commit } from './lostFaults';
import { COMMITS, faultOfItsOwn, inWords, noAnswer, wrongAnswer } from './lostFaults';

/** A row of the table of faults. */
export interface Row extends Tries {
	what: string;
	/** What the requests meet, one after the other. */
	faults?: Array<Fault | undefined>;
	/** What all further requests meet. */
	standing?: Fault;
	items?: object[];
	options?: EvermuseOptions;
}

/** So many good records, but for what is put over each. */
export const records = (count: number, overrides: (item: number) => object = () => ({})) =>
	range(count).map((item) => aRecord({ _vendor_ids: vendorId(item), ...overrides(item) }));
const poisonedIf = (isPoisoned: (item: number) => boolean) => (item: number) =>
	isPoisoned(item) ? { _vendor_ids: vendorId(item, 'poison') } : {};
const rejectedIf = (isRejected: (item: number) => boolean) => (item: number) =>
	isRejected(item) ? { _tags: ['sandbox-reject'] } : {};

/** One record a request, one request after the other. */
export const ONE_BY_ONE = { batchSize: 1, concurrency: 1 };

/** Without a clear answer: sent again, with the same key and bytes, and stored once. */
const repeated = [...noAnswer, ...wrongAnswer, ...faultOfItsOwn].flatMap(([what, fault]) =>
	COMMITS.map(
		(commit): Row => ({
			what: `${what}, ${inWords[commit]}: sent again, stored once`,
			faults: [fault(commit)],
			items: records(2),
			promised: { sent: 2, stored: 2, fates: [ACCEPTED, ACCEPTED] },
		}),
	),
);

const givenUp = (
	[
		['a reset', (commit) => ({ kind: 'reset', at: 'request', commit }), 'UNCONFIRMED'],
		['a time-out', (commit) => ({ kind: 'hang', at: 'request', commit }), 'UNCONFIRMED'],
		['a web page', (commit) => ({ kind: 'wrongBody', body: 'html', commit }), 'UNEXPECTED_ANSWER'],
		[
			'an empty 202',
			(commit) => ({ kind: 'wrongBody', body: 'empty', commit }),
			'UNEXPECTED_ANSWER',
		],
		['HTTP 500', (commit) => ({ kind: 'refuse', status: 500, commit }), 'SERVER_FAULT'],
		['HTTP 503', (commit) => ({ kind: 'refuse', status: 503, commit }), 'SERVER_FAULT'],
		['HTTP 409', (commit) => ({ kind: 'refuse', status: 409, commit }), 'UNCONFIRMED'],
	] satisfies Array<[string, (commit: Commit) => Fault, string]>
).flatMap(([what, fault, code]) =>
	COMMITS.map(
		(commit): Row => ({
			what: `${what} each time, ${inWords[commit]}: sent six times, then ${code}`,
			standing: fault(commit),
			items: records(2),
			promised: {
				sent: 6,
				stored: commit === 'before' ? 2 : 0,
				fates: times(2, `unsure ${code}`),
			},
		}),
	),
);

/** Bodies over 1 MB. */
const large = records(4, () => ({ data: { text: 'x'.repeat(400_000) } }));
const halvedWhenSilent = COMMITS.map((commit): Row => {
	const reset: Fault = { kind: 'reset', at: 'request', commit };
	return {
		what: `two resets on a body over 1 MB, ${inWords[commit]}: halved`,
		faults: [reset, reset],
		items: large,
		promised: { sent: 4, stored: 4, fates: times(4, ACCEPTED) },
	};
});

const lies = (
	[
		'oneTooFew',
		'oneTooMany',
		'indexBeyondTheEnd',
		'indexNegative',
		'indexRepeated',
		'errorsWithoutRejection',
	] as const
).flatMap((what): Row[] => {
	const fault: Fault = { kind: 'lie', what };
	const items = records(
		4,
		rejectedIf((item) => item === 3),
	);
	const open = 'unsure UNCONFIRMED';
	const truth = [ACCEPTED, ACCEPTED, ACCEPTED, REJECTED];
	// By then the lie is over, and the key known.
	const again = { sent: 1, stored: 3, fates: truth };
	return [
		{
			what: `a 202 that lies (${what}): the rest is found out`,
			faults: [fault],
			items,
			promised: {
				sent: what === 'indexRepeated' ? 2 : 3,
				stored: 3,
				fates: truth,
			},
			again,
		},
		{
			what: `a 202 that lies (${what}), not to be looked into: the rest UNCONFIRMED`,
			faults: [fault],
			items,
			options: { isolateRejected: false },
			promised: {
				sent: 1,
				stored: 3,
				fates: [open, open, open, what === 'errorsWithoutRejection' ? open : REJECTED],
			},
			again,
		},
	];
});

const sixty = records(
	60,
	rejectedIf((item) => item % 2 === 1),
);
const fatesOfSixty = range(60).map((item) => (item % 2 === 1 ? REJECTED : ACCEPTED));

/** What nobody can know: the plain word that nothing was taken, with more rejected than named. */
const denied: Row = {
	what: 'a 202 that takes nothing, and lies: believed, and put right when run again',
	faults: [{ kind: 'lie', what: 'indexRepeated' }],
	items: records(
		25,
		rejectedIf((item) => item !== 24),
	),
	promised: { sent: 1, stored: 1, fates: times(25, REJECTED) },
	again: { sent: 2, stored: 1, fates: [...times(24, REJECTED), ACCEPTED] },
};

const refusedBatches = (['errors', 'details', 'nowhere'] as const).map(
	(named): Row => ({
		what: `a 400 because of two records, named ${named}: the others are accepted`,
		standing: { kind: 'poison', named },
		items: records(
			8,
			poisonedIf((item) => item === 2 || item === 5),
		),
		promised: {
			// Nameless: 8, then 4 4, then 2 2 2 2, and of the two bad pairs each record alone.
			sent: named === 'nowhere' ? 11 : 2,
			stored: 6,
			fates: range(8).map((item) => (item === 2 || item === 5 ? REJECTED : ACCEPTED)),
		},
	}),
);

const limited = (
	[
		['in the body', { retryAfter: 7 }, 7_000],
		['in the body, as text', { retryAfter: '7' }, 7_000],
		['in the header', { retryAfterHeader: '9' }, 9_000],
		['in the header, as a date', { retryAfterHeader: 'Wed, 21 Oct 2015 07:28:00 GMT' }, 1_000],
	] as const
).map(
	([where, said, waitedMs]): Row => ({
		what: `a 429 that says how long, ${where}: waited for, and then the rest is sent`,
		faults: [undefined, { kind: 'refuse', status: 429, ...said }],
		items: records(4),
		options: { batchSize: 1, concurrency: 1 },
		promised: { sent: 5, stored: 4, fates: times(4, ACCEPTED), waitedMs },
	}),
);

/** The table of faults, Evermuse's column. */
export const rows: Row[] = [
	...repeated,
	...givenUp,
	{
		what: 'a reset of the upload: sent again, stored once',
		faults: [{ kind: 'resetUpload' }],
		promised: { sent: 2, stored: 1, fates: [ACCEPTED] },
	},
	...halvedWhenSilent,
	...lies,
	denied,
	{
		what: 'a 202 with more rejected than named: each fate is found out',
		items: sixty,
		promised: { sent: 2, stored: 30, fates: fatesOfSixty },
	},
	{
		what: 'a 202 with more rejected than named, not to be looked into: the rest UNCONFIRMED',
		items: sixty,
		options: { isolateRejected: false },
		promised: {
			sent: 1,
			stored: 30,
			fates: fatesOfSixty.map((fate, item) =>
				fate === REJECTED && item < 40 ? fate : 'unsure UNCONFIRMED',
			),
		},
	},
	...refusedBatches,
	...([401, 403] as const).map((status): Row => {
		const code = status === 401 ? 'UNAUTHORIZED' : 'FORBIDDEN';
		return {
			what: `HTTP ${status}: stops at once, the rest NOT_SENT`,
			faults: [undefined],
			standing: { kind: 'refuse', status },
			items: records(4),
			options: ONE_BY_ONE,
			promised: {
				sent: 2,
				stored: 1,
				fates: [ACCEPTED, `notSent ${code}`, NOT_SENT, NOT_SENT],
			},
			again: {
				sent: 1,
				stored: 1,
				// What the first try stored stays stored.
				fates: [`unsure ${code}`, NOT_SENT, NOT_SENT, NOT_SENT],
			},
		};
	}),
	{
		what: 'a key revoked in mid-run: earlier results stand, the rest NOT_SENT',
		faults: [undefined, undefined, { kind: 'revoke' }],
		items: records(4),
		options: ONE_BY_ONE,
		promised: {
			sent: 3,
			stored: 2,
			fates: [ACCEPTED, ACCEPTED, 'notSent UNAUTHORIZED', NOT_SENT],
		},
		again: {
			sent: 1,
			stored: 2,
			fates: ['unsure UNAUTHORIZED', 'unsure NOT_SENT', NOT_SENT, NOT_SENT],
		},
	},
	{
		what: 'a 413: halved and sent again',
		faults: [{ kind: 'refuse', status: 413 }],
		items: records(4),
		promised: { sent: 3, stored: 4, fates: times(4, ACCEPTED) },
	},
	{
		what: 'a 413 on a record alone: RECORD_TOO_LARGE',
		standing: { kind: 'refuse', status: 413 },
		items: records(2),
		promised: { sent: 3, stored: 0, fates: times(2, 'rejected RECORD_TOO_LARGE') },
	},
	...limited,
	{
		what: 'a 429 without a time: back-off, sent again',
		faults: times(2, { kind: 'refuse', status: 429 }),
		items: records(3),
		promised: { sent: 3, stored: 3, fates: times(3, ACCEPTED) },
	},
	{
		what: 'a 429 beyond the longest wait: the rest RATE_LIMITED, without a request each',
		faults: [undefined],
		standing: { kind: 'refuse', status: 429, retryAfter: 121 },
		items: records(4),
		options: ONE_BY_ONE,
		promised: {
			sent: 2,
			stored: 1,
			fates: [ACCEPTED, ...times(3, 'notSent RATE_LIMITED')],
			waitedMs: 0,
		},
		again: {
			sent: 1,
			stored: 1,
			fates: ['unsure RATE_LIMITED', ...times(3, 'notSent RATE_LIMITED')],
			waitedMs: 0,
		},
	},
	...([301, 302, 307, 308] as const).map(
		(status): Row => ({
			what: `HTTP ${status} to another host: refused`,
			// Where it leads is known when the test runs.
			standing: { kind: 'redirect', status, to: '' },
			items: records(2),
			promised: { sent: 1, stored: 0, fates: times(2, 'notSent UNEXPECTED_ANSWER') },
		}),
	),
	{
		what: 'a slow answer that ends in time: accepted',
		faults: [{ kind: 'slow', msPerByte: 0 }],
		promised: { sent: 1, stored: 1, fates: [ACCEPTED] },
	},
	{
		what: 'a 409 while the key is in flight: asked again with the same key',
		faults: [{ kind: 'inFlight409', requests: 3 }],
		items: records(2),
		promised: { sent: 4, stored: 2, fates: times(2, ACCEPTED) },
	},
];
