import fc from 'fast-check';
import { cloneDeep, get, set, unset } from 'lodash';
import {
	ATTACHMENT_KINDS,
	NATURES,
	PARTICIPANT_ROLES,
	PARTICIPANT_TYPES,
	RECORD_TYPES,
	REDACTION_STATUSES,
} from '../../nodes/Evermuse/schemas/record';

const text = fc.string({ unit: 'binary', maxLength: 12 });

/** Letters, two-byte letters and emoji around each limit that Evermuse's schema has. */
const longText = fc
	.tuple(
		fc.constantFrom('a', 'ñ', '🙂'),
		fc.constantFrom(64, 128, 256, 320, 512, 1024, 2048),
		fc.integer({ min: 0, max: 1 }),
	)
	.map(([letter, limit, more]) => letter.repeat(limit + more));

const time = fc
	.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
	.map((date) => date.toISOString());
const email = fc.emailAddress();
const url = fc.oneof(
	fc.webUrl({ withFragments: true, withQueryParameters: true }),
	fc.constantFrom(
		'https://ana:secret@a.co:8080/%C3%B1?q=1#top',
		'https://[2001:db8::1]/a',
		'http://127.0.0.1',
		's3://bucket/a/b',
		'file:///a',
		'urn:isbn:0451450523',
		'mailto:ana@acme.com',
		'data:text/plain,a',
		'a:b',
	),
);
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Text with one character put in somewhere, or taken away. */
const dented = (whole: fc.Arbitrary<string>) =>
	fc
		.tuple(whole, fc.nat(), fc.constantFrom(...'07Z @.:/?#[]%"<>\\^`{|}~-_ñ🙂\n', ''))
		.map(([good, place, odd]) => {
			const letters = Array.from(good);
			letters.splice(place % (letters.length + 1), odd === '' ? 1 : 0, odd);
			return letters.join('');
		});

/** Dented now and then. */
const nearly = (whole: fc.Arbitrary<string>) =>
	fc.oneof({ arbitrary: whole, weight: 9 }, { arbitrary: dented(whole), weight: 1 });

type Fields = Record<string, fc.Arbitrary<unknown>>;

/** All of these, and any of those. */
const fields = (must: Fields, may: Fields) =>
	fc.record({ ...must, ...may }, { requiredKeys: Object.keys(must), noNullPrototype: true });

/** A record that keeps to the schema, or nearly does. */
const mostlyGood = fields(
	{
		_type: fc.constantFrom(...RECORD_TYPES),
		_schema_version: fc.oneof(fc.constant('1.0.0'), text),
		_event_at: nearly(
			fc.oneof(
				time,
				time.map((iso) => iso.replace(/\.\d{3}/, '')),
			),
		),
		_vendor_ids: fc.dictionary(text, text, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
		_product_id: text,
		_project_ids: fc.array(text, { minLength: 1, maxLength: 3 }),
		_nature: fc.constantFrom(...NATURES),
		data: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3, noNullPrototype: true }),
	},
	{
		_thread_id: text,
		_tags: fc.array(text, { maxLength: 3 }),
		_participants: fc.array(
			fields(
				{ id: text, role: fc.constantFrom(...PARTICIPANT_ROLES) },
				{ name: text, email: nearly(email), type: fc.constantFrom(...PARTICIPANT_TYPES) },
			),
			{ maxLength: 2 },
		),
		_attachments: fc.array(
			fields(
				{ type: fc.constantFrom(...ATTACHMENT_KINDS) },
				{
					filename: text,
					size: fc.nat(),
					mime_type: text,
					sha1: text,
					md5: text,
					vendor_url: nearly(url),
					upload_intent_id: text,
				},
			),
			{ maxLength: 2 },
		),
		_pii: fields(
			{},
			{
				contains_email: fc.boolean(),
				contains_phone: fc.boolean(),
				sensitive_score: share,
				redaction_status: fc.constantFrom(...REDACTION_STATUSES),
				detected_entities: fc.array(fields({ type: text }, { value: text, confidence: share }), {
					maxLength: 2,
				}),
			},
		),
	},
);

/** What may stand anywhere instead of what belongs there. */
const anything = fc.oneof(
	text,
	longText,
	longText.map((long) => `https://a.co/${long}`),
	dented(time),
	dented(email),
	dented(url),
	fc.constantFrom(null, true, '', 0, -1, 1, -0.01, 1.01, 1e300, 'file', 'email', 'unknown'),
	fc.constantFrom([], {}, ['a'], { type: 'file' }, { id: 'a', role: 'unknown' }),
	fc.integer({ min: 10, max: 11 }).map((count) => Array(count).fill({ type: 'file' })),
	fc.integer({ min: 200, max: 201 }).map((count) => Array(count).fill('a')),
	fc.jsonValue({ maxDepth: 1 }),
);

type Path = Array<string | number>;

/** Every place in a record, the record itself among them. */
const places = (value: unknown, path: Path = []): Path[] =>
	typeof value === 'object' && value !== null
		? [
				path,
				...Object.entries(value).flatMap(([key, entry]) =>
					places(entry, [...path, Array.isArray(value) ? Number(key) : key]),
				),
			]
		: [path];

/** Changes one place: takes it away, puts something else there, or adds a field beside it. */
const change = fc.record({
	place: fc.nat(),
	how: fc.constantFrom('remove', 'replace', 'replace', 'replace', 'add'),
	value: anything,
	name: fc.constantFrom(
		'extra',
		'_type',
		'type',
		'email',
		'vendor_url',
		'size',
		'_thread_id',
		'_tags',
	),
});

/** A record as it comes out of JSON: good, or changed in one place or several. */
export const anyRecord: fc.Arbitrary<unknown> = fc
	.tuple(mostlyGood, fc.array(change, { maxLength: 3 }))
	.map(([mostly, changes]) => {
		const record = cloneDeep(mostly);
		for (const { place, how, value, name } of changes) {
			// Whatever is inside the data is the user's own.
			const all = places(record).filter(([top, inside]) => top !== 'data' || inside === undefined);
			const path = all[place % all.length];
			if (how === 'add') {
				const beside = path.length === 0 ? record : get(record, path);
				if (typeof beside === 'object' && beside !== null)
					Object.assign(beside, { [name]: cloneDeep(value) });
			} else if (path.length > 0) {
				if (how === 'remove') unset(record, path);
				else set(record, path, cloneDeep(value));
			}
		}
		return JSON.parse(JSON.stringify(record));
	});
