import type { Exchange } from '../../nodes/shared/logic/exchange';
import { readEventReply } from '../../nodes/Vambe/logic/readEventReply';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';

const answered = (status: number, body?: unknown, headers = {}): Exchange => ({
	kind: 'answered',
	status,
	headers,
	body,
});

const read = (exchange: Exchange) => readEventReply(exchange, NOW);

/** What a user can branch on, in one line. */
const fateOf = (exchange: Exchange) => {
	const reply = read(exchange);
	if (reply.kind === 'done') return 'done';
	return `${reply.kind} ${reply.failure.code} ${reply.failure.outcome}`;
};

const messageOf = (exchange: Exchange) => {
	const reply = read(exchange);
	return reply.kind === 'done' ? undefined : reply.failure.message;
};

describe('An answer of Vambe to an event', () => {
	test.each([
		['a UUID', ID],
		['some other text', 'event-1'],
		['a number', 42],
	])('is an acceptance with %s as ID, which is passed on as it is', (_what, id) => {
		expect(read(answered(202, { id, note: 'queued' }))).toEqual({ kind: 'done', body: { id } });
		expect(fateOf(answered(200, { id }))).toBe('done');
	});

	test.each<[what: string, exchange: Exchange, fate: string]>([
		['no connection', { kind: 'unreachable', reason: 'x' }, 'busy UNREACHABLE notSent'],
		['no clear answer', { kind: 'unanswered', reason: 'x' }, 'lost UNKNOWN_OUTCOME unsure'],
		['a stop before it was sent', { kind: 'cancelled', begun: false }, 'refused CANCELLED notSent'],
		['a stop while it was under way', { kind: 'cancelled', begun: true }, 'lost CANCELLED unsure'],
		['a 2xx without an ID', answered(202, {}), 'lost UNKNOWN_OUTCOME unsure'],
		['a 2xx with an empty ID', answered(202, { id: '' }), 'lost UNKNOWN_OUTCOME unsure'],
		['a 2xx with nothing', answered(202, ''), 'lost UNKNOWN_OUTCOME unsure'],
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

	test.each([
		['success: false', { success: false, message: 'No credit' }, 'No credit'],
		['ok: false', { ok: false, id: ID }, 'without a reason'],
		['a status that says failed', { status: 'failed', id: ID }, 'failed'],
		['a status that says ERROR', { status: 'ERROR_SENDING' }, 'ERROR_SENDING'],
		['a status that says rejected', { status: 'rejected', message: 'Blocked' }, 'Blocked'],
		['an error', { error: 'Channel is off', id: ID }, 'Channel is off'],
	])('of a good status with %s is a refusal', (_what, body, reason) => {
		const exchange = answered(202, body);
		expect(fateOf(exchange)).toBe('refused REJECTED rejected');
		expect(messageOf(exchange)).toBe(`Vambe refused it: ${reason}`);
		expect(read(exchange)).toMatchObject({ failure: { status: 202 } });
	});

	test.each([
		['success: true', { id: ID, success: true }],
		['a status that says accepted', { id: ID, status: 'accepted' }],
		['an error that is null', { id: ID, error: null }],
	])('of a good status with %s is none', (_what, body) => {
		expect(fateOf(answered(202, body))).toBe('done');
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
		expect(messageOf(answered(500, { message: 'Internal server error' }))).toBe(
			'Vambe had a fault of its own (HTTP 500): Internal server error',
		);
		expect(messageOf(answered(409))).toMatch(/\(HTTP 409\)$/);
		expect(read(answered(500))).toMatchObject({ failure: { status: 500 } });
	});

	test('that leaves it open, and says when to come back, keeps that for a repeat', () => {
		expect(read(answered(500, {}, { 'retry-after': '7' }))).toMatchObject({ retryAfterMs: 7_000 });
	});

	test('that names several reasons gives them all', () => {
		const message = ['event should not be empty', 'channel must be an object'];
		expect(messageOf(answered(400, { message }))).toBe(
			'Vambe refused it: event should not be empty; channel must be an object',
		);
	});
});
