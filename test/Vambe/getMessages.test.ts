import type { IExecuteFunctions } from 'n8n-workflow';
import type { Reply } from '../../nodes/shared/logic/reply';
import type { Page } from '../../nodes/Vambe/logic/readPages';
import { getMessages } from '../../nodes/Vambe/operations/getMessages';
import type { Message } from '../../nodes/Vambe/schemas/message';
import type { ContactRequests } from '../../nodes/Vambe/transport/patientContacts';

const CONTACT = { mode: 'id', value: '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e' };

const unexpected = async (): Promise<never> => {
	throw new Error('Get Messages only reads messages');
};

/** A conversation that never ends, twenty messages a page. */
const endless: ContactRequests = {
	get: unexpected,
	list: unexpected,
	search: unexpected,
	messages: async ({ page }): Promise<Reply<Page<Message>>> => ({
		kind: 'done',
		body: {
			rows: Array.from({ length: 20 }, (_, index) => ({ id: `message ${page} ${index}` })),
			hasMore: true,
		},
	}),
};

/** As much of n8n as Get Messages touches, and the hints that it gave. */
function contextWith(parameters: Record<string, unknown>) {
	const hints: unknown[] = [];
	const context = {
		getNodeParameter: (name: string) => parameters[name],
		addExecutionHints: (hint: unknown) => hints.push(hint),
	};
	return { hints, context: context as unknown as IExecuteFunctions };
}

describe('Getting more messages than one run reads', () => {
	test('gives those that were read, a failure and a hint', async () => {
		const { context, hints } = contextWith({ contact: CONTACT, returnAll: true });
		const { found, failure } = await getMessages(context, 0, endless);
		const message = 'Reading ended at 20,000 messages: there may be more';
		expect(found).toHaveLength(20_000);
		expect(failure).toEqual({
			outcome: 'notSent',
			code: 'NOT_SENT',
			message,
			description: "To go on with those, turn off 'Return All' and set 'Limit' to their number.",
		});
		expect(hints).toEqual([{ message, type: 'warning', location: 'outputPane' }]);
	});

	test('is no failure when that many were asked for', async () => {
		const { context, hints } = contextWith({ contact: CONTACT, limit: 20_000 });
		const { found, failure } = await getMessages(context, 0, endless);
		expect(found).toHaveLength(20_000);
		expect(failure).toBeUndefined();
		expect(hints).toEqual([]);
	});
});
