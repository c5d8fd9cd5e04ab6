import { EVERMUSE } from '../../nodes/Evermuse/advice';
import { LARGE_BODY_BYTES } from '../../nodes/Evermuse/logic/judgeReply';
import type { Receipt } from '../../nodes/Evermuse/schemas/receipt';
import { failureOf } from '../../nodes/shared/logic/readReply';
import type { FailedOutcome, Reply } from '../../nodes/shared/logic/reply';
import { error, fates, judge, sizes } from './judging';

const refusal = (body?: unknown): Reply<Receipt> => ({
	kind: 'refused',
	failure: failureOf(EVERMUSE, 'REJECTED', 'rejected', 'Evermuse refused it', { status: 400 }),
	body,
});

describe('A batch that is refused (400)', () => {
	it.each([
		['under errors', { errors: [error(1), error(3)] }],
		['in the list of details', { details: [error(1), error(3)] }],
		['under the errors of the details', { details: { errors: [error(1), error(3)] } }],
		['twice', { errors: [error(1), error(3), error(1)] }],
		['beside an impossible one', { errors: [error(7), error(1), {}, 'no', null, error(3)] }],
	])('gives up the records that it names %s, and the rest is sent without them', (_how, body) => {
		const judgement = judge(5, refusal(body));

		expect(fates(5, judgement)).toBe('.r.r.');
		expect(judgement.open).toMatchObject({
			doubt: 'spoiled',
			parts: [[{ itemIndex: 0 }, { itemIndex: 2 }, { itemIndex: 4 }]],
			failure: {
				code: 'NOT_SENT',
				outcome: 'notSent',
				status: 400,
				message: 'Not taken, because Evermuse refused the batch for other records in it',
			},
		});
	});

	it('says of a named record what is wrong with it, and where it was', () => {
		expect(judge(3, refusal({ errors: [error(1)] })).results).toMatchObject([
			{
				itemIndex: 1,
				failure: {
					code: 'REJECTED',
					outcome: 'rejected',
					message: 'Evermuse rejected this record: _tags of 1 is wrong',
					position: 1,
					status: 400,
				},
			},
		]);
	});

	it.each([
		['named', { errors: [error(1)] }],
		['not named', {}],
	])('after a try that got no answer leaves all unclear, also those that are %s', (_what, body) => {
		const { failure } = refusal() as Extract<Reply<Receipt>, { kind: 'refused' }>;
		const judgement = judge(3, {
			kind: 'refused',
			failure: { ...failure, outcome: 'unsure', description: 'Look.' },
			body,
		});

		const unclear = { outcome: 'unsure', code: 'REJECTED', description: 'Look.' };
		expect(judgement.open?.failure).toMatchObject(unclear);
		for (const result of judgement.results) expect(result).toMatchObject({ failure: unclear });
	});

	it('and names all leaves nothing open', () => {
		const judgement = judge(2, refusal({ errors: [error(0), error(1)] }));

		expect(fates(2, judgement)).toBe('rr');
		expect(judgement.open).toBeUndefined();
	});

	it.each([
		['without a body', undefined],
		['with null', null],
		['with a web page', '<html>'],
		['with its message only', { message: 'Some records are wrong' }],
		['with an empty list', { errors: [] }],
		['with details of something else', { details: { in: 'querystring', faults: ['format'] } }],
		['with an impossible index only', { errors: [error(5), error(-1)] }],
		['with an index as text', { errors: [{ index: '1' }] }],
	])('%s is sent again in halves', (_how, body) => {
		const judgement = judge(5, refusal(body));

		expect(judgement).toMatchObject({ results: [], open: { doubt: 'refused' } });
		expect(judgement.open?.failure).toMatchObject({ code: 'REJECTED', status: 400 });
		expect(sizes(judgement)).toEqual([3, 2]);
	});

	it('is that of its record when there is only one', () => {
		const judgement = judge(1, refusal());

		expect(judgement.open).toBeUndefined();
		expect(judgement.results).toMatchObject([
			{ failure: { code: 'REJECTED', message: 'Evermuse refused it', position: 0 } },
		]);
	});
});

