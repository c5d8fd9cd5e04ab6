import type { Delivery } from '../../nodes/Evermuse/logic/deliverBatch';
import type { DeliveryPlan, Submission } from '../../nodes/Evermuse/logic/deliverBatches';
import { deliverBatches } from '../../nodes/Evermuse/logic/deliverBatches';
import type { Receipt } from '../../nodes/Evermuse/schemas/receipt';
import { EVERMUSE } from '../../nodes/Evermuse/advice';
import { createBrake } from '../../nodes/shared/logic/brake';
import { failureOf } from '../../nodes/shared/logic/readReply';
import type { Reply } from '../../nodes/shared/logic/reply';
import { somePackedRecords } from '../support/aPackedRecord';
import { packAll } from '../support/packAll';

const PLAN: DeliveryPlan = {
	concurrency: 1,
	format: 'ndjson',
	key: { from: 'content', label: '' },
	isolateRejected: true,
};

/** So many records in batches. */
const batchesOf = (count: number, maxRecords: number, format = PLAN.format) =>
	packAll(somePackedRecords(count), { maxRecords, maxBytes: 100, format }).batches;

const accepted = (batchId: string, acceptedCount = 1, attempts = 1): Reply<Receipt> => ({
	kind: 'done',
	body: { batchId, acceptedCount, rejectedCount: 0 },
	attempts,
});
const failed = (
	kind: 'refused' | 'busy' | 'lost',
	code: keyof typeof EVERMUSE.advice,
): Reply<Receipt> => ({
	kind,
	failure: failureOf(EVERMUSE, code, 'unsure', 'It broke', { status: 400 }),
});

const brake = () => createBrake(EVERMUSE, false, () => false);

/** A copy that still has its records when the batch is done with. */
const withItsRecords = ({ sent, results }: Delivery): Delivery => ({
	sent: sent.map((one) => ({ ...one, records: [...one.records] })),
	results,
});

/** Delivers; the nth request, from 1, is answered with the nth reply, any further one is accepted. */
async function deliver(
	count: number,
	replies: Array<Reply<Receipt>>,
	{ stopAtFirst = false, batchSize = 1, isStopped = () => false, ...plan }: Setup = {},
) {
	const submissions: Submission[] = [];
	const delivered: Delivery[] = [];
	await deliverBatches(
		batchesOf(count, batchSize, plan.format),
		async (submission) => {
			const nth = submissions.push(submission);
			const records = submission.body.toString().split('\n').length - 1;
			return replies[nth - 1] ?? accepted(`b${nth}`, records);
		},
		{ ...PLAN, ...plan },
		createBrake(EVERMUSE, stopAtFirst, () => isStopped(submissions)),
		(delivery, index) => (delivered[index] = withItsRecords(delivery)),
	);
	const codes = delivered.flatMap(({ results }) =>
		results.map((result) => (result.ok ? 'accepted' : result.failure.code)),
	);
	return { delivered, submissions, codes };
}

interface Setup extends Partial<DeliveryPlan> {
	/** Whether any failure ends the run. */
	stopAtFirst?: boolean;
	/** Records in a batch; 1 unless given. */
	batchSize?: number;
	/** Whether the user pressed Stop by now. */
	isStopped?: (submissions: Submission[]) => boolean;
}

