import type { IExecuteFunctions } from 'n8n-workflow';
import type { Reply } from '../../nodes/shared/logic/reply';
import type { Stretch } from '../../nodes/Vambe/logic/contactPages';
import { getAll } from '../../nodes/Vambe/operations/getAll';
import type { Contact } from '../../nodes/Vambe/schemas/contact';
import type { ContactRequests } from '../../nodes/Vambe/transport/patientContacts';

const unexpected = async (): Promise<never> => {
	throw new Error('Get Many only lists');
};

/** A service whose contacts never end. */
const endless: ContactRequests = {
	get: unexpected,
	messages: unexpected,
	search: unexpected,
	list: async ({ limit, offset }: Stretch): Promise<Reply<Contact[]>> => ({
		kind: 'done',
		body: Array.from({ length: limit }, (_, index) => ({ id: `contact ${offset + index}` })),
	}),
};

/** As much of n8n as Get Many touches, and the hints that it gave. */
function contextWith(parameters: Record<string, unknown>) {
	const hints: unknown[] = [];
	const context = {
		getNodeParameter: (name: string) => parameters[name],
		getTimezone: () => 'UTC',
		addExecutionHints: (hint: unknown) => hints.push(hint),
	};
	return { hints, context: context as unknown as IExecuteFunctions };
}

describe('Getting more contacts than one run reads', () => {
	test('gives those that were read, a failure and a hint', async () => {
		const { context, hints } = contextWith({ returnAll: true, filters: {} });
		const { found, failure } = await getAll(context, 0, endless);
		const message = 'Reading ended at 50,000 contacts: there may be more';
		expect(found).toHaveLength(50_000);
		expect(failure).toMatchObject({ outcome: 'notSent', code: 'NOT_SENT', message });
		expect(hints).toEqual([{ message, type: 'warning', location: 'outputPane' }]);
	});

	test('is no failure when that many were asked for', async () => {
		const { context, hints } = contextWith({ returnAll: false, limit: 50_000, filters: {} });
		const { found, failure } = await getAll(context, 0, endless);
		expect(found).toHaveLength(50_000);
		expect(failure).toBeUndefined();
		expect(hints).toEqual([]);
	});
});
