import { DateTime } from 'luxon';
import type { EventForm } from '../../nodes/Vambe/logic/buildEvent';
import { buildEvent } from '../../nodes/Vambe/logic/buildEvent';
import { nameOfField } from '../../nodes/Vambe/logic/nameOfField';
import { anEventForm } from './anEventForm';
import { PUBLISHED_EVENTS } from './publishedEvents';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const CONTACT_ID = '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e';

const build = (overrides: Partial<EventForm>, zone = 'America/Santiago') =>
	buildEvent(anEventForm(overrides), zone, NOW);

const eventOf = (overrides: Partial<EventForm>, zone?: string) => {
	const built = build(overrides, zone);
	if ('faults' in built) throw new Error(JSON.stringify(built.faults));
	return built.event;
};

/** What is wrong, as the user reads it. */
const faultsOf = (overrides: Partial<EventForm>) => {
	const form = anEventForm(overrides);
	const built = buildEvent(form, 'America/Santiago', NOW);
	return 'faults' in built
		? built.faults.map(({ place, message }) => `${nameOfField(place, form)} ${message}`)
		: [];
};

describe('An event built from the form', () => {
	test('is the published example by phone, when that was filled in', () => {
		expect(
			eventOf({
				event: 'purchase',
				contact: { mode: 'phone', value: '+56911112222' },
				channel: { mode: 'phone', value: '+56999999999' },
				occurredAt: '2026-04-21T14:30:00.000Z',
				properties: [
					['orderId', 'ORD-123'],
					['total', 49990],
					['currency', 'CLP'],
				],
				additionalFields: { name: 'Jane Doe', email: 'jane@example.com' },
			}),
		).toEqual(PUBLISHED_EVENTS.purchase);
	});

	test('is the published example by IDs, when those were filled in', () => {
		expect(
			eventOf({
				event: 'cart_abandoned',
				contact: { mode: 'id', value: CONTACT_ID },
				channel: { mode: 'id', value: '42' },
				properties: [['cartId', 'CART-42']],
			}),
		).toEqual(PUBLISHED_EVENTS.byIds);
	});

	test.each<[what: string, filledIn: Partial<EventForm>, sent: object]>([
		[
			'a contact from the list',
			{ contact: { mode: 'list', value: CONTACT_ID } },
			{ contact: { aiContactId: CONTACT_ID } },
		],
		[
			'a channel from the list',
			{ channel: { mode: 'list', value: '1951' } },
			{ channel: { channelId: '1951' } },
		],
		[
			'phones as numbers from a spreadsheet',
			{
				contact: { mode: 'phone', value: 56911112222 },
				channel: { mode: 'phone', value: 56999999999 },
			},
			{ contact: { phone: '56911112222' }, channel: { channelPhone: '56999999999' } },
		],
		[
			'a channel ID as a number',
			{ channel: { mode: 'id', value: 42 } },
			{ channel: { channelId: '42' } },
		],
		[
			'white space around what was typed',
			{ event: ' purchase\n', contact: { mode: 'phone', value: '  +56 9 1111 2222 ' } },
			{ event: 'purchase', contact: { phone: '+56 9 1111 2222' } },
		],
		[
			'the identifiers that the locators do not give',
			{
				contact: { mode: 'id', value: CONTACT_ID },
				channel: { mode: 'phone', value: '+56999999999' },
				additionalFields: { phone: 56911112222, channelId: 42 },
			},
			{
				contact: { aiContactId: CONTACT_ID, phone: '56911112222' },
				channel: { channelPhone: '+56999999999', channelId: '42' },
			},
		],
		[
			'an identifier that the locator gives as well',
			{ additionalFields: { phone: '+56900000000', channelPhone: '+56900000000' } },
			{ contact: { phone: '+56911112222' }, channel: { channelPhone: '+56999999999' } },
		],
		[
			'locators that an expression left empty',
			{
				contact: { mode: 'phone', value: null },
				channel: { mode: 'list', value: '' },
				additionalFields: { aiContactId: CONTACT_ID, channelId: '42' },
			},
			{ contact: { aiContactId: CONTACT_ID }, channel: { channelId: '42' } },
		],
		[
			'additional fields left empty',
			{ additionalFields: { name: '', email: ' ', phone: null, channelId: undefined } },
			{ contact: { phone: '+56911112222' }, channel: { channelPhone: '+56999999999' } },
		],
	])('takes %s', (_what, filledIn, sent) => {
		expect(eventOf(filledIn)).toEqual({ ...eventOf({}), ...sent });
	});

	test.each<[what: string, given: unknown, sent: string | undefined]>([
		['nothing', '', undefined],
		['white space', '  ', undefined],
		['null', null, undefined],
		['a local time', '2026-04-21T10:30:00', '2026-04-21T14:30:00.000Z'],
		['a time with an offset', '2026-04-21T16:30:00+02:00', '2026-04-21T14:30:00.000Z'],
		['a time without seconds', '2026-04-21T14:30Z', '2026-04-21T14:30:00.000Z'],
		['a time in UTC', '2026-04-21T14:30:00Z', '2026-04-21T14:30:00Z'],
		['a Date', new Date('2026-04-21T14:30:00Z'), '2026-04-21T14:30:00.000Z'],
		[
			'a luxon value',
			DateTime.fromISO('2026-04-21T16:30:00', { zone: 'Europe/Berlin' }),
			'2026-04-21T14:30:00.000Z',
		],
		['this very moment', new Date(NOW), '2026-11-20T12:00:00.000Z'],
	])('reads %s in Occurred At', (_what, occurredAt, sent) => {
		expect(eventOf({ occurredAt }).occurredAt).toBe(sent);
		expect('occurredAt' in eventOf({ occurredAt })).toBe(sent !== undefined);
	});

	test('reads a local time in the zone of the workflow', () => {
		const occurredAt = '2026-04-21T10:30:00';
		expect(eventOf({ occurredAt }, 'UTC').occurredAt).toBe('2026-04-21T10:30:00.000Z');
		expect(eventOf({ occurredAt }, 'Asia/Tokyo').occurredAt).toBe('2026-04-21T01:30:00.000Z');
	});

	test('has properties even if there are none, because Vambe wants them', () => {
		expect(eventOf({}).properties).toEqual({});
	});
});

