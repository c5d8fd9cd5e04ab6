import { EVERMUSE } from '../../nodes/Evermuse/advice';

const advice = Object.entries(EVERMUSE.advice);

describe('The advice', () => {
	it('is there for each code that a saved workflow may branch on, and for no other', () => {
		expect(Object.keys(EVERMUSE.advice).sort()).toEqual([
			'BATCH_FAILED',
			'CANCELLED',
			'FORBIDDEN',
			'INVALID_RECORD',
			'NOT_SENT',
			'RATE_LIMITED',
			'RECORD_TOO_LARGE',
			'REJECTED',
			'SERVER_FAULT',
			'UNAUTHORIZED',
			'UNCONFIRMED',
			'UNEXPECTED_ANSWER',
			'UNREACHABLE',
			'UNREADABLE_FILE',
		]);
	});

	it.each(advice)('for %s is in whole sentences', (_code, { description }) => {
		expect(description).toMatch(/^[A-Z'].*[A-Za-z')]\.$/s);
		expect(description).not.toMatch(/\s{2}|undefined/);
	});

	it.each(advice)('for %s tells of no other service', (_code, { description }) => {
		expect(description).not.toContain('Vambe');
	});

	it.each([
		['FORBIDDEN', 'credential-invalid'],
		['RATE_LIMITED', 'rate-limited'],
		['SERVER_FAULT', 'temporarily-unavailable'],
		['UNAUTHORIZED', 'credential-invalid'],
		['REJECTED', undefined],
		['UNCONFIRMED', undefined],
		['UNREACHABLE', undefined],
	] as const)('for %s declares the cause %s to n8n', (code, cause) => {
		expect(EVERMUSE.advice[code].cause).toBe(cause);
	});
});
