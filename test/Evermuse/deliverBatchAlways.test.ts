import fc from 'fast-check';
import { range } from 'lodash';
import { EVERMUSE } from '../../nodes/Evermuse/advice';
import type { Delivery, SentBatch } from '../../nodes/Evermuse/logic/deliverBatch';
import { deliverBatch, MAX_REQUESTS_PER_BATCH } from '../../nodes/Evermuse/logic/deliverBatch';
import { createBrake } from '../../nodes/shared/logic/brake';
import { somePackedRecords } from '../support/aPackedRecord';
import type { Misstep, Rules } from './modelEvermuse';
import { MISSTEPS, modelEvermuse } from './modelEvermuse';

interface Case extends Omit<Required<Rules>, 'errorsOf'> {
	/** The number of errors of each record. */
	errors: number[];
	isolate: boolean;
}

/** Batches in which none, a few, most or all records are bad, each for one to three reasons. */
const someErrors = fc
	.tuple(fc.integer({ min: 1, max: 200 }), fc.constantFrom(0, 0.004, 0.05, 0.5, 0.95, 1))
	.chain(([count, share]) =>
		fc.array(
			fc
				.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 3 }))
				.map(([chance, errors]) => (chance < share ? errors : 0)),
			{ minLength: count, maxLength: count },
		),
	);

type Missteps = fc.Arbitrary<Array<Misstep | undefined>>;

const someCases = (missteps: Missteps) =>
	fc.record<Case>({
		errors: someErrors,
		bad: fc.constantFrom('rejected', 'refused and named', 'refused'),
		names: fc.constantFrom(20, 1, 0),
		bytesPerRecord: fc.constantFrom(100, 20_000, 600_000),
		maxBytes: fc.constantFrom(Infinity, 4_000_000, 10_000),
		missteps,
		isolate: fc.boolean(),
	});

const honest: Missteps = fc.constant([]);
const anything: Missteps = fc.array(
	fc.option(fc.constantFrom(...MISSTEPS), { nil: undefined, freq: 3 }),
	{
		maxLength: 12,
	},
);
const oneForEver: Missteps = fc
	.constantFrom(...MISSTEPS.slice(0, 5))
	.map((misstep) => Array<Misstep>(MAX_REQUESTS_PER_BATCH).fill(misstep));

/** Delivers a batch to a model, and has the check look at what came of it. */
const property = (
	missteps: Missteps,
	check: (outcome: ReturnType<typeof outcomeOf>, one: Case) => void,
) =>
	fc.assert(
		fc.asyncProperty(someCases(missteps), async (one) => {
			const { errors, isolate, ...rules } = one;
			const model = modelEvermuse({ ...rules, errorsOf: (item) => errors[item] });
			const brake = createBrake(EVERMUSE, false, () => false);
			const records = somePackedRecords(errors.length);
			const delivery = await deliverBatch(records, model.submit, isolate, brake);
			check(outcomeOf(delivery, model), one);
		}),
		{ seed: 2026, numRuns: 300 },
	);

function outcomeOf(
	{ sent, results }: Delivery,
	{ taken, requests }: ReturnType<typeof modelEvermuse>,
) {
	const itemsThat = (fate: string) =>
		results
			.filter((result) => (result.ok ? 'accepted' : result.failure.outcome) === fate)
			.map(({ itemIndex }) => itemIndex);
	return {
		items: results.map(({ itemIndex }) => itemIndex),
		accepted: itemsThat('accepted'),
		unsure: itemsThat('unsure'),
		refused: [...itemsThat('rejected'), ...itemsThat('notSent')],
		taken,
		requests,
		sent,
	};
}

const itemsIn = ({ records }: SentBatch) => records.map(({ itemIndex }) => itemIndex);

const ascending = (items: Iterable<number>) => Array.from(items).sort((a, b) => a - b);

describe.each([
	['answers honestly', honest],
	['misbehaves now and then', anything],
	['misbehaves in one way for ever', oneForEver],
])('Whatever is in a batch, when Evermuse %s,', (_how, missteps) => {
	it('each record has exactly one fate', () =>
		property(missteps, ({ items }, { errors }) => {
			expect(ascending(items)).toEqual(range(errors.length));
		}));

	it('what is said to be accepted was taken', () =>
		property(missteps, ({ accepted, taken }) => {
			expect(accepted.filter((item) => !taken.has(item))).toEqual([]);
		}));

	it('what is said to be rejected or not sent was not taken', () =>
		property(missteps, ({ refused, taken }) => {
			expect(refused.filter((item) => taken.has(item))).toEqual([]);
		}));

	it('there is an end to the requests, and each is told of', () =>
		property(missteps, ({ sent, requests }) => {
			expect(requests.length).toBeLessThanOrEqual(MAX_REQUESTS_PER_BATCH);
			expect(sent.map(itemsIn).map(String)).toEqual(requests.map(String));
		}));

	it('a part has no record twice, and none goes again in the same company', () =>
		property(missteps, ({ requests }) => {
			for (const items of requests) expect(new Set(items).size).toBe(items.length);
			expect(new Set(requests.map(String)).size).toBe(requests.length);
		}));
});

describe('Whatever is in a batch, when Evermuse answers honestly,', () => {
	it('nothing stays unclear, unless the requests are used up or not wanted', () =>
		property(honest, ({ unsure, requests }, { isolate }) => {
			if (isolate && requests.length < MAX_REQUESTS_PER_BATCH) expect(unsure).toEqual([]);
		}));

	it('all good records are accepted, unless the requests are used up or all parts are refused', () =>
		property(honest, ({ accepted, taken, requests }, { errors, isolate, ...rules }) => {
			const { bad, names, bytesPerRecord, maxBytes } = rules;
			const isNamed = bad === 'rejected' || (bad === 'refused and named' && names > 0);
			const isFoundOut = isolate && requests.length < MAX_REQUESTS_PER_BATCH;
			if (!isFoundOut || bytesPerRecord > maxBytes || (taken.size === 0 && !isNamed)) return;

			const good = range(errors.length).filter((item) => errors[item] === 0);
			expect(ascending(accepted)).toEqual(good);
		}));

	it('nothing is sent again when that is not wanted, but what is too large', () =>
		property(honest, ({ requests, sent }, { isolate }) => {
			const answered = sent.filter(({ reply }) => reply.kind !== 'tooLarge');
			if (!isolate) {
				const items = answered.flatMap(itemsIn);
				expect(new Set(items).size).toBe(items.length);
				expect(requests.length).toBeLessThanOrEqual(MAX_REQUESTS_PER_BATCH);
			}
		}));
});
