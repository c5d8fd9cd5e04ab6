import type { Exchange } from '../../nodes/shared/logic/exchange';
import { failureOf, readReply, stopsEverything } from '../../nodes/shared/logic/readReply';
import { EVERMUSE } from '../../nodes/Evermuse/advice';

const NOON = Date.parse('2026-03-02T12:00:00Z');

const answered = (status: number, body: unknown = {}, headers = {}): Exchange => ({
	kind: 'answered',
	status,
	headers,
	body,
});
const readId = (body: unknown) => (body as { id?: string } | undefined)?.id;
const read = (exchange: Exchange) => readReply(exchange, EVERMUSE, readId, NOON);

describe('An answer', () => {
	it.each([200, 201, 202, 299])('with status %i and what was promised is done', (status) => {
		expect(read(answered(status, { id: 'a' }))).toEqual({ kind: 'done', body: 'a' });
	});

	it.each([
		['an empty body', ''],
		['nothing', undefined],
		['a web page', '<html>Welcome</html>'],
		['other JSON', { ok: true }],
	])('with a good status and %s is lost, not done', (_what, body) => {
		expect(read(answered(202, body))).toMatchObject({
			kind: 'lost',
			failure: {
				outcome: 'unsure',
				code: 'UNEXPECTED_ANSWER',
				message: 'Evermuse answered with HTTP 202, but not with what it promises',
				status: 202,
			},
		});
	});

	it.each([
		[301, 'refused', 'notSent', 'UNEXPECTED_ANSWER'],
		[302, 'refused', 'notSent', 'UNEXPECTED_ANSWER'],
		[308, 'refused', 'notSent', 'UNEXPECTED_ANSWER'],
		[400, 'refused', 'rejected', 'REJECTED'],
		[401, 'refused', 'notSent', 'UNAUTHORIZED'],
		[403, 'refused', 'notSent', 'FORBIDDEN'],
		[404, 'refused', 'rejected', 'REJECTED'],
		[413, 'tooLarge', 'rejected', 'REJECTED'],
		[422, 'refused', 'rejected', 'REJECTED'],
		[429, 'busy', 'notSent', 'RATE_LIMITED'],
		[500, 'lost', 'unsure', 'SERVER_FAULT'],
		[502, 'lost', 'unsure', 'SERVER_FAULT'],
		[503, 'lost', 'unsure', 'SERVER_FAULT'],
		[504, 'lost', 'unsure', 'SERVER_FAULT'],
		[599, 'lost', 'unsure', 'SERVER_FAULT'],
	])('with status %i is %s, and the request %s: %s', (status, kind, outcome, code) => {
		// Not even what was promised makes such a status a good one.
		expect(read(answered(status, { id: 'a' }))).toMatchObject({
			kind,
			failure: { outcome, code, status },
		});
	});

	it.each([
		[301, 'Another address than Evermuse answered: a redirect (HTTP 301), which was not followed'],
		[400, 'Evermuse refused it: Too long'],
		[401, 'Evermuse does not know this API key: Too long'],
		[403, 'Evermuse does not allow this with this API key: Too long'],
		[413, 'Evermuse refused it as too large: Too long'],
		[429, 'Evermuse accepts no more requests for now: Too long'],
		[503, 'Evermuse had a fault of its own (HTTP 503): Too long'],
	])('with status %i says what happened and why', (status, message) => {
		expect(read(answered(status, { message: 'Too long' }))).toMatchObject({ failure: { message } });
	});

	it.each([
		['its message', { message: 'Too long', error: 'BAD_REQUEST' }, ': Too long'],
		['all of its messages', { message: ['Too long', 'Too old'] }, ': Too long; Too old'],
		['its error when there is no message', { error: 'Bad Request' }, ': Bad Request'],
		['its error when the message is empty', { message: '', error: 'Bad Request' }, ': Bad Request'],
		['nothing from a web page', '<html>Bad Request</html>', ' (HTTP 400)'],
		['nothing from an object as message', { message: { a: 1 } }, ' (HTTP 400)'],
		['nothing from an empty body', undefined, ' (HTTP 400)'],
		['nothing from null', null, ' (HTTP 400)'],
	])('gives as reason %s', (_what, body, reason) => {
		expect(read(answered(400, body))).toMatchObject({
			failure: { message: `Evermuse refused it${reason}` },
		});
	});

	it('that refuses comes along, as it may name what was wrong', () => {
		const body = { message: 'Too long', errors: [{ index: 3 }] };

		expect(read(answered(400, body))).toMatchObject({ kind: 'refused', body });
	});

	it.each([
		['its body', { retryAfter: 7 }, {}, 7_000, 7],
		['its header', {}, { 'retry-after': '7' }, 7_000, 7],
		['a date', {}, { 'retry-after': 'Mon, 02 Mar 2026 12:00:07 GMT' }, 7_000, 7],
		['a part of a second, rounded up', { retryAfter: 1.2 }, {}, 1_200, 2],
		['nothing', {}, {}, undefined, undefined],
	])(
		'of a service that is busy or has a fault names a wait by %s',
		(_what, body, headers, retryAfterMs, seconds) => {
			expect(read(answered(429, body, headers))).toMatchObject({
				kind: 'busy',
				retryAfterMs,
				failure: { retryAfterSeconds: seconds },
			});
			expect(read(answered(503, body, headers))).toMatchObject({
				kind: 'lost',
				retryAfterMs,
				failure: { retryAfterSeconds: seconds },
			});
		},
	);
});

