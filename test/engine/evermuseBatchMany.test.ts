import { answer, misbehave } from '../support/misbehave';
import { time } from '../support/simulatedTime';
import { useEvermuse } from '../support/useEvermuse';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { batchStatus, requests, submit } = useEvermuse();

describe('Get Many', () => {
	const getMany = async (parameters = {}, setup = {}) =>
		await batchStatus({ operation: 'getAll', ...parameters }, setup);
	const idsOf = ({ success }: Awaited<ReturnType<typeof getMany>>) =>
		success.map(({ json }) => json.batchId);

	it('gives the newest 50 unless told otherwise', async () => {
		const batchIds = await submit(55);

		expect(idsOf(await getMany())).toEqual(batchIds.reverse().slice(0, 50));
		expect(requests()).toHaveLength(1);
	});

	it.each([
		['a limit', { limit: 2 }, 2],
		['a limit by expression', { limit: '={{ "3" }}' }, 3],
		['all', { returnAll: true }, 105],
	])('gives as many as wanted: %s', async (_what, parameters, count) => {
		const batchIds = await submit(105);

		expect(idsOf(await getMany(parameters))).toEqual(batchIds.reverse().slice(0, count));
		expect(requests()).toHaveLength(count > 100 ? 2 : 1);
	});

	it('gives each batch with its facts, linked to the item that asked', async () => {
		await submit(1);

		const { success } = await getMany({}, { items: [{}, {}] });

		expect(success).toMatchObject([
			{ json: { status: 'LANDED', finished: false, succeeded: null }, pairedItem: { item: 0 } },
			{ json: { createdAtIso: '2026-03-02T12:00:00.000Z' }, pairedItem: { item: 1 } },
		]);
	});

	it('gives those in some states', async () => {
		const [complete] = await submit(1);
		time.pass(10_000);
		const [, landed] = await submit(2);

		const found = await getMany({ filters: { status: ['COMPLETE', 'LANDED'] } });

		expect(idsOf(found)).toEqual([landed, complete]);
	});

	it('gives those of a type', async () => {
		const emails = await submit(1, { _type: 'email' });
		await submit(1);

		expect(idsOf(await getMany({ filters: { type: 'email' } }))).toEqual(emails);
	});

	it('gives those made after a time, in the time zone of the workflow, and reads no further', async () => {
		await submit(100);
		time.pass(3_600_000);
		const late = await submit(2);

		const { success } = await getMany(
			{ returnAll: true, filters: { createdAfter: '2026-03-02T09:30:00' } },
			{ timezone: 'America/Santiago' },
		);

		expect(success.map(({ json }) => json.batchId)).toEqual(late.reverse());
		expect(requests()).toHaveLength(1);
	});

	it('says when the time is none', async () => {
		const { error } = await getMany({ filters: { createdAfter: '={{ "soon" }}' } });

		expect(error?.message).toMatch(/^'Created After' is not a date and time in ISO 8601/);
		expect(requests()).toEqual([]);
	});

	it('gives nothing when there is none', async () => {
		expect(await getMany()).toMatchObject({ status: 'success', success: [] });
	});

	it('gives what it has and the failure when a page fails', async () => {
		const batch = { batchId: 'b1', status: 'COMPLETE', createdAt: 0 };
		const { url } = await misbehave(
			answer(200, { batches: [batch], nextCursor: 'a' }),
			answer(403, {}),
		);

		const { success } = await getMany(
			{ returnAll: true },
			{ baseUrl: url, onError: 'continueRegularOutput' },
		);

		expect(success).toMatchObject([
			{ json: { batchId: 'b1' } },
			{ json: { details: { code: 'FORBIDDEN' } } },
		]);
	});

	// A thousand requests one after the other: a busy machine needs its time.
	it('hints at it when there are more than one search reads', async () => {
		let pages = 0;
		const { url } = await misbehave(
			async (response, received) =>
				await answer(200, { batches: [], nextCursor: String(++pages) })(response, received),
		);

		const { hints } = await getMany({ returnAll: true }, { baseUrl: url });

		expect(hints).toEqual([
			{
				message: 'Only the newest 0 batches were read: there are more than one search reads',
				location: 'outputPane',
			},
		]);
	}, 60_000);
});
