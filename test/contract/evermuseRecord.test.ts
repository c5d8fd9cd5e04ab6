import fc from 'fast-check';
import { join } from 'node:path';
import { get } from 'lodash';
import { readOpenApi } from '../../sandbox/openApi';
import { badRecords, goodRecords } from '../fixtures/recordCases';
import { aRecord } from '../sandbox/aRecord';
import { HOSTS, withZod } from '../support/withZod';
import { anyRecord } from './anyRecord';

/** A failure prints the seed, the record, and how to run it again. */
const RUNS = { seed: 20260224, numRuns: 10_000 };

const isByDocument = readOpenApi(join(__dirname, '../../specs/evermuse.openapi.yaml')).component(
	'IngestRecord',
);

/** What the published document says is wrong with a record: the rule, and what it is about. */
const faultsByDocument = (record: unknown): string[] =>
	isByDocument(record)
		? []
		: (isByDocument.errors ?? []).map(({ keyword, params }) => `${keyword} ${params.format ?? ''}`);

/** Where we and the document differ, and are meant to. */
const INTENDED = {
	'we take a URL of the right letters in the wrong order: only the whole grammar of RFC 3986 finds that':
		(record: unknown, ours: boolean) =>
			ours && faultsByDocument(record).every((fault) => fault === 'format uri'),
	'we refuse records of which the only vendor ID is called __proto__: zod drops that name': (
		record: unknown,
		ours: boolean,
	) => !ours && Object.keys(get(record, '_vendor_ids', {})).join() === '__proto__',
};

describe.each(HOSTS)('On a host with %s, our schema and the published document', (_host, zod) => {
	const { recordRule, checkRecord } = withZod(zod, () => ({
		...(require('../../nodes/Evermuse/schemas/record') as typeof import('../../nodes/Evermuse/schemas/record')),
		...(require('../../nodes/Evermuse/logic/checkRecord') as typeof import('../../nodes/Evermuse/logic/checkRecord')),
	}));
	const isByUs = (record: unknown) => checkRecord(record).length === 0;

	it('are compared with that zod indeed', () => {
		expect('_zod' in recordRule.schema).toBe(zod === 'zod4');
	});

	it('agree on 10,000 records, good ones and bad ones, but for the differences we intend', () => {
		const verdicts = { good: 0, bad: 0 };
		fc.assert(
			fc.property(anyRecord, (record) => {
				const ours = isByUs(record);
				const theirs = isByDocument(record);
				if (ours === theirs) verdicts[ours ? 'good' : 'bad']++;
				else expect(Object.values(INTENDED).some((isMeant) => isMeant(record, ours))).toBe(true);
			}),
			RUNS,
		);
		expect(verdicts.good).toBeGreaterThan(3_000);
		expect(verdicts.bad).toBeGreaterThan(3_000);
	}, 60_000);

	it('take each record that is accepted at a glance, which most good ones are', () => {
		const glances = { accepted: 0, good: 0 };
		fc.assert(
			fc.property(anyRecord, (record) => {
				const isGood = recordRule.schema.safeParse(record).success;
				const isAccepted = recordRule.accepts(record);
				if (isGood) glances.good++;
				if (isAccepted) glances.accepted++;
				expect(isGood || !isAccepted).toBe(true);
			}),
			RUNS,
		);
		// Some have texts so long that it takes counting, or nothing in their vendor IDs.
		expect(glances.accepted).toBeGreaterThan(0.6 * glances.good);
	}, 60_000);

	it.each<[string, (record: Record<string, unknown>) => unknown]>([
		['a date for a time', (record) => ({ ...record, _event_at: new Date(0) })],
		['an undefined field', (record) => ({ ...record, _type: undefined })],
		[
			'a field that it inherits',
			({ _type, ...rest }) => Object.assign(Object.create({ _type }), rest),
		],
		[
			'a way to write itself',
			(record) => Object.assign(Object.create({ toJSON: () => 1 }), record),
		],
		[
			'a list that writes itself',
			(record) => ({ ...record, _tags: Object.assign([], { toJSON: () => 1 }) }),
		],
	])('are asked about a record with %s', (_what, change) => {
		expect(recordRule.accepts(change(aRecord()))).toBe(false);
	});

	it.each(['https://a.co/x?filter[a]=b', 'https://a.co/x#one#two', 'https:?'])(
		'differ in a URL like %s',
		(vendor_url) => {
			const record = aRecord({ _attachments: [{ type: 'file', vendor_url }] });

			expect(isByUs(record)).toBe(true);
			expect(faultsByDocument(record)).toEqual(['format uri']);
		},
	);

	it('differ in a vendor ID called __proto__', () => {
		const record: unknown = JSON.parse(
			JSON.stringify(aRecord()).replace('message_id', '__proto__'),
		);

		expect(isByUs(record)).toBe(false);
		expect(faultsByDocument(record)).toEqual([]);
	});
});

describe('The published document', () => {
	const wire = (overrides: object): unknown =>
		JSON.parse(JSON.stringify(aRecord({ ...overrides })));

	it.each(goodRecords)('takes a record %s, as we do', (_what, overrides) => {
		expect(faultsByDocument(wire(overrides))).toEqual([]);
	});

	it.each(badRecords)('refuses a record with %s, as we do', (_what, overrides) => {
		expect(isByDocument(wire(overrides))).toBe(false);
	});
});
