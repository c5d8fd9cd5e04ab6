import { EVERMUSE } from '../../nodes/Evermuse/advice';
import type { EvermuseCode } from '../../nodes/Evermuse/advice';
import { closedWhenOver, createBrake } from '../../nodes/shared/logic/brake';
import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import { failureOf } from '../../nodes/shared/logic/readReply';

const accepted: ItemResult = { itemIndex: 0, ok: true, json: {} };
const failed = (code: EvermuseCode, message = 'It broke'): ItemResult => ({
	itemIndex: 0,
	ok: false,
	failure: failureOf(EVERMUSE, code, 'unsure', message, { retryAfterSeconds: 7 }),
});

/** A brake that has seen these results, one after the other. */
function brakeAfter(results: ItemResult[], { stopAtFirst = false, isCancelled = false } = {}) {
	const brake = createBrake(EVERMUSE, stopAtFirst, () => isCancelled);
	for (const result of results) brake.watch([result]);
	return brake;
}

describe('The brake', () => {
	it.each([
		['nothing', []],
		['what was accepted', [accepted]],
		['a rejection', [failed('REJECTED')]],
		['a fault', [failed('SERVER_FAULT')]],
		['an unclear outcome', [failed('UNCONFIRMED')]],
	])('stays off after %s when the user chose to go on', (_what, results) => {
		expect(brakeAfter(results).isOn()).toBe(false);
	});

	it.each(['CANCELLED', 'FORBIDDEN', 'RATE_LIMITED', 'UNAUTHORIZED', 'UNREACHABLE'] as const)(
		'is on after %s, whatever the user chose',
		(code) => {
			expect(brakeAfter([failed(code)]).isOn()).toBe(true);
		},
	);

	it('is on after any failure when the run stops at the first', () => {
		expect(brakeAfter([accepted], { stopAtFirst: true }).isOn()).toBe(false);
		expect(brakeAfter([accepted, failed('REJECTED')], { stopAtFirst: true }).isOn()).toBe(true);
	});

	it('is on once the user pressed Stop', () => {
		let isCancelled = false;
		const brake = createBrake(EVERMUSE, false, () => isCancelled);

		expect(brake.isOn()).toBe(false);
		isCancelled = true;
		expect(brake.isOn()).toBe(true);
	});

	it('hands on what it looks at', () => {
		const results = [accepted, failed('UNAUTHORIZED')];

		expect(createBrake(EVERMUSE, true, () => false).watch(results)).toBe(results);
	});
});

describe('What the brake kept from being begun', () => {
	it('was not sent, because of what pulled the brake first', () => {
		const brake = brakeAfter([failed('UNAUTHORIZED', 'No key'), failed('FORBIDDEN', 'Not you')]);

		expect(brake.notBegun(4)).toEqual({
			itemIndex: 4,
			ok: false,
			failure: {
				...EVERMUSE.advice.NOT_SENT,
				outcome: 'notSent',
				code: 'NOT_SENT',
				message: 'Not sent, because of what happened before it: No key',
				retryAfterSeconds: 7,
			},
		});
	});

	it.each(['RATE_LIMITED', 'UNREACHABLE'] as const)('shares the code %s', (code) => {
		expect(brakeAfter([failed(code)]).notBegun(1).failure).toMatchObject({
			code,
			outcome: 'notSent',
		});
	});

	it('names what ends every run rather than a failure beside it', () => {
		const brake = createBrake(EVERMUSE, true, () => false);
		brake.watch([failed('REJECTED', 'Too long'), failed('UNAUTHORIZED', 'No key')]);

		expect(brake.notBegun(1).failure.message).toMatch(/: No key$/);
	});

	it('was stopped by the user when nothing else was wrong', () => {
		expect(brakeAfter([accepted], { isCancelled: true }).notBegun(1)).toMatchObject({
			itemIndex: 1,
			failure: {
				code: 'CANCELLED',
				outcome: 'notSent',
				message: 'The workflow was stopped before this item was sent',
			},
		});
	});
});

describe('A gate that closes when the run is over', () => {
	it.each([
		['nothing', [], true],
		['a failure that only ends what is not begun', [failed('REJECTED')], true],
		['a refused key', [failed('UNAUTHORIZED')], false],
	])('after %s lets a repeat through or not', async (_what, results, isOpen) => {
		const gate = closedWhenOver(brakeAfter(results, { stopAtFirst: true }));

		expect(await gate()).toEqual(
			isOpen
				? undefined
				: {
						kind: 'refused',
						failure: expect.objectContaining({ outcome: 'notSent', code: 'NOT_SENT' }),
					},
		);
	});
});