describe('A form that Vambe would refuse', () => {
	test.each<[what: string, filledIn: Partial<EventForm>, faults: string[]]>([
		['no event name', { event: ' ' }, ["'Event Name' is empty"]],
		[
			'an event name over 100 characters',
			{ event: 'é'.repeat(101) },
			["'Event Name' has more than 100 characters: shorten it"],
		],
		['an event name that is a list', { event: ['purchase'] }, ["'Event Name' is not text"]],
		[
			'no contact',
			{ contact: { mode: 'phone', value: '' } },
			["'Contact' is empty: give a phone number or choose a contact"],
		],
		[
			'no channel',
			{ channel: { mode: 'list', value: '' } },
			["'Channel' is empty: choose a channel or give its phone number"],
		],
		[
			'a contact phone that is too short',
			{ contact: { mode: 'phone', value: '1234' } },
			["'Contact' has fewer than 5 characters: give 5 to 32"],
		],
		[
			'a channel phone that is too short',
			{ channel: { mode: 'phone', value: 1234 } },
			["'Channel' has fewer than 5 characters: give 5 to 32"],
		],
		[
			'a contact ID that is no UUID',
			{ contact: { mode: 'id', value: '42' } },
			["'Contact' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e"],
		],
		[
			'faults in the additional fields',
			{
				contact: { mode: 'phone', value: '+56911112222' },
				channel: { mode: 'id', value: '42' },
				additionalFields: {
					aiContactId: '42',
					email: 'jane',
					name: 'x'.repeat(201),
					channelPhone: '12',
				},
			},
			[
				"'Contact ID' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e",
				"'Contact Name' has more than 200 characters: shorten it",
				"'Contact Email' is not an email address such as jane@example.com",
				"'Channel Phone' has fewer than 5 characters: give 5 to 32",
			],
		],
		[
			'a phone in the additional fields that is too long',
			{
				contact: { mode: 'id', value: CONTACT_ID },
				channel: { mode: 'phone', value: '+56999999999' },
				additionalFields: { phone: '1'.repeat(33), channelId: '1'.repeat(65) },
			},
			[
				"'Contact Phone' has more than 32 characters: shorten it",
				"'Channel ID' has more than 64 characters: shorten it",
			],
		],
		[
			'a time in the future',
			{ occurredAt: '2026-11-20T12:00:00.001Z' },
			["'Occurred At' is in the future (2026-11-20T12:00:00.001Z): give the time it happened"],
		],
		[
			'a time that is none',
			{ occurredAt: 'yesterday' },
			["'Occurred At' is not a date and time in ISO 8601, e.g. 2026-04-21T14:30:00Z: yesterday"],
		],
		[
			'half an emoji',
			{ event: 'smile \ud83d' },
			[
				"'Event Name' holds half a character, which cannot be sent: it was cut in the middle of an emoji",
			],
		],
		[
			'a property that is too long',
			{ properties: [['note', 'x'.repeat(1_025)]] },
			[
				"'note' in 'Properties' has more than 1,024 characters: shorten it, or set 'Long Text' in the options to Truncate",
			],
		],
		[
			'several faults at once',
			{ event: '', contact: { mode: 'id', value: 'x' }, properties: [['total', NaN]] },
			[
				"'total' in 'Properties' is NaN, which is no number to send",
				"'Event Name' is empty",
				"'Contact' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e",
			],
		],
	])('names the field with %s', (_what, filledIn, faults) => {
		expect(faultsOf(filledIn)).toEqual(faults);
	});
});
