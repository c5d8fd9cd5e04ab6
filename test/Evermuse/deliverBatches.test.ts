import type { DeliveryPlan, Submission } from '../../nodes/Evermuse/logic/deliverBatches';
import { deliverBatches } from '../../nodes/Evermuse/logic/deliverBatches';
import { packBatches } from '../../nodes/Evermuse/logic/packBatches';
import type { Receipt } from '../../nodes/Evermuse/schemas/receipt';
import { EVERMUSE } from '../../nodes/Evermuse/advice';
import { failureOf } from '../../nodes/shared/logic/readReply';
import type { Reply } from '../../nodes/shared/logic/reply';
import { somePackedRecords } from '../support/aPackedRecord';

const PLAN: DeliveryPlan = {
	concurrency: 1,
	format: 'ndjson',
	key: { from: 'content' },
	stopAtFirst: false,
};

/** So many batches of one record each. */
const batchesOf = (count: number) =>
	packBatches(somePackedRecords(count), { maxRecords: 1, maxBytes: 100, format: 'ndjson' }).batches;

const accepted = (batchId: string): Reply<Receipt> => ({
	kind: 'done',
	body: { batchId, acceptedCount: 1, rejectedCount: 0 },
});
const failed = (
	kind: 'refused' | 'busy' | 'lost',
	code: keyof typeof EVERMUSE.advice,
): Reply<Receipt> => ({ kind, failure: failureOf(EVERMUSE, code, 'unsure', 'It broke') });

/** Delivers; the nth request, from 1, is answered with the nth reply, any further one is accepted. */
async function deliver(
	count: number,
	replies: Array<Reply<Receipt>>,
	plan: Partial<DeliveryPlan> = {},
) {
	const submissions: Submission[] = [];
	const delivered = await deliverBatches(
		batchesOf(count),
		async (submission) => {
			const nth = submissions.push(submission);
			return replies[nth - 1] ?? accepted(`b${nth}`);
		},
		{ ...PLAN, ...plan },
	);
	const codes = delivered.flatMap(({ results }) =>
		results.map((result) => (result.ok ? 'accepted' : result.failure.code)),
	);
	return { delivered, submissions, codes };
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

	it('number an own key by their place, whichever is sent first', async () => {
		const { delivered } = await deliver(3, [], {
			key: { from: 'custom', key: 'own' },
			concurrency: 3,
		});

		expect(delivered.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
			'own',
			'own-2',
			'own-3',
		]);
	});

	it.each(['ndjson', 'array', 'records'] as const)('are written as %s', async (format) => {
		const { submissions } = await deliver(1, [], { format });

		const bodies = { ndjson: '{"n":0}\n', array: '[{"n":0}]', records: '{"records":[{"n":0}]}' };
		expect(submissions[0]).toMatchObject({ format, body: Buffer.from(bodies[format]) });
	});

	it('come back in their order, with the reply and the fates', async () => {
		const { delivered } = await deliver(2, [accepted('b1'), failed('lost', 'SERVER_FAULT')]);

		expect(delivered).toMatchObject([
			{ reply: { kind: 'done' }, results: [{ itemIndex: 0, ok: true }] },
			{ reply: { kind: 'lost' }, results: [{ itemIndex: 1, ok: false }] },
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
		expect(delivered[2].reply).toBeUndefined();
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

	it('are none when there is no record', async () => {
		expect(await deliver(0, [])).toEqual({ delivered: [], submissions: [], codes: [] });
	});
});
