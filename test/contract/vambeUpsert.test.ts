import { join } from 'node:path';
import * as fc from 'fast-check';
import { get, set, unset } from 'lodash';
import type * as BuildUpsert from '../../nodes/Vambe/logic/buildUpsert';
import type * as ContactUpsert from '../../nodes/Vambe/schemas/contactUpsert';
import { readOpenApi } from '../../sandbox/openApi';
import { HOSTS, withZod } from '../support/withZod';

const SEED = 20_261_121;
const RUNS = 2_000;

/** The document's own judgement, by its lengths and its formats. */
const isInDocument = readOpenApi(join(__dirname, '../../specs/vambe.openapi.yaml')).component(
	'UpsertContact',
);

/** What the document says of each channel in words: the fields that it needs. */
const NEEDED: Record<string, string[]> = {
	whatsapp: ['channel_phone_number', 'contact_phone_number'],
	'web-whatsapp': ['channel_phone_number', 'contact_phone_number'],
	webchat: ['channel_id', 'external_user_id'],
};

const lacks = (given: unknown) =>
	NEEDED[String(get(given, 'channel'))]?.some((field) => get(given, field) === undefined);

interface Difference {
	name: string;
	/** What our check does, against the document. */
	ours: 'accepts' | 'refuses';
	example: object;
	applies: (given: unknown) => boolean;
}

const ON_WHATSAPP = {
	channel: 'whatsapp',
	channel_phone_number: '+56999999999',
	contact_phone_number: '+56911112222',
};

const contact = (overrides: object) => ({ ...ON_WHATSAPP, ...overrides });

/** All texts in a value, unescaped: JSON.stringify would write half a character as an escape. */
const textsOf = (value: unknown): string =>
	typeof value === 'object' && value !== null
		? Object.entries(value)
				.map(([name, inner]) => `${name} ${textsOf(inner)}`)
				.join(' ')
		: String(value);

const UUID_OF_A_VERSION =
	/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

const SOME_UUIDS = ['770e8400-e29b-41d4-a716-446655440002', '9D1C0A7E-3E9F-4A2C-8F1B-1F2B1A3C4D5E'];

const TEXTS = ['contact_phone_number', 'contact_name', 'contact_email'];
const UUIDS = ['channel_id', 'stageId', 'agentId'];

/** Every difference between our check and the document. All are intended. */
const DIFFERENCES: Difference[] = [
	{
		name: 'a field that the channel needs, which the document only puts into words',
		ours: 'refuses',
		example: { channel: 'webchat', external_user_id: 'customer-1042' },
		applies: (given) => lacks(given) === true,
	},
	{
		name: 'an empty text, which would wipe out what Vambe has',
		ours: 'refuses',
		example: contact({ contact_name: '' }),
		applies: (given) => TEXTS.some((field) => get(given, field) === ''),
	},
	{
		name: 'a UUID of no version, which the published pattern does not take',
		ours: 'refuses',
		example: contact({ stageId: '770e8400-e29b-91d4-a716-446655440002' }),
		applies: (given) =>
			UUIDS.some((field) => !UUID_OF_A_VERSION.test(String(get(given, field) ?? SOME_UUIDS[0]))),
	},
	{
		name: 'half a character, which no other program could read back',
		ours: 'refuses',
		example: contact({ meta_data: { note: 'a smile \ud83d' } }),
		applies: (given) => /\p{Surrogate}/u.test(textsOf(given)),
	},
	{
		name: 'a custom field without a key, by which Vambe would know it',
		ours: 'refuses',
		example: contact({ custom_field_values: [{ value: 'Premium' }] }),
		applies: (given) =>
			[get(given, 'custom_field_values') as unknown]
				.flat()
				.some((field) => field !== undefined && !get(field, 'key')),
	},
];

const pick = <Value>(...values: Value[]) => fc.constantFrom(...values);

const uuid = fc.oneof(fc.uuid(), pick(...SOME_UUIDS));
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });

const whatIsKnown = {
	contact_name: text,
	contact_email: text,
	stageId: uuid,
	agentId: uuid,
	meta_data: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
	custom_field_values: fc.array(fc.record({ key: text, value: fc.jsonValue({ maxDepth: 1 }) }), {
		maxLength: 3,
	}),
};

const goodContact = fc.oneof(
	fc.record(
		{
			channel: pick('whatsapp', 'web-whatsapp'),
			channel_phone_number: text,
			contact_phone_number: text,
			...whatIsKnown,
		},
		{ requiredKeys: ['channel', 'channel_phone_number', 'contact_phone_number'] },
	),
	fc.record(
		{ channel: pick('webchat'), channel_id: uuid, external_user_id: text, ...whatIsKnown },
		{ requiredKeys: ['channel', 'channel_id', 'external_user_id'] },
	),
);

