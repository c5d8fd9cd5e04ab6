import fc from 'fast-check';
import { RECORD_TYPES } from '../../nodes/Evermuse/schemas/record';
import { aRecord } from '../sandbox/aRecord';
import type { WeightedFault } from './anyFault';
import { anyFault } from './anyFault';
import type { EvermuseOptions } from './evermuseInvariants';
import { vendorId } from './evermuseInvariants';
import type { Schedule } from './schedule';
import { drawSchedule } from './schedule';
import { seldom, some, weighted } from './weighted';

const namedErrors = fc.array(fc.record({ index: fc.integer({ min: -1, max: 30 }) }), {
	maxLength: 3,
});

const ofItsOwn: WeightedFault[] = [
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
	[2, fc.record({ kind: some('inFlight409'), requests: some(1, 2, 7) })],
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
];

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

/** Any run of Evermuse Ingest, with anything that can go wrong. */
export const evermuseSchedule = (
	seed: number,
	stranger: string,
): Schedule<object, EvermuseOptions> =>
	drawSchedule(seed, { items: records, options, fault: anyFault(stranger, ofItsOwn) });
