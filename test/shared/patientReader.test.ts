import { EVERMUSE } from '../../nodes/Evermuse/advice';
import { forReading } from '../../nodes/shared/logic/forReading';
import { readReply } from '../../nodes/shared/logic/readReply';
import type { Reply, Send } from '../../nodes/shared/logic/reply';
import { patientReader } from '../../nodes/shared/patientReader';
import type { Exchanger } from '../../nodes/shared/request';
import type { Act } from '../support/misbehave';
import { answer, misbehave, reset } from '../support/misbehave';
import { probe, probeApi } from '../support/probe';
import { runNode } from '../support/runNode';
import { time } from '../support/simulatedTime';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

/** A request that only reads. */
const read =
	(exchange: Exchanger): Send<string, unknown> =>
	async (path) =>
		forReading(
			readReply(await exchange({ method: 'GET', path }), EVERMUSE, (body) => body, Date.now()),
		);

/** Reads these paths one after the other, in a node of the real engine, from a server that does so. */
async function readFrom(acts: Act[], paths = ['/one']) {
	const server = await misbehave(...acts);
	const replies: Array<Reply<unknown>> = [];
	const node = probe(async function () {
		const patiently = patientReader(this, 'probeApi');
		// Each kind of request is wrapped on its own.
		for (const path of paths) replies.push(await patiently(read)(path));
		return [[]];
	});
	await runNode(node, { credentials: [probeApi({ apiKey: 'a-key', baseUrl: server.url })] });
	return { replies, requests: server.requests };
}

describe('A request that only reads', () => {
	it.each([
		['a dropped connection', reset],
		['a fault', answer(500, {})],
		['a web page from a gateway', answer(502, '<html>')],
		['a rate limit', answer(429, { retryAfter: 7 })],
	])('is sent again after %s', async (_what, gap) => {
		const { replies, requests } = await readFrom([gap, gap, answer(200, { id: 1 })]);

		expect(requests).toHaveLength(3);
		expect(replies).toMatchObject([{ kind: 'done', body: { id: 1 }, attempts: 3 }]);
	});

	it('is given up after three repeats', async () => {
		const { replies, requests } = await readFrom([reset]);

		expect(requests).toHaveLength(4);
		expect(replies).toMatchObject([
			{ kind: 'busy', failure: { code: 'UNREACHABLE', outcome: 'notSent', attempts: 4 } },
		]);
	});

	it.each([400, 401, 403, 404])('is not sent again after a refusal (%i)', async (status) => {
		const { requests } = await readFrom([answer(status, {})]);

		expect(requests).toHaveLength(1);
		expect(time.passedMs()).toBe(0);
	});

	it('waits a minute in all, and no longer', async () => {
		const { replies, requests } = await readFrom([answer(429, { retryAfter: 25 })]);

		expect(requests).toHaveLength(3);
		expect(time.passedMs()).toBe(50_000);
		expect(replies).toMatchObject([{ failure: { code: 'RATE_LIMITED', retryAfterSeconds: 25 } }]);
	});

	it('may take half a minute each time', async () => {
		const limits = jest.spyOn(AbortSignal, 'timeout');

		await readFrom([reset, answer(200, {})]);

		expect(limits.mock.calls).toEqual([[30_000], [30_000]]);
	});

	it('is not sent while another one, of whatever kind, has been asked to wait too long', async () => {
		const { replies, requests } = await readFrom(
			[answer(429, { retryAfter: 70 }), answer(200, {})],
			['/one', '/other'],
		);

		expect(requests.map(({ path }) => path)).toEqual(['/one']);
		const limited = { code: 'RATE_LIMITED', retryAfterSeconds: 70 };
		expect(replies).toMatchObject([{ failure: limited }, { failure: limited }]);
	});
});
