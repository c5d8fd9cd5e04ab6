import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { aRecord, someRecords } from '../sandbox/aRecord';
import type { Act } from '../support/misbehave';
import { answer, misbehave } from '../support/misbehave';
import { time } from '../support/simulatedTime';
import { useFaultyEvermuse } from '../support/useFaultyEvermuse';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { ingest, sendTo, reach, requests, evermuse } = useFaultyEvermuse();

describe('A key', () => {
	it.each([
		['that is not known', 401, 'UNAUTHORIZED'],
		['that may not write', 403, 'FORBIDDEN'],
	])('%s stops at once: nothing more is sent', async (_what, status, code) => {
		const { received, outcomes } = await sendTo([reach, answer(status, {})], 4);

		expect(received).toHaveLength(2);
		expect(outcomes).toEqual(['accepted 0', `${code} 1`, 'NOT_SENT 2', 'NOT_SENT 3']);
	});

	it.each([
		[
			'em_sk_another',
			'401',
			'Evermuse does not know this API key: The API key is missing or invalid',
		],
		[
			'em_sk_sandbox_read_only',
			'403',
			'Evermuse does not allow this with this API key: The API key lacks the permission api:write',
		],
	])(
		'such as %s is refused with HTTP %s, and the error says what to do',
		async (apiKey, httpCode, message) => {
			const { error } = await ingest({ recordSource: 'input' }, { items: someRecords(2), apiKey });

			expect(requests()).toHaveLength(1);
			expect(error).toMatchObject({
				message: `${message} [item 0]`,
				httpCode,
				failure: { cause: 'credential-invalid' },
			});
			expect(error?.description).toMatch(/API key.*Of 2: 0 accepted, 2 not sent\.$/s);
		},
	);
});

describe('A refusal', () => {
	it.each([
		[
			'400',
			answer(400, { error: 'BAD', message: 'Mixed types' }),
			'Evermuse refused it: Mixed types',
		],
		[
			'413',
			answer(413, '<html>Too large</html>'),
			'Evermuse refused it as too large',
			'RECORD_TOO_LARGE',
		],
		['404', answer(404, {}), 'Evermuse refused it (HTTP 404)'],
	])(
		'%s of a batch is that of its only record, and the next batch is sent',
		async (_status, act, message, code = 'REJECTED') => {
			const { received, outcomes, success } = await sendTo([act, reach], 2);

			expect(received).toHaveLength(2);
			expect(outcomes).toEqual(['accepted 1', `${code} 0`]);
			expect(success[1].json.error).toBe(`${message} [item 0]`);
		},
	);

	it('by a redirect is followed nowhere', async () => {
		const stranger = await misbehave(answer(202, { batchId: 'b1' }));

		const { received, outcomes } = await sendTo([answer(307, {}, { Location: stranger.url })]);

		expect(received).toHaveLength(1);
		expect(stranger.requests).toEqual([]);
		expect(outcomes).toEqual(['UNEXPECTED_ANSWER 0']);
	});
});

describe('A service that cannot be reached', () => {
	it('is tried again, and then nothing more is sent', async () => {
		const { success } = await ingest(
			{ recordSource: 'input', options: { batchSize: 1, concurrency: 1 } },
			{
				items: someRecords(3),
				baseUrl: 'http://127.0.0.1:1',
				onError: 'continueRegularOutput',
			},
		);

		const unreachable = { code: 'UNREACHABLE', outcome: 'notSent' };
		expect(success.map(({ json }) => json.details)).toEqual([
			{ ...unreachable, position: 0, attempts: 6 },
			unreachable,
			unreachable,
		]);
	});

	it('because its certificate is not trusted is not tried again', async () => {
		const pem = readFileSync(join(__dirname, '../fixtures/selfSigned.pem'));
		const server = createServer({ key: pem, cert: pem }).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;

		const { success } = await ingest(
			{ recordSource: 'input' },
			{
				items: [aRecord()],
				baseUrl: `https://127.0.0.1:${port}`,
				onError: 'continueRegularOutput',
			},
		);

		await once(server.close(), 'close');
		expect(success[0].json.error).toMatch(/its certificate is not trusted/);
		expect(success[0].json.details).toMatchObject({
			code: 'UNREACHABLE',
			outcome: 'notSent',
			attempts: 1,
		});
		expect(time.passedMs()).toBe(0);
	});

	it('for its address in the clear gets nothing', async () => {
		const { error } = await ingest(
			{ recordSource: 'input' },
			{
				items: [aRecord()],
				baseUrl: evermuse().baseUrl.replace('127.0.0.1', '0.0.0.0'),
			},
		);

		expect(error?.message).toMatch(
			/^Evermuse could not be reached: 'Base URL' must start with https/,
		);
		expect(time.passedMs()).toBe(0);
		expect(requests()).toEqual([]);
	});
});

describe('The Stop button', () => {
	it.each([
		[
			'while a request is under way',
			(stop: AbortController): Act =>
				() =>
					stop.abort(),
		],
		[
			'while the node waits',
			(stop: AbortController): Act => {
				time.onWait = () => stop.abort();
				return answer(429, { retryAfter: 60 });
			},
		],
	])('%s ends the run within a second, and nothing more is sent', async (_when, act) => {
		const stop = new AbortController();
		const { url, requests: received } = await misbehave(act(stop));

		const { status } = await ingest(
			{ recordSource: 'input' },
			{
				items: someRecords(3),
				baseUrl: url,
				stop: stop.signal,
				onError: 'continueRegularOutput',
				retryOnFail: { maxTries: 3 },
			},
		);

		expect(status).toBe('canceled');
		expect(received).toHaveLength(1);
		expect(time.passedMs()).toBeLessThanOrEqual(1_000);
	});
});
