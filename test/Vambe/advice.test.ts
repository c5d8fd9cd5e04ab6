import { VAMBE } from '../../nodes/Vambe/advice';
import { eventForm } from '../../nodes/Vambe/descriptions/eventForm';
import { contactForm } from '../../nodes/Vambe/descriptions/contactForm';

const labels = JSON.stringify([eventForm, contactForm]);

describe('The advice on a failure of Vambe', () => {
	test('is there for every code that a workflow can meet', () => {
		expect(Object.keys(VAMBE.advice).sort()).toEqual([
			'CANCELLED',
			'FORBIDDEN',
			'INVALID_EVENT',
			'NOT_FOUND',
			'NOT_SENT',
			'RATE_LIMITED',
			'REJECTED',
			'SERVER_FAULT',
			'UNAUTHORIZED',
			'UNCONFIRMED',
			'UNEXPECTED_ANSWER',
			'UNKNOWN_OUTCOME',
			'UNREACHABLE',
		]);
	});

	test.each(Object.entries(VAMBE.advice))(
		'on %s is in whole sentences',
		(_code, { description }) => {
			expect(description).toMatch(/^[A-Z].{20,}\.$/);
		},
	);

	test.each(Object.entries(VAMBE.advice))(
		'on %s names only fields that the forms have',
		(_code, { description }) => {
			const named = [...description.matchAll(/'([A-Z][^']+)'/g)].map(([, label]) => label);
			expect(named.filter((label) => !labels.includes(label))).toEqual([]);
		},
	);
});
