import type { UpsertForm } from '../../nodes/Vambe/logic/buildUpsert';
import { buildUpsert } from '../../nodes/Vambe/logic/buildUpsert';
import { anUpsertForm, WEBCHAT } from './anUpsertForm';

const STAGE = '770e8400-e29b-41d4-a716-446655440002';
const AGENT = '660e8400-e29b-41d4-a716-446655440001';

const build = (overrides: Partial<UpsertForm> = {}) => buildUpsert(anUpsertForm(overrides));

const WHO = {
	channel: 'whatsapp',
	channel_phone_number: '+56999999999',
	contact_phone_number: '+56911112222',
};

describe('The contact that the form describes', () => {
	test('is no more than who it is, where nothing else is filled in', () => {
		expect(build()).toEqual({ contact: WHO });
	});

	test('names everything as Vambe does', () => {
		expect(
			build({
				name: 'Jane Doe',
				email: 'jane@example.com',
				stageId: STAGE,
				agentId: AGENT,
				metadata: [['source', 'landing-page']],
				customFields: [
					['plan', 'Premium'],
					['seats', 3],
				],
			}),
		).toEqual({
			contact: {
				...WHO,
				contact_name: 'Jane Doe',
				contact_email: 'jane@example.com',
				stageId: STAGE,
				agentId: AGENT,
				meta_data: { source: 'landing-page' },
				custom_field_values: [
					{ key: 'plan', value: 'Premium' },
					{ key: 'seats', value: 3 },
				],
			},
		});
	});

	test('is found by the visitor on webchat', () => {
		expect(build(WEBCHAT)).toEqual({
			contact: {
				channel: 'webchat',
				channel_id: WEBCHAT.channelId,
				external_user_id: 'customer-1042',
			},
		});
	});

	test.each([
		['whatsapp', ['channel_phone_number', 'contact_phone_number']],
		['web-whatsapp', ['channel_phone_number', 'contact_phone_number']],
		['webchat', ['channel_id', 'external_user_id']],
	])('on %s has no identifier of another type of channel', (channelType, fields) => {
		const everything = { ...WEBCHAT, channelPhone: '42', contactPhone: '+56911112222' };
		const built = build({ ...everything, channelType });
		expect('contact' in built && Object.keys(built.contact)).toEqual(['channel', ...fields]);
	});

	test('has phones and IDs as text, though a spreadsheet gives numbers', () => {
		expect(build({ channelPhone: 42, contactPhone: 56911112222 })).toEqual({
			contact: { ...WHO, channel_phone_number: '42', contact_phone_number: '56911112222' },
		});
		expect(build({ ...WEBCHAT, externalUserId: 1042, name: 7 })).toMatchObject({
			contact: { external_user_id: '1042', contact_name: '7' },
		});
	});

	test('has no white space around what was typed', () => {
		expect(build({ contactPhone: ' +56911112222\n', name: ' Jane Doe ' })).toEqual({
			contact: { ...WHO, contact_name: 'Jane Doe' },
		});
	});

	test.each([
		['nothing', undefined],
		['null', null],
		['an empty text', ''],
		['white space', '  '],
	])('leaves out every field that holds %s', (_what, empty) => {
		expect(
			build({
				name: empty,
				email: empty,
				stageId: empty,
				agentId: empty,
				metadata: [['source', empty]],
				customFields: [['plan', empty]],
				channelId: empty,
				externalUserId: empty,
			}),
		).toEqual({ contact: WHO });
	});

	test('keeps false and zero, which are values', () => {
		expect(build({ metadata: [['optIn', false]], customFields: [['visits', 0]] })).toMatchObject({
			contact: { meta_data: { optIn: false }, custom_field_values: [{ key: 'visits', value: 0 }] },
		});
	});

	test('keeps metadata of a name that objects have already', () => {
		const built = build({ metadata: [['__proto__', 'x']] });
		expect(JSON.stringify('contact' in built && built.contact)).toContain('{"__proto__":"x"}');
	});
});

describe('A form that Vambe would not take', () => {
	test.each<[what: string, form: Partial<UpsertForm>, faults: string[]]>([
		['no channel', { channelPhone: '' }, ["'Channel' is empty"]],
		['no phone', { contactPhone: undefined }, ["'Contact Phone' is empty"]],
		[
			'neither, on WhatsApp Web',
			{ channelType: 'web-whatsapp', channelPhone: '', contactPhone: '' },
			["'Channel' is empty", "'Contact Phone' is empty"],
		],
		['no webchat', { ...WEBCHAT, channelId: '' }, ["'Channel ID' is empty"]],
		[
			'a webchat by its number',
			{ ...WEBCHAT, channelId: 42 },
			["'Channel ID' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e"],
		],
		['no visitor', { ...WEBCHAT, externalUserId: null }, ["'External User ID' is empty"]],
		[
			'another type of channel',
			{ channelType: 'instagram' },
			["'Channel Type' is not one of whatsapp, web-whatsapp and webchat"],
		],
		['no type of channel', { channelType: '' }, ["'Channel Type' is empty"]],
		['a phone that is an object', { contactPhone: {} }, ["'Contact Phone' is not text"]],
		['a name that is a list', { name: ['Jane'] }, ["'Name' is not text"]],
		[
			'a stage by name',
			{ stageId: 'Nuevo' },
			["'Stage' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e"],
		],
		[
			'an agent by name',
			{ agentId: 'Ana' },
			["'Agent' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e"],
		],
		[
			'half a character in the name',
			{ name: 'Jane \ud83d' },
			["'Name' holds half a character, which cannot be sent: it was cut in the middle of an emoji"],
		],
		[
			'half a character in the name of metadata',
			{ metadata: [['a\ud83d', 'x']] },
			[
				"'a\ud83d' in 'Metadata' holds half a character, which cannot be sent: it was cut in the middle of an emoji",
			],
		],
		[
			'metadata that JSON cannot hold',
			{ metadata: [['score', NaN]] },
			["'score' in 'Metadata' holds NaN, which is no number to send"],
		],
		[
			'a custom field that JSON cannot hold',
			{
				customFields: [
					['plan', 'Premium'],
					['total', 1n],
				],
			},
			[expect.stringMatching(/^'total' in 'Custom Fields' cannot be written as JSON: .*BigInt/)],
		],
		[
			'metadata and custom fields that come twice',
			{
				metadata: [
					['source', 'a'],
					['source', 'b'],
				],
				customFields: [
					['plan', 'a'],
					['plan', 'a'],
				],
			},
			[
				"'source' in 'Metadata' comes more than once",
				"'plan' in 'Custom Fields' comes more than once",
			],
		],
		[
			'several faults at once',
			{ contactPhone: '', email: {}, stageId: 'Nuevo' },
			[
				"'Contact Phone' is empty",
				"'Email' is not text",
				"'Stage' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e",
			],
		],
	])('is refused with %s, and the field is named', (_what, form, faults) => {
		const built = build(form);
		const found = 'faults' in built ? built.faults : [];
		expect(
			found.map(({ label, entry, message }) =>
				entry === undefined ? `'${label}' ${message}` : `'${entry}' in '${label}' ${message}`,
			),
		).toEqual(faults);
	});
});
