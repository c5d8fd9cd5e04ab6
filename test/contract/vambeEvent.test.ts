import { join } from 'node:path';
import * as fc from 'fast-check';
import { cloneDeep, get, set, unset } from 'lodash';
import type * as Zod from 'zod';
import type * as CheckEvent from '../../nodes/Vambe/logic/checkEvent';
import { readOpenApi } from '../../sandbox/openApi';
import { HOSTS, withZod } from '../support/withZod';
import { PUBLISHED_EVENTS } from '../Vambe/publishedEvents';

const SEED = 20_261_120;
const RUNS = 10_000;
const NOW = Date.parse('2026-11-20T12:00:00.000Z');

/** The document's own judgement, by its patterns and its formats. */
const isInDocument = readOpenApi(join(__dirname, '../../specs/vambe.openapi.yaml')).component(
	'EventInput',
);

interface Difference {
	name: string;
	/** What our check does, against the document. */
	ours: 'accepts' | 'refuses';
	example: object;
	applies: (event: unknown) => boolean;
}

const event = (overrides: object) => ({ ...PUBLISHED_EVENTS.purchase, ...overrides });

/** Every difference between our check and the document. All are intended. */
const DIFFERENCES: Difference[] = [
	{
		name: 'a time in the future, which the document only puts into words',
		ours: 'refuses',
		example: event({ occurredAt: '2026-11-20T12:00:00.001Z' }),
		applies: (given) => Date.parse(String(get(given, 'occurredAt'))) > NOW,
	},
	{
		name: 'half a character, which no other program could read back',
		ours: 'refuses',
		example: event({ properties: { note: 'a smile \ud83d' } }),
		applies: (given) => /\p{Surrogate}/u.test(textsOf(given)),
	},
	{
		name: 'a time without seconds, which the pattern takes and `format: date-time` does not',
		ours: 'accepts',
		example: event({ occurredAt: '2026-04-21T14:30Z' }),
		applies: (given) => /T\d\d:\d\dZ$/.test(String(get(given, 'occurredAt'))),
	},
	{
		name: 'a host that ends with a hyphen, which the pattern takes and `format: email` does not',
		ours: 'accepts',
		example: event({ contact: { phone: '+56911112222', email: 'jane@shop-.example.com' } }),
		applies: (given) => /-\./.test(String(get(given, 'contact.email')).split('@').pop() ?? ''),
	},
];

/** All texts in a value, unescaped: JSON.stringify would write half a character as an escape. */
const textsOf = (value: unknown): string =>
	typeof value === 'object' && value !== null
		? Object.entries(value)
				.map(([name, inner]) => `${name} ${textsOf(inner)}`)
				.join(' ')
		: String(value);

const pick = <Value>(...values: Value[]) => fc.constantFrom(...values);

/** Texts of any characters, near each end of their bounds, those of two UTF-16 units among them. */
const text = (min: number, max: number) =>
	fc.oneof(
		fc.string({ unit: 'binary', minLength: min, maxLength: Math.min(max, min + 12) }),
		fc
			.tuple(pick('a', 'é', '\n', '😀', '日'), pick(min, max))
			.map(([character, length]) => character.repeat(length)),
	);

const two = (max: number, min = 0) =>
	fc.integer({ min, max }).map((number) => String(number).padStart(2, '0'));

/** Real dates and some that are none: 29 February of any year, the 31st of any month. */
const time = fc
	.tuple(
		pick('1900', '2000', '2021', '2023', '2024', '2025', '2027'),
		pick('01', '02', '04', '08', '11', '12'),
		pick('01', '05', '17', '23', '28', '29', '30', '31'),
		two(23),
		two(59),
		fc.oneof(
			{ weight: 6, arbitrary: two(59).map((seconds) => `:${seconds}`) },
			{ weight: 3, arbitrary: pick(':00.5', ':07.123', ':59.123456789') },
			{ weight: 1, arbitrary: pick('') },
		),
	)
	.map(
		([year, month, day, hour, minute, rest]) => `${year}-${month}-${day}T${hour}:${minute}${rest}Z`,
	);

