import { failureOf } from '../../nodes/shared/logic/readReply';
import { VAMBE } from '../../nodes/Vambe/advice';
import { unknownOutcome } from '../../nodes/Vambe/logic/unknownOutcome';
import { PUBLISHED_EVENTS } from './publishedEvents';

const SENT_AT = Date.parse('2026-11-20T12:00:00.999Z');
const lost = failureOf(VAMBE, 'UNKNOWN_OUTCOME', 'unsure', 'Vambe gave no clear answer', {
	status: 500,
});
const stopped = failureOf(VAMBE, 'CANCELLED', 'unsure', 'The workflow was stopped');

describe('An outcome that is unclear', () => {
	test('says what happened, when, to the second in UTC, and how to find out', () => {
		expect(unknownOutcome(lost, PUBLISHED_EVENTS.purchase, SENT_AT)).toEqual({
			outcome: 'unsure',
			code: 'UNKNOWN_OUTCOME',
			status: 500,
			message:
				'Vambe gave no clear answer; the event sent at 2026-11-20 12:00:00 UTC may or may not have been recorded',
			description:
				"Look the contact up in Vambe, and send the event again only if it is not there: Vambe does not recognise a repeat. Where a second event does no harm, 'Resend Uncertain' in the options sends it again by itself.",
		});
	});

	test('names the key by which the event can be found', () => {
		const { description } = unknownOutcome(lost, PUBLISHED_EVENTS.purchase, SENT_AT, 'orderId');
		expect(description).toMatch(/ by itself\. The event's orderId is ORD-123\.$/);
	});

	test('is as open when the user pressed Stop, whose advice is not to run it again', () => {
		const failure = unknownOutcome(stopped, PUBLISHED_EVENTS.purchase, SENT_AT);
		expect(failure).toMatchObject({ outcome: 'unsure', code: 'CANCELLED' });
		expect(failure.description).toBe(VAMBE.advice.UNKNOWN_OUTCOME.description);
	});
});