describe('A request that is refused for what it is, and not for its records', () => {
	const refusedWith = (status: number, outcome: FailedOutcome = 'rejected'): Reply<Receipt> => ({
		kind: 'refused',
		failure: failureOf(EVERMUSE, 'REJECTED', outcome, 'Evermuse refused it', { status }),
		body: { errors: [error(1)] },
	});

	it.each([404, 405, 415])('is over at once: %i', (status) => {
		const judgement = judge(3, refusedWith(status));

		expect(judgement.open).toBeUndefined();
		expect(fates(3, judgement)).toBe('rrr');
		expect(judgement.results).toEqual(
			Array(3).fill(
				expect.objectContaining({
					failure: expect.objectContaining({
						code: 'REJECTED',
						status,
						description: expect.stringContaining('a wrong base URL'),
					}),
				}),
			),
		);
	});

	it('stays unclear after a try that got no answer, with the advice for that', () => {
		const [result] = judge(1, refusedWith(404, 'unsure')).results;

		expect(result).toMatchObject({
			failure: { outcome: 'unsure', description: EVERMUSE.advice.REJECTED.description },
		});
	});

	it('is searched for bad records where it is about what they hold: 422', () => {
		expect(judge(3, refusedWith(422)).open).toMatchObject({ doubt: 'spoiled' });
	});
});

describe('A batch that is too large (413)', () => {
	const tooLarge: Reply<Receipt> = {
		kind: 'tooLarge',
		failure: failureOf(EVERMUSE, 'REJECTED', 'rejected', 'Too large', { status: 413 }),
	};

	it('is sent again in halves', () => {
		const judgement = judge(3, tooLarge);

		expect(judgement).toMatchObject({ results: [], open: { doubt: 'tooLarge' } });
		expect(sizes(judgement)).toEqual([2, 1]);
	});

	it('is a record that is too large when there is only one', () => {
		expect(judge(1, tooLarge)).toEqual({
			results: [
				{
					itemIndex: 0,
					ok: false,
					failure: {
						outcome: 'rejected',
						code: 'RECORD_TOO_LARGE',
						message: 'Too large',
						status: 413,
						position: 0,
						...EVERMUSE.advice.RECORD_TOO_LARGE,
					},
				},
			],
		});
	});
});

describe('A batch without an answer', () => {
	const lost: Reply<Receipt> = {
		kind: 'lost',
		failure: failureOf(EVERMUSE, 'UNCONFIRMED', 'unsure', 'No clear answer'),
	};

	it('is sent again in halves when it was so large that this may be why', () => {
		const judgement = judge(4, lost, LARGE_BODY_BYTES + 1);

		expect(judgement).toMatchObject({ results: [], open: { doubt: 'silence' } });
		expect(judgement.open?.failure).toMatchObject({ outcome: 'unsure' });
		expect(sizes(judgement)).toEqual([2, 2]);
	});

	it.each([
		['it was small', 4, lost, LARGE_BODY_BYTES],
		['there is only one', 1, lost, LARGE_BODY_BYTES + 1],
		['an answer came, and it was a fault', 4, withCode('SERVER_FAULT'), LARGE_BODY_BYTES + 1],
		['an answer came that makes no sense', 4, withCode('UNEXPECTED_ANSWER'), 5_000_000],
		['the user stopped it', 4, withCode('CANCELLED'), 5_000_000],
	])('is unclear in all its records when %s', (_when, count, reply, bytes) => {
		const judgement = judge(count, reply, bytes);

		expect(judgement.open).toBeUndefined();
		expect(fates(count, judgement)).toBe('u'.repeat(count));
	});

	function withCode(code: keyof typeof EVERMUSE.advice): Reply<Receipt> {
		return { kind: 'lost', failure: failureOf(EVERMUSE, code, 'unsure', 'It broke') };
	}
});

it.each<[string, Reply<Receipt>['kind'], keyof typeof EVERMUSE.advice, FailedOutcome]>([
	['A key that is not known', 'refused', 'UNAUTHORIZED', 'notSent'],
	['A redirect', 'refused', 'UNEXPECTED_ANSWER', 'notSent'],
	['A rate limit', 'busy', 'RATE_LIMITED', 'notSent'],
	['An idempotency key in flight', 'busy', 'UNCONFIRMED', 'unsure'],
	['A fault of the service', 'lost', 'SERVER_FAULT', 'unsure'],
])('%s is the fate of all records, each with its own place', (_what, kind, code, outcome) => {
	const failure = failureOf(EVERMUSE, code, outcome, 'It broke');

	expect(judge(2, { kind, failure } as Reply<Receipt>, 5_000_000)).toEqual({
		results: [0, 1].map((position) => ({
			itemIndex: position,
			ok: false,
			failure: { ...failure, position },
		})),
	});
});