const wrongValue = fc.oneof(
	fc.jsonValue({ maxDepth: 2 }),
	pick<unknown>('', ' ', '\ud83d', 'instagram', 42, null, [], {}),
	pick('9d1c0a7e-3e9f-9a2c-8f1b-1f2b1a3c4d5e', '9d1c0a7e3e9f4a2c8f1b1f2b1a3c4d5e', undefined),
	pick<unknown>(
		[{ key: '', value: 1 }],
		[{ value: 1 }],
		['plan'],
		[{ key: 'plan', value: '\ud83d' }],
	),
);

/** A good contact with one to three of its own fields changed or left out. */
const changedContact = fc
	.tuple(goodContact, fc.array(fc.tuple(fc.nat(), wrongValue), { minLength: 1, maxLength: 3 }))
	.map(([good, changes]) => {
		const changed = { ...good };
		const places = Object.keys(good);
		for (const [nth, value] of changes) {
			const place = places[nth % places.length];
			if (value === undefined) unset(changed, place);
			else set(changed, place, value);
		}
		return changed;
	});

const anyInput = fc.oneof(
	{ weight: 45, arbitrary: goodContact },
	{ weight: 45, arbitrary: changedContact },
	{ weight: 10, arbitrary: fc.jsonValue() },
);

const entries = fc.array(
	fc.tuple(
		fc.string({ minLength: 1 }),
		fc.oneof(fc.jsonValue({ maxDepth: 2 }), pick<unknown>('', ' ', NaN, '\ud83d', undefined, 1n)),
	),
	{ maxLength: 3 },
);

/** What people and expressions may put into one field. */
const given = fc.oneof(
	{ weight: 8, arbitrary: fc.oneof(text, uuid, fc.nat()) },
	{ weight: 1, arbitrary: pick<unknown>('', '  ', null, undefined, {}, [], NaN, true, '\ud83d') },
);

const anyForm = fc.record({
	channelType: fc.oneof(
		{ weight: 9, arbitrary: pick('whatsapp', 'web-whatsapp', 'webchat') },
		{ weight: 1, arbitrary: given },
	),
	channelPhone: given,
	contactPhone: given,
	channelId: fc.oneof({ weight: 9, arbitrary: uuid }, { weight: 1, arbitrary: given }),
	externalUserId: given,
	name: given,
	email: given,
	stageId: fc.oneof(pick<unknown>('', undefined), uuid, given),
	agentId: fc.oneof(pick<unknown>('', undefined), uuid),
	metadata: entries,
	customFields: entries,
});

describe.each(HOSTS)('A contact to create or update, on %s', (_host, zod) => {
	const { contactUpsertSchema, buildUpsert } = withZod(zod, () => ({
		...jest.requireActual<typeof ContactUpsert>('../../nodes/Vambe/schemas/contactUpsert'),
		...jest.requireActual<typeof BuildUpsert>('../../nodes/Vambe/logic/buildUpsert'),
	}));
	const accepts = (input: unknown) =>
		contactUpsertSchema(get(input, 'channel')).safeParse(input).success;

	test.each(DIFFERENCES.map((difference) => [difference.name, difference] as const))(
		'is judged otherwise than by the document, as intended, with %s',
		(_name, { ours, example, applies }) => {
			expect(accepts(example)).toBe(ours === 'accepts');
			expect(isInDocument(example)).toBe(ours === 'refuses');
			expect(applies(example)).toBe(true);
		},
	);

	test('is judged as the document does on 2,000 generated inputs, good and broken', () => {
		const seen = { accepted: 0, refused: 0, differing: 0 };
		fc.assert(
			fc.property(anyInput, (input) => {
				const ours = accepts(input) ? 'accepts' : 'refuses';
				const agrees = (ours === 'accepts') === isInDocument(input);
				seen[agrees ? (ours === 'accepts' ? 'accepted' : 'refused') : 'differing']++;
				const isIntended = DIFFERENCES.some(
					(difference) => difference.ours === ours && difference.applies(input),
				);
				expect(agrees || isIntended).toBe(true);
			}),
			{ seed: SEED, numRuns: RUNS },
		);
		// Agreement would mean little if nearly everything were accepted, or nearly nothing.
		expect(seen.accepted).toBeGreaterThan(RUNS / 4);
		expect(seen.refused).toBeGreaterThan(RUNS / 5);
	}, 60_000);

	test('is in the document, whatever the form holds, and over the wire nothing of it is lost', () => {
		const seen = { built: 0, refused: 0 };
		fc.assert(
			fc.property(anyForm, (form) => {
				const built = buildUpsert(form);
				seen['contact' in built ? 'built' : 'refused']++;
				if (!('contact' in built)) return;
				const sent: unknown = JSON.parse(JSON.stringify(built.contact));
				expect(sent).toEqual(built.contact);
				expect(isInDocument(sent)).toBe(true);
				expect(lacks(sent)).toBe(false);
			}),
			{ seed: SEED, numRuns: RUNS },
		);
		expect(seen.built).toBeGreaterThan(RUNS / 10);
		expect(seen.refused).toBeGreaterThan(RUNS / 10);
	}, 60_000);
});