const uuid = fc.oneof(
	fc.uuid(),
	fc.uuid({ version: 8 }).map((id) => id.toUpperCase()),
	pick('00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
);

const email = fc
	.tuple(
		fc.stringMatching(/^[A-Za-z0-9_'+.-]{0,8}[A-Za-z0-9_+-]$/),
		fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,5}$/),
		pick('com', 'cl', 'co.uk', 'museum'),
	)
	.map(([name, host, end]) => `${name}@${host}.${end}`);

const propertyValue = fc.oneof(
	text(0, 1024),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.integer(),
	fc.boolean(),
	pick(null),
);

/** An object of which at least one of the two identifiers is there. */
const identified = (
	identifiers: Record<string, fc.Arbitrary<unknown>>,
	others: Record<string, fc.Arbitrary<unknown>> = {},
) =>
	fc.oneof(
		...Object.keys(identifiers).map((name) =>
			fc.record({ ...identifiers, ...others }, { requiredKeys: [name] }),
		),
	);

/** What Vambe takes, but for some dates that are none and some that are still to come. */
const goodEvent = fc.record(
	{
		event: text(1, 100),
		occurredAt: time,
		properties: fc.dictionary(fc.string(), propertyValue, { maxKeys: 4 }),
		contact: identified({ aiContactId: uuid, phone: text(5, 32) }, { name: text(1, 200), email }),
		channel: identified({ channelId: text(1, 64), channelPhone: text(5, 32) }),
	},
	{ requiredKeys: ['event', 'properties', 'contact', 'channel'] },
);

const place = pick<string | string[]>(
	'event',
	'occurredAt',
	'properties',
	'properties.total',
	['properties', '__proto__'],
	'contact',
	'contact.aiContactId',
	'contact.phone',
	'contact.name',
	'contact.email',
	'channel',
	'channel.channelId',
	'channel.channelPhone',
	'somethingElse',
);

const wrongValue = fc.oneof(
	fc.jsonValue({ maxDepth: 2 }),
	text(0, 4),
	pick(33, 65, 101, 201, 1025).map((length) => '😀'.repeat(length)),
	pick(33, 65, 101, 201, 1025).map((length) => 'x'.repeat(length)),
	pick('\ud83d', 'jane@shop-.cl', 'jane..doe@shop.cl', '.jane@shop.cl', 'jane@shop', 'jane@shop.c'),
	pick('2026-04-21', '2026-04-21T14:30:00', '2026-04-21T14:30:00+02:00', '2026-04-21T24:00:00Z'),
	pick(
		'2026-04-21t14:30:00z',
		'2026-04-21T14:30:00Z\n',
		'2026-02-29T14:30:00Z',
		'2026-04-21T14:30Z',
	),
	pick('9d1c0a7e-3e9f-9a2c-8f1b-1f2b1a3c4d5e', '9d1c0a7e3e9f4a2c8f1b1f2b1a3c4d5e'),
);

const change = fc.oneof(
	fc.record({ place, value: wrongValue }),
	fc.record({ place, value: fc.constant(undefined) }),
);

/** A good event with one to three places changed or left out. */
const changedEvent = fc
	.tuple(goodEvent, fc.array(change, { minLength: 1, maxLength: 3 }))
	.map(([good, changes]) => {
		const changed = cloneDeep(good);
		for (const { place: where, value } of changes) {
			if (value === undefined) unset(changed, where);
			else if (Array.isArray(where)) setOwn(get(changed, where[0]), where[1], value);
			else set(changed, where, value);
		}
		return changed;
	});

/** lodash, rightly, does not set a property named `__proto__`; JSON.parse does. */
function setOwn(target: unknown, name: string, value: unknown) {
	if (typeof target !== 'object' || target === null) return;
	Object.defineProperty(target, name, { value, enumerable: true, configurable: true });
}

const anyInput = fc.oneof(
	{ weight: 45, arbitrary: goodEvent },
	{ weight: 45, arbitrary: changedEvent },
	{ weight: 10, arbitrary: fc.jsonValue() },
);

describe.each(HOSTS)('Our check of an event, on %s', (host, zod) => {
	const { checkEvent, zodOfHost } = withZod(zod, () => ({
		...jest.requireActual<typeof CheckEvent>('../../nodes/Vambe/logic/checkEvent'),
		zodOfHost: jest.requireMock<typeof Zod>('zod'),
	}));
	const check = (event: unknown) => checkEvent(event, NOW);
	const accepts = (event: unknown) => check(event).length === 0;

	test('really runs on it', () => {
		expect('_zod' in zodOfHost.z.string()).toBe(host === 'zod 4');
	});

	test.each(Object.entries(PUBLISHED_EVENTS))(
		'accepts the published example "%s"',
		(_name, given) => {
			expect(check(given)).toEqual([]);
			expect(isInDocument(given)).toBe(true);
		},
	);

	test.each(DIFFERENCES.map((difference) => [difference.name, difference] as const))(
		'differs from the document, as intended, on %s',
		(_name, { ours, example, applies }) => {
			expect(accepts(example)).toBe(ours === 'accepts');
			expect(isInDocument(example)).toBe(ours === 'refuses');
			expect(applies(example)).toBe(true);
		},
	);

	test('agrees with the document on 10,000 generated inputs, good and broken', () => {
		const seen = { accepted: 0, refused: 0, differing: 0 };
		fc.assert(
			fc.property(anyInput, (given) => {
				const ours = accepts(given) ? 'accepts' : 'refuses';
				const agrees = (ours === 'accepts') === isInDocument(given);
				seen[agrees ? (ours === 'accepts' ? 'accepted' : 'refused') : 'differing']++;
				const isIntended = DIFFERENCES.some(
					(difference) => difference.ours === ours && difference.applies(given),
				);
				expect(agrees || isIntended).toBe(true);
			}),
			{ seed: SEED, numRuns: RUNS },
		);
		// Agreement would mean little if nearly everything were accepted, or nearly nothing.
		expect(seen.accepted).toBeGreaterThan(RUNS / 3);
		expect(seen.refused).toBeGreaterThan(RUNS / 3);
	}, 60_000);

	test('says of every fault where it is and what is wrong, in words of its own', () => {
		const broken = {
			event: '',
			occurredAt: '21.4.2026',
			properties: { total: {}, note: 'x'.repeat(1025) },
			contact: { aiContactId: '42', phone: '123', name: 7, email: 'jane' },
			channel: {},
		};
		expect(
			check(broken).map(({ place: where, message }) => `${where.join('.')} ${message}`),
		).toEqual([
			'event is empty',
			'occurredAt is not a UTC time such as 2026-04-21T14:30:00Z',
			'properties.total is neither text nor a number, true, false or null',
			'properties.note has more than 1,024 characters: shorten it',
			'contact.aiContactId is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e',
			'contact.phone has fewer than 5 characters: give 5 to 32',
			'contact.name is not text',
			'contact.email is not an email address such as jane@example.com',
			'channel is empty: choose a channel or give its phone number',
		]);
	});

	test.each([
		['nothing', undefined],
		['a text', 'purchase'],
		['a list', [PUBLISHED_EVENTS.purchase]],
	])('refuses %s in place of an event', (_what, given) => {
		expect(check(given)).toEqual([{ place: [], message: 'is not an object' }]);
	});
});