describe('No answer', () => {
	it.each<[string, Exchange, string, object]>([
		[
			'because the service could not be reached is busy',
			{ kind: 'unreachable', reason: 'the connection was refused' },
			'busy',
			{
				code: 'UNREACHABLE',
				outcome: 'notSent',
				message: 'Evermuse could not be reached: the connection was refused',
			},
		],
		[
			'because the service can never be reached is final',
			{ kind: 'unreachable', reason: 'its certificate is not trusted', forGood: true },
			'refused',
			{
				code: 'UNREACHABLE',
				outcome: 'notSent',
				message: 'Evermuse could not be reached: its certificate is not trusted',
			},
		],
		[
			'before the connection ended is lost',
			{ kind: 'unanswered', reason: 'no answer came in time' },
			'lost',
			{
				code: 'UNCONFIRMED',
				outcome: 'unsure',
				message: 'Evermuse gave no clear answer: no answer came in time',
			},
		],
		[
			'before the user stopped the workflow is lost',
			{ kind: 'cancelled', begun: true },
			'lost',
			{
				code: 'CANCELLED',
				outcome: 'unsure',
				message: 'The workflow was stopped while Evermuse was answering',
			},
		],
		[
			'because the user had stopped the workflow is final',
			{ kind: 'cancelled', begun: false },
			'refused',
			{
				code: 'CANCELLED',
				outcome: 'notSent',
				message: 'Not sent, because the workflow was stopped',
			},
		],
	])('%s', (_what, exchange, kind, failure) => {
		expect(read(exchange)).toMatchObject({ kind, failure });
	});
});

describe('A failure', () => {
	it('comes with the advice that belongs to its code', () => {
		expect(failureOf(EVERMUSE, 'UNAUTHORIZED', 'notSent', 'No', { status: 401 })).toEqual({
			outcome: 'notSent',
			code: 'UNAUTHORIZED',
			message: 'No',
			status: 401,
			...EVERMUSE.advice.UNAUTHORIZED,
		});
	});

	it('comes with better advice where there is some', () => {
		const known = { description: 'Ask Ana.' };

		expect(failureOf(EVERMUSE, 'REJECTED', 'rejected', 'No', known).description).toBe('Ask Ana.');
	});

	it.each([
		['CANCELLED', true],
		['FORBIDDEN', true],
		['RATE_LIMITED', true],
		['UNAUTHORIZED', true],
		['UNREACHABLE', true],
		['REJECTED', false],
		['SERVER_FAULT', false],
		['UNCONFIRMED', false],
		['UNEXPECTED_ANSWER', false],
	] as const)('of the kind %s makes an end of everything: %s', (code, stops) => {
		expect(stopsEverything(failureOf(EVERMUSE, code, 'notSent', 'No'))).toBe(stops);
	});
});
