import type { OnError } from 'n8n-workflow';
import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import type { Failure } from '../../nodes/shared/logic/reply';
import { stopAtFailure } from '../../nodes/shared/stopAtFailure';
import { probe, probeApi } from '../support/probe';
import { runNode } from '../support/runNode';

const accepted = (itemIndex: number): ItemResult => ({ itemIndex, ok: true, json: {} });
const failed = (itemIndex: number, failure: Partial<Failure> = {}): ItemResult => ({
	itemIndex,
	ok: false,
	failure: {
		outcome: 'rejected',
		code: 'REJECTED',
		message: `Refused ${itemIndex}`,
		description: 'Correct it.',
		...failure,
	},
});

const stopAt = async (results: ItemResult[], onError?: OnError, whereabouts?: string) =>
	await runNode(
		probe(async function () {
			stopAtFailure(this, results, whereabouts === undefined ? undefined : () => whereabouts);
			return [[{ json: { goesOn: true } }]];
		}),
		{ credentials: [probeApi({})], onError },
	);

describe('A run with failures', () => {
	it('stops with the failure of the first item, whichever came first', async () => {
		const { status, error } = await stopAt([accepted(2), failed(3), failed(1), accepted(0)]);

		expect(status).toBe('error');
		expect(error).toMatchObject({ message: 'Refused 1 [item 1]', context: { itemIndex: 1 } });
	});

	it.each([
		['without a status', {}, 'NodeOperationError', undefined],
		['with a status', { status: 403 }, 'NodeApiError', '403'],
		['with the status of a fault', { status: 503 }, 'NodeApiError', '503'],
	])('%s stops with an error of the right kind', async (_what, failure, name, httpCode) => {
		const { error } = await stopAt([failed(0, failure)]);

		expect(error).toMatchObject({ name, message: 'Refused 0 [item 0]' });
		expect(error?.httpCode ?? undefined).toBe(httpCode);
	});

	it.each([
		['of one', [failed(0)], 'Correct it.'],
		[
			'of several',
			[accepted(0), accepted(1), failed(2)],
			'Correct it. Of 3: 2 accepted, 1 rejected.',
		],
		[
			'of every kind',
			[
				accepted(0),
				failed(1),
				failed(2, { outcome: 'notSent' }),
				failed(3, { outcome: 'notSent' }),
				failed(4, { outcome: 'unsure' }),
			],
			'Correct it. Of 5: 1 accepted, 1 rejected, 2 not sent, 1 unclear.',
		],
		['of none that went well', [failed(0), failed(1)], 'Correct it. Of 2: 0 accepted, 2 rejected.'],
	])('says what to do, and what became of each: %s', async (_what, results, description) => {
		expect((await stopAt(results)).error).toMatchObject({ description });
	});

	it('says where to find what went well, after what became of each', async () => {
		const { error } = await stopAt([accepted(0), failed(1)], undefined, 'Accepted in batch: b1.');

		expect(error).toMatchObject({
			description: 'Correct it. Of 2: 1 accepted, 1 rejected. Accepted in batch: b1.',
		});
	});

	it('says all of it in the message of a tool, of which a model is told nothing else', async () => {
		const step = probe(async function () {
			stopAtFailure(this, [accepted(0), failed(1)]);
			return [];
		});
		const tool = { ...step, description: { ...step.description, name: 'probeTool' } };

		const { error } = await runNode(tool, { credentials: [probeApi({})] });

		expect(error?.message).toBe('Refused 1 [item 1]. Correct it. Of 2: 1 accepted, 1 rejected.');
	});

	it.each([
		['a wait', { cause: 'rate-limited', retryAfterSeconds: 7 }, { retryAfterMs: 7_000 }],
		['a rate limit', { cause: 'rate-limited' }, {}],
		['a fault', { cause: 'temporarily-unavailable', retryAfterSeconds: 7 }, {}],
		['a key', { cause: 'credential-invalid', status: 401 }, {}],
	] as const)('declares the cause: %s', async (_what, failure, more) => {
		const { error } = await stopAt([failed(0, failure)]);

		expect(error?.failure).toEqual({ cause: failure.cause, ...more });
	});

	it('declares no cause that is not known', async () => {
		expect((await stopAt([failed(0)])).error?.failure).toBeUndefined();
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'goes on with %s',
		async (onError) => {
			const { success, runs } = await stopAt([failed(0)], onError);

			expect(success.map(({ json }) => json)).toEqual([{ goesOn: true }]);
			expect(runs[0].error).toBeUndefined();
		},
	);
});

it.each([
	['successes', [accepted(0), accepted(1)]],
	['nothing', []],
])('A run with %s only goes on', async (_what, results) => {
	expect((await stopAt(results)).status).toBe('success');
});
