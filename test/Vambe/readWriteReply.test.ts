import type { Exchange } from '../../nodes/shared/logic/exchange';
import { readWriteReply } from '../../nodes/Vambe/logic/readWriteReply';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';

const answered = (status: number, body?: unknown, headers = {}): Exchange => ({
	kind: 'answered',
	status,
	headers,
	body,
});

/** The promised body has an ID. */
const readBody = (body: unknown) =>
	typeof body === 'object' && body !== null && 'id' in body ? body : undefined;

const read = (exchange: Exchange) => readWriteReply(exchange, readBody, NOW);

/** What a user can branch on, in one line. */
const fateOf = (exchange: Exchange) => {
	const reply = read(exchange);
	if (reply.kind === 'done') return 'done';
	return `${reply.kind} ${reply.failure.code} ${reply.failure.outcome}`;
};

describe('An answer of Vambe to a request that writes', () => {
	test('is passed on as it is if it is what was promised', () => {
		const body = { id: ID, name: 'Jane Doe' };
		expect(read(answered(201, body))).toEqual({ kind: 'done', body });
	});

	test.each<[what: string, exchange: Exchange, fate: string]>([
		['200', answered(200, { id: ID }), 'done'],
		['no connection', { kind: 'unreachable', reason: 'x' }, 'busy UNREACHABLE notSent'],
		['no clear answer', { kind: 'unanswered', reason: 'x' }, 'lost UNKNOWN_OUTCOME unsure'],
		['a stop before it was sent', { kind: 'cancelled', begun: false }, 'refused CANCELLED notSent'],
		['a stop while it was under way', { kind: 'cancelled', begun: true }, 'lost CANCELLED unsure'],
		['a 2xx without what was promised', answered(201, {}), 'lost UNKNOWN_OUTCOME unsure'],
		['a 2xx with nothing', answered(201, ''), 'lost UNKNOWN_OUTCOME unsure'],
		['a web page', answered(200, '<html>Welcome</html>'), 'lost UNKNOWN_OUTCOME unsure'],
		['a redirect', answered(302), 'refused UNEXPECTED_ANSWER notSent'],
		['400', answered(400, {}), 'refused REJECTED rejected'],
		['401', answered(401, {}), 'refused UNAUTHORIZED notSent'],
		['403', answered(403, {}), 'refused FORBIDDEN notSent'],
		['404', answered(404, {}), 'refused REJECTED rejected'],
		['409', answered(409, {}), 'lost UNKNOWN_OUTCOME unsure'],
		['413', answered(413, {}), 'tooLarge REJECTED rejected'],
		['422', answered(422, {}), 'refused REJECTED rejected'],
		['429', answered(429, {}), 'busy RATE_LIMITED notSent'],
		['500', answered(500, {}), 'lost UNKNOWN_OUTCOME unsure'],
		['502', answered(502, '<html>'), 'lost UNKNOWN_OUTCOME unsure'],
		['503', answered(503, {}), 'lost UNKNOWN_OUTCOME unsure'],
		[
			'503 with Retry-After',
			answered(503, {}, { 'retry-after': '7' }),
			'busy SERVER_FAULT notSent',
		],
		[
			'504 with Retry-After',
			answered(504, {}, { 'retry-after': '7' }),
			'lost UNKNOWN_OUTCOME unsure',
		],
	])('with %s', (_what, exchange, fate) => {
		expect(fateOf(exchange)).toBe(fate);
	});

	test('of a good status that holds a refusal is one', () => {
		expect(read(answered(201, { id: ID, success: false, message: 'Blocked' }))).toMatchObject({
			kind: 'refused',
			failure: { outcome: 'rejected', message: 'Vambe refused it: Blocked', status: 201 },
		});
	});

	test('says how long to wait where it says so, on 429 and on 503', () => {
		const headers = { 'retry-after': '7' };
		expect(read(answered(429, {}, headers))).toMatchObject({
			retryAfterMs: 7_000,
			failure: { retryAfterSeconds: 7 },
		});
		expect(read(answered(503, {}, headers))).toMatchObject({
			retryAfterMs: 7_000,
			failure: { retryAfterSeconds: 7 },
		});
		expect(read(answered(429, {}))).toMatchObject({ retryAfterMs: undefined });
	});

	test('that leaves it open says what happened, and how to find out', () => {
		expect(read({ kind: 'unanswered', reason: 'no answer came in time' })).toMatchObject({
			failure: {
				message: 'Vambe gave no clear answer: no answer came in time',
				description: expect.stringMatching(/^Look the contact up in Vambe/),
			},
		});
		expect(read(answered(500, { message: 'Internal server error' }))).toMatchObject({
			failure: {
				message: 'Vambe had a fault of its own (HTTP 500): Internal server error',
				status: 500,
			},
		});
		expect(read(answered(409))).toMatchObject({
			failure: {
				message: 'Vambe is still busy with another request like it (HTTP 409)',
				status: 409,
			},
		});
	});

	test('that leaves it open, and says when to come back, keeps that for a repeat', () => {
		expect(read(answered(500, {}, { 'retry-after': '7' }))).toMatchObject({ retryAfterMs: 7_000 });
	});

	test('that names several reasons gives them all', () => {
		const message = ['event should not be empty', 'channel must be an object'];
		expect(read(answered(400, { message }))).toMatchObject({
			failure: {
				message: 'Vambe refused it: event should not be empty; channel must be an object',
			},
		});
	});
});
