import fc from 'fast-check';
import { RECORD_TYPES } from '../../nodes/Evermuse/schemas/record';
import type { Fault } from '../../sandbox/faults/fault';
import { aRecord } from '../sandbox/aRecord';
import type { EvermuseOptions } from './evermuseInvariants';
import { vendorId } from './evermuseInvariants';
import type { Handling } from './useEvermuseDelivery';
import { HANDLINGS } from './useEvermuseDelivery';

/** A run with everything that goes wrong in it. */
export interface Schedule {
	items: object[];
	options: EvermuseOptions;
	handling: Handling;
	/** What each request meets in order of arrival. */
	faults: Array<Fault | undefined>;
	/** What all further requests meet. */
	standing?: Fault;
}

/** The same seed always gives the same schedule. */
export const evermuseSchedule = (seed: number, stranger: string): Schedule =>
	fc.sample(anySchedule(stranger), { seed, numRuns: 1 })[0];

/** One of these, as often as its weight says. */
const weighted = <Value>(...options: Array<[weight: number, value: fc.Arbitrary<Value>]>) =>
	fc.oneof(...options.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const some = <const Value>(...values: Value[]) => fc.constantFrom(...values);

const commit = some('before', 'never');
const retryAfter = some<string | number | null>(0, 1, 7, '9', 119, 121, 100_000, -1, 'soon', null);
const retryAfterHeader = some('3', '500', 'never', 'Wed, 21 Oct 2015 07:28:00 GMT');
const namedErrors = fc.array(fc.record({ index: fc.integer({ min: -1, max: 30 }) }), {
	maxLength: 3,
});

const fault = (stranger: string): fc.Arbitrary<Fault> =>
	weighted<Fault>(
		[3, fc.record({ kind: some('reset'), at: some('request', 'head', 'body'), commit })],
		[1, some({ kind: 'resetUpload' })],
		[1, fc.record({ kind: some('close'), at: some('request', 'head'), commit })],
		[2, fc.record({ kind: some('cut'), framing: some('length', 'chunked', 'untilClose'), commit })],
		[1, fc.record({ kind: some('hang'), at: some('request', 'head', 'body'), commit })],
		[
			1,
			fc.record({ kind: some('drip'), at: some('head', 'body'), msPerByte: some(1, 10), commit }),
		],
		[1, some({ kind: 'slow', msPerByte: 0 })],
		[1, fc.record({ kind: some('noHttp'), commit })],
		[
			3,
			fc.record({
				kind: some('wrongBody'),
				body: some('text', 'html', 'empty', 'null', 'emptyObject', 'otherShape', 'halfJson'),
				status: some(200, 202, 204, undefined),
				commit,
			}),
		],
		[1, fc.record({ kind: some('badGzip'), commit })],
		[
			5,
			fc.record({
				kind: some('lie'),
				what: some(
					'oneTooFew',
					'oneTooMany',
					'indexBeyondTheEnd',
					'indexNegative',
					'indexRepeated',
					'errorsWithoutRejection',
					'fewerNamed',
				),
			}),
		],
		[5, fc.record({ kind: some('poison'), named: some('errors', 'details', 'nowhere') })],
		[1, some({ kind: 'revoke' })],
		[2, fc.record({ kind: some('inFlight409'), requests: some(1, 2, 7) })],
		[
			1,
			fc.record({
				kind: some('redirect'),
				status: some(301, 302, 307, 308),
				to: some(stranger),
			}),
		],
		// What may be left behind by these, nobody can tell from outside.
		[
			4,
			fc.record({
				kind: some('refuse'),
				status: some(409, 500, 502, 503, 504, 599),
				commit,
				as: some('json', 'html', 'empty'),
			}),
		],
		// By these nothing is: an honest service has said no.
		[
			3,
			fc.record(
				{ kind: some('refuse'), status: some(429), retryAfter, retryAfterHeader },
				{ requiredKeys: ['kind', 'status'] },
			),
		],
		[3, some({ kind: 'refuse', status: 413 }, { kind: 'refuse', status: 413, as: 'html' })],
		[
			3,
			fc.record(
				{
					kind: some('refuse'),
					status: some(400, 422),
					errors: namedErrors,
					details: fc.record({ errors: namedErrors }),
				},
				{ requiredKeys: ['kind', 'status'] },
			),
		],
		[1, fc.record({ kind: some('refuse'), status: some(401, 403, 404) })],
	);

interface Plan {
	type: string;
	product: string;
	what: 'good' | 'rejected' | 'poisoned' | 'invalid' | 'unwritable';
	letters: number;
}

/** A record of each input item: good, or bad in one of the ways in which records are. */
function toRecord({ type, product, what, letters }: Plan, item: number): object {
	return aRecord({
		_type: type,
		_product_id: product,
		_vendor_ids: vendorId(item, what === 'poisoned' ? 'poison' : 'record'),
		...(what === 'rejected' && { _tags: ['sandbox-reject'] }),
		...(what === 'invalid' && { _nature: 'unknown', _schema_version: undefined }),
		data: { text: 'ñ'.repeat(letters), ...(what === 'unwritable' && { count: NaN }) },
	});
}

const LARGE = 200_000;

const records = fc
	.record({
		types: fc.integer({ min: 1, max: 3 }),
		products: fc.integer({ min: 1, max: 2 }),
		badOf100: some(0, 1, 5, 30, 95),
		size: weighted<{ min: number; max: number }>(
			[6, some({ min: 1, max: 12 })],
			[3, some({ min: 20, max: 100 })],
			[1, some({ min: 250, max: 300 })],
		),
	})
	.chain(({ types, products, badOf100, size }) =>
		fc.array(
			fc.record<Plan>({
				type: some(...RECORD_TYPES.slice(0, types)),
				product: some(...['prod-1', 'prod-2'].slice(0, products)),
				what: weighted<Plan['what']>(
					[100 - badOf100, some('good')],
					[badOf100, some('rejected', 'rejected', 'rejected', 'poisoned', 'poisoned', 'invalid')],
					[Math.ceil(badOf100 / 20), some('unwritable')],
				),
				letters: weighted([98, fc.nat(40)], [2, fc.nat(LARGE)]),
			}),
			{ minLength: size.min, maxLength: size.max, size: 'max' },
		),
	)
	.map((plans) => plans.map(toRecord));

/** Mostly not said. */
const seldom = <Value>(value: fc.Arbitrary<Value>) =>
	weighted<Value | undefined>([3, some(undefined)], [1, value]);

const options = fc
	.record({
		concurrency: fc.integer({ min: 1, max: 4 }),
		contentType: some('ndjson', 'array', 'records'),
		isolateRejected: weighted([5, some(true)], [1, some(false)]),
		checkBeforeSending: fc.boolean(),
		batchSize: seldom(some(1, 3, 25)),
		maxBatchBytes: seldom(some(400, 2_000, 500_000)),
		maxRetries: seldom(some(0, 1, 2)),
		maxWaitSeconds: seldom(some(0, 5)),
		idempotency: weighted([8, some('content')], [1, some('none')], [1, some('custom')]),
		idempotencyKey: some('nightly'),
	})
	.map((all) => JSON.parse(JSON.stringify(all)) as EvermuseOptions);

const anySchedule = (stranger: string): fc.Arbitrary<Schedule> =>
	fc.record({
		items: records,
		options,
		handling: some(...HANDLINGS),
		faults: fc.array(weighted<Fault | undefined>([1, some(undefined)], [1, fault(stranger)]), {
			maxLength: 20,
			size: 'max',
		}),
		// A service that never answers takes real time with each request.
		standing: weighted<Fault | undefined>([6, some(undefined)], [1, fault(stranger)]).filter(
			(standing) => standing?.kind !== 'hang' && standing?.kind !== 'drip',
		),
	});
