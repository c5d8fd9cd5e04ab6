import { forReading } from '../../nodes/shared/logic/forReading';
import type { Failure, Reply } from '../../nodes/shared/logic/reply';

const failure = (code: string): Failure => ({
	outcome: 'unsure',
	code,
	message: 'It broke',
	description: 'It may have arrived.',
});

describe('A request that only reads', () => {
	it.each([
		['no clear answer', 'UNCONFIRMED', 'UNREACHABLE'],
		['a fault of the service', 'SERVER_FAULT', 'SERVER_FAULT'],
		['an unexpected answer', 'UNEXPECTED_ANSWER', 'UNEXPECTED_ANSWER'],
		['a stopped workflow', 'CANCELLED', 'CANCELLED'],
	])('and got %s may be sent again like one that was not sent', (_what, code, asCode) => {
		expect(forReading({ kind: 'lost', failure: failure(code) })).toEqual({
			kind: 'busy',
			failure: {
				outcome: 'notSent',
				code: asCode,
				message: 'It broke',
				description: 'Reading changes nothing, so it can be tried again at any time.',
			},
		});
	});

	it.each<[string, Reply<string>]>([
		['done', { kind: 'done', body: 'yes' }],
		['refused', { kind: 'refused', failure: failure('REJECTED') }],
		['busy', { kind: 'busy', failure: failure('RATE_LIMITED'), retryAfterMs: 1_000 }],
	])('and is %s stays that', (_what, reply) => {
		expect(forReading(reply)).toBe(reply);
	});
});