describe('Batches', () => {
	it('are sent in order, as they were packed, each with its own key', async () => {
		const { submissions, codes } = await deliver(3, [], { formatHint: 'text' });

		expect(submissions.map(({ body }) => body.toString())).toEqual([
			'{"n":0}\n',
			'{"n":1}\n',
			'{"n":2}\n',
		]);
		expect(submissions[0]).toMatchObject({ format: 'ndjson', formatHint: 'text' });
		expect(new Set(submissions.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
		expect(codes).toEqual(['accepted', 'accepted', 'accepted']);
	});

	it('but the first put a mark of their content behind an own key', async () => {
		const { delivered } = await deliver(3, [], {
			key: { from: 'custom', key: 'own' },
			concurrency: 3,
		});

		const keys = delivered.flatMap(({ sent }) => sent.map((one) => one.idempotencyKey));
		expect(keys).toEqual([
			'own',
			expect.stringMatching(/^own-[0-9a-f]{16}$/),
			expect.stringMatching(/^own-[0-9a-f]{16}$/),
		]);
		expect(new Set(keys).size).toBe(3);
	});

	it('that are sent in parts have a key of their own for each', async () => {
		const { submissions, codes } = await deliver(4, [failed('refused', 'REJECTED')], {
			key: { from: 'custom', key: 'own' },
			batchSize: 4,
		});

		expect(submissions.map(({ body }) => body.toString())).toEqual([
			'{"n":0}\n{"n":1}\n{"n":2}\n{"n":3}\n',
			'{"n":0}\n{"n":1}\n',
			'{"n":2}\n{"n":3}\n',
		]);
		expect(new Set(submissions.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
		expect(submissions[0].idempotencyKey).toBe('own');
		expect(codes).toEqual(Array(4).fill('accepted'));
	});

	it('are sent in parts only when the plan has it', async () => {
		const { submissions, codes } = await deliver(4, [failed('refused', 'REJECTED')], {
			batchSize: 4,
			isolateRejected: false,
		});

		expect(submissions).toHaveLength(1);
		expect(codes).toEqual(Array(4).fill('REJECTED'));
	});

	it.each(['ndjson', 'array', 'records'] as const)('are written as %s', async (format) => {
		const { submissions } = await deliver(1, [], { format });

		const bodies = { ndjson: '{"n":0}\n', array: '[{"n":0}]', records: '{"records":[{"n":0}]}' };
		expect(submissions[0]).toMatchObject({ format, body: Buffer.from(bodies[format]) });
	});

	it('come back in their order, with their requests and the fates of their records', async () => {
		const { delivered } = await deliver(2, [accepted('b1'), failed('lost', 'SERVER_FAULT')]);

		expect(delivered).toMatchObject([
			{
				sent: [{ records: [{ itemIndex: 0 }], bytes: 8, reply: { kind: 'done' } }],
				results: [{ itemIndex: 0, ok: true }],
			},
			{
				sent: [{ records: [{ itemIndex: 1 }], bytes: 8, reply: { kind: 'lost' } }],
				results: [{ itemIndex: 1, ok: false }],
			},
		]);
	});

	it.each([
		['SERVER_FAULT', 'lost'],
		['REJECTED', 'refused'],
		['UNEXPECTED_ANSWER', 'lost'],
		['UNCONFIRMED', 'busy'],
	] as const)('go on after %s', async (code, kind) => {
		const { submissions, codes } = await deliver(3, [failed(kind, code)]);

		expect(submissions).toHaveLength(3);
		expect(codes).toEqual([code, 'accepted', 'accepted']);
	});

	it.each([
		['UNAUTHORIZED', 'NOT_SENT', 'refused'],
		['FORBIDDEN', 'NOT_SENT', 'refused'],
		['RATE_LIMITED', 'RATE_LIMITED', 'busy'],
		['UNREACHABLE', 'UNREACHABLE', 'busy'],
		['CANCELLED', 'CANCELLED', 'refused'],
	] as const)('after %s are not sent, and the rest says %s', async (code, rest, kind) => {
		const { delivered, submissions, codes } = await deliver(3, [failed(kind, code)]);

		expect(submissions).toHaveLength(1);
		expect(codes).toEqual([code, rest, rest]);
		expect(delivered[2].sent).toEqual([]);
		expect(delivered[2].results).toMatchObject([
			{ itemIndex: 2, ok: false, failure: { outcome: 'notSent' } },
		]);
	});

	it.each(['SERVER_FAULT', 'REJECTED', 'UNCONFIRMED'] as const)(
		'after %s are not sent when the run stops at the first failure',
		async (code) => {
			const { submissions, codes } = await deliver(3, [accepted('b1'), failed('lost', code)], {
				stopAtFirst: true,
			});

			expect(submissions).toHaveLength(2);
			expect(codes).toEqual(['accepted', code, 'NOT_SENT']);
		},
	);

	it('stop at a batch of which one record was rejected', async () => {
		const rejected: Reply<Receipt> = {
			kind: 'done',
			body: { batchId: 'b1', acceptedCount: 0, rejectedCount: 1 },
		};

		const { codes } = await deliver(2, [rejected], { stopAtFirst: true });

		expect(codes).toEqual(['REJECTED', 'NOT_SENT']);
	});

	it('that are under way when one fails keep their own fate', async () => {
		const { codes } = await deliver(4, [failed('refused', 'UNAUTHORIZED')], { concurrency: 2 });

		expect(codes).toEqual(['UNAUTHORIZED', 'accepted', 'NOT_SENT', 'NOT_SENT']);
	});

	it('are not sent once the user pressed Stop', async () => {
		const { submissions, codes } = await deliver(3, [], {
			isStopped: (sent) => sent.length === 1,
		});

		expect(submissions).toHaveLength(1);
		expect(codes).toEqual(['accepted', 'CANCELLED', 'CANCELLED']);
	});

	it.each<[string, boolean, Reply<Receipt>]>([
		['taken', true, accepted('b1', 2)],
		['taken in a second try, while the first may be on its way', false, accepted('b1', 2, 2)],
		['refused, perhaps before it was read to its end', false, failed('refused', 'UNAUTHORIZED')],
		['not answered', false, failed('lost', 'UNCONFIRMED')],
	])('that was %s lets its memory go, to be used again: %s', async (_what, isRead, reply) => {
		const [batch] = batchesOf(2, 2);
		const letGo = jest.spyOn(batch, 'letGo');

		await deliverBatches(
			[batch],
			async () => reply,
			PLAN,
			brake(),
			() => undefined,
		);

		expect(letGo.mock.calls).toEqual([[isRead]]);
	});

	it('that was refused and then taken in parts lets its memory go, but not to be used again', async () => {
		const [batch] = batchesOf(2, 2);
		const letGo = jest.spyOn(batch, 'letGo');
		const replies = [failed('refused', 'REJECTED'), accepted('b1'), accepted('b2')];

		await deliverBatches(
			[batch],
			async () => replies.shift()!,
			PLAN,
			brake(),
			() => undefined,
		);

		expect(letGo.mock.calls).toEqual([[false]]);
	});

	it('are sent as they were packed, without a copy', async () => {
		const [batch] = batchesOf(2, 2);
		const bodies: Buffer[] = [];

		await deliverBatches(
			[batch],
			async ({ body }) => {
				bodies.push(body);
				return accepted('b1', 2);
			},
			PLAN,
			brake(),
			() => undefined,
		);

		expect(bodies).toHaveLength(1);
		expect(bodies[0]).toBe(batch.body);
	});

	it('are none when there is no record', async () => {
		expect(await deliver(0, [])).toEqual({ delivered: [], submissions: [], codes: [] });
	});
});

describe('Batches that come one by one', () => {
	it('are asked for only when there is a sender for them', async () => {
		const log: string[] = [];
		const waiting: Array<() => void> = [];
		const batches = (async function* () {
			for (const batch of batchesOf(4, 1)) {
				log.push(`made ${batch.records[0].itemIndex}`);
				yield batch;
			}
		})();
		const send = async ({ body }: Submission) => {
			log.push(`sent ${body.toString().trim()}`);
			await new Promise<void>((resolve) => waiting.push(resolve));
			return accepted('b1');
		};
		const done = deliverBatches(
			batches,
			send,
			{ ...PLAN, concurrency: 2 },
			brake(),
			(_delivery, nth) => log.push(`done ${nth}`),
		);
		for (let nth = 0; nth < 4; nth++) {
			await new Promise(setImmediate);
			waiting.splice(0, 1)[0]();
		}
		await done;

		expect(log).toEqual([
			...['made 0', 'made 1', 'sent {"n":0}', 'sent {"n":1}'],
			...['done 0', 'made 2', 'sent {"n":2}'],
			...['done 1', 'made 3', 'sent {"n":3}'],
			...['done 2', 'done 3'],
		]);
	});

	it('are not sent once the brake is on, and each says so', async () => {
		const codes: string[] = [];
		const batches = (async function* () {
			yield* batchesOf(4, 2);
		})();

		await deliverBatches(
			batches,
			async () => failed('refused', 'UNAUTHORIZED'),
			PLAN,
			brake(),
			({ results }) => codes.push(...results.map((one) => (one.ok ? 'ok' : one.failure.code))),
		);

		expect(codes).toEqual(['UNAUTHORIZED', 'UNAUTHORIZED', 'NOT_SENT', 'NOT_SENT']);
	});
});
