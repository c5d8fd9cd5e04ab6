import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { EVENT_KEY, withEventKey } from '../../nodes/Vambe/logic/eventKey';
import { PUBLISHED_EVENTS } from './publishedEvents';

const { purchase, byIds } = PUBLISHED_EVENTS;

const keyOf = (event: Parameters<typeof withEventKey>[0]) =>
	withEventKey(event, EVENT_KEY).properties[EVENT_KEY];

/** The same properties twice, in two orders. */
const inTwoOrders = fc
	.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)))
	.chain((properties) => {
		const entries = Object.entries(properties);
		const all = { minLength: entries.length, maxLength: entries.length };
		return fc.tuple(
			fc.constant(properties),
			fc.shuffledSubarray(entries, all).map((shuffled) => Object.fromEntries(shuffled)),
		);
	});

describe("An event's key", () => {
	test('is a property more, and the rest of the event is as it was', () => {
		const { [EVENT_KEY]: key, ...properties } = withEventKey(purchase, EVENT_KEY).properties;
		expect(key).toMatch(/^[0-9a-f]{32}$/);
		expect({ ...withEventKey(purchase, EVENT_KEY), properties }).toEqual(purchase);
		expect(purchase.properties).not.toHaveProperty(EVENT_KEY);
	});

	test('is the beginning of the SHA-256 of what is sent without it, properties by name', () => {
		const { currency, orderId, total } = purchase.properties;
		const sent = JSON.stringify({ ...purchase, properties: { currency, orderId, total } });
		expect(keyOf(purchase)).toBe(createHash('sha256').update(sent).digest('hex').slice(0, 32));
	});

	test('is the same for the same content, in whatever order', () => {
		fc.assert(
			fc.property(inTwoOrders, ([one, other]) => {
				expect(keyOf({ ...byIds, properties: one })).toBe(keyOf({ ...byIds, properties: other }));
			}),
			{ seed: 20_261_120 },
		);
	});

	test.each([
		['another name', { ...purchase, event: 'refund' }],
		['another time', { ...purchase, occurredAt: '2026-04-21T14:30:01.000Z' }],
		['no time', { ...purchase, occurredAt: undefined }],
		['another contact', { ...purchase, contact: { phone: '+56911112223' } }],
		['another channel', { ...purchase, channel: { channelId: '42' } }],
		['another value', { ...purchase, properties: { ...purchase.properties, total: 49991 } }],
		['a number as text', { ...purchase, properties: { ...purchase.properties, total: '49990' } }],
		['a property more', { ...purchase, properties: { ...purchase.properties, paid: null } }],
	])('is another one with %s', (_what, event) => {
		expect(keyOf(event)).not.toBe(keyOf(purchase));
	});

	test.each([
		['text', 'ORD-123'],
		['empty', ''],
		['null', null],
	])('leaves alone a property of that name that the user set (%s)', (_what, value) => {
		const given = { ...purchase, properties: { [EVENT_KEY]: value } };
		expect(withEventKey(given, EVENT_KEY)).toEqual(given);
	});

	test.each(['order_key', 'my key', 'a.b', 'constructor', '__proto__'])(
		'may be named %s',
		(name) => {
			const { properties } = withEventKey(purchase, name);
			expect(Object.entries(properties).at(-1)).toEqual([
				name,
				expect.stringMatching(/^[0-9a-f]{32}$/),
			]);
			expect(JSON.stringify(properties)).toContain(`"${name}":"`);
		},
	);
});
