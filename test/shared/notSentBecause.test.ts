import { EVERMUSE } from '../../nodes/Evermuse/advice';
import { notSentBecause } from '../../nodes/shared/logic/notSentBecause';
import { failureOf } from '../../nodes/shared/logic/readReply';

describe('What is not begun any more', () => {
	it.each([
		['RATE_LIMITED', 'RATE_LIMITED'],
		['CANCELLED', 'CANCELLED'],
		['UNREACHABLE', 'UNREACHABLE'],
		['UNAUTHORIZED', 'NOT_SENT'],
		['FORBIDDEN', 'NOT_SENT'],
		['REJECTED', 'NOT_SENT'],
		['SERVER_FAULT', 'NOT_SENT'],
		['UNCONFIRMED', 'NOT_SENT'],
		['UNEXPECTED_ANSWER', 'NOT_SENT'],
	] as const)('after a failure %s is not sent, with the code %s', (first, code) => {
		const because = failureOf(EVERMUSE, first, 'unsure', 'It broke', {
			status: 500,
			attempts: 3,
			batchId: 'b1',
			position: 2,
			retryAfterSeconds: 7,
		});

		expect(notSentBecause(EVERMUSE, because)).toEqual({
			outcome: 'notSent',
			code,
			message: 'Not sent, because of what happened before it: It broke',
			...EVERMUSE.advice[code],
			retryAfterSeconds: 7,
		});
	});
});
