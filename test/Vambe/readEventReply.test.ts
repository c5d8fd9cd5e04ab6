import { readEventReply } from '../../nodes/Vambe/logic/readEventReply';

const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';

const read = (status: number, body: unknown) =>
	readEventReply({ kind: 'answered', status, headers: {}, body }, 0);

describe('An answer of Vambe to an event', () => {
	test.each([
		['a UUID', ID],
		['some other text', 'event-1'],
		['a number', 42],
	])('is an acceptance with %s as ID, which is passed on as it is', (_what, id) => {
		expect(read(202, { id, note: 'queued' })).toEqual({ kind: 'done', body: { id } });
		expect(read(200, { id }).kind).toBe('done');
	});

	test.each([
		['without an ID', {}],
		['with an empty ID', { id: '' }],
		['with an ID that is null', { id: null }],
		['with a list', [{ id: ID }]],
		['with nothing', ''],
	])('%s leaves open whether it was recorded, for all its good status', (_what, body) => {
		expect(read(202, body)).toMatchObject({
			kind: 'lost',
			failure: { code: 'UNKNOWN_OUTCOME', outcome: 'unsure' },
		});
	});

	test('is read as that to any request that writes', () => {
		expect(read(409, {})).toMatchObject({ kind: 'lost', failure: { code: 'UNKNOWN_OUTCOME' } });
		expect(read(202, { id: ID, ok: false })).toMatchObject({ kind: 'refused' });
	});
});
