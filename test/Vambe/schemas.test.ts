import type * as Channel from '../../nodes/Vambe/schemas/channel';
import type * as ContactSchemas from '../../nodes/Vambe/schemas/contact';
import type * as Pipeline from '../../nodes/Vambe/schemas/pipeline';
import type * as Receipt from '../../nodes/Vambe/schemas/receipt';
import { CHANNELS, PIPELINES } from '../../sandbox/vambe/account';
import maria from '../sandbox/mariaRodriguez.json';
import { HOSTS, withZod } from '../support/withZod';

describe.each(HOSTS)('On a host with %s, an answer of Vambe', (_host, zod) => {
	const schemas = withZod(zod, () => ({
		...jest.requireActual<typeof Channel>('../../nodes/Vambe/schemas/channel'),
		...jest.requireActual<typeof ContactSchemas>('../../nodes/Vambe/schemas/contact'),
		...jest.requireActual<typeof Pipeline>('../../nodes/Vambe/schemas/pipeline'),
		...jest.requireActual<typeof Receipt>('../../nodes/Vambe/schemas/receipt'),
	}));
	const { channelSchema, contactSchema, contactListSchema, pipelineListSchema, receiptSchema } =
		schemas;

	test.each([
		['a contact', contactSchema, maria],
		['contacts', contactListSchema, [maria, { id: 'a' }]],
		['no contacts', contactListSchema, []],
		['a channel', channelSchema, CHANNELS.whatsapp],
		['a channel without a name', channelSchema, { id: 'qr', name: null }],
		['pipelines', pipelineListSchema, PIPELINES],
		['a pipeline without stages', pipelineListSchema, [{ id: 'a', name: 'Ventas' }]],
		['a receipt', receiptSchema, { id: 'df980fc8-b6db-4820-bf22-2969482d106d' }],
		['a receipt with a number', receiptSchema, { id: 42 }],
	])('is %s', (_what, schema, answer) => {
		expect(schema.safeParse(answer).success).toBe(true);
	});

	test.each([
		['a contact without ID', contactSchema, { name: 'Jane' }],
		['a web page for a contact', contactSchema, '<html></html>'],
		['an object for a list of contacts', contactListSchema, { data: [] }],
		['a list with something else in it', contactListSchema, [maria, null]],
		['a channel with an empty ID', channelSchema, { id: '' }],
		['an object for pipelines', pipelineListSchema, {}],
		['a pipeline without a name', pipelineListSchema, [{ id: 'a' }]],
		['a receipt with an empty ID', receiptSchema, { id: '' }],
		['a receipt without ID', receiptSchema, { ok: true }],
	])('is not %s', (_what, schema, answer) => {
		expect(schema.safeParse(answer).success).toBe(false);
	});
});
