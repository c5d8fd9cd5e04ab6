import * as fc from 'fast-check';
import { hourlyPace } from '../../nodes/Vambe/logic/hourlyPace';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A clock that only waiting moves. */
function fakeClock() {
	const clock = {
		time: 0,
		waits: [] as number[],
		now: () => clock.time,
		wait: async (ms: number) => {
			clock.waits.push(ms);
			clock.time += ms;
			return true;
		},
	};
	return clock;
}

describe('The pace of an hour', () => {
	test('is no pace at all at 0', async () => {
		const clock = fakeClock();
		const takeTurn = hourlyPace(0, 0, clock);
		for (let turn = 0; turn < 5_000; turn++) expect(await takeTurn()).toBe(0);
		expect(clock.waits).toEqual([]);
	});

	test('lets as many begin at once as the hour holds, and the next one hour after the first', async () => {
		const clock = fakeClock();
		const takeTurn = hourlyPace(3, HOUR, clock);
		const begun: number[] = [];
		for (const pause of [0, MINUTE, MINUTE, 0, 0]) {
			clock.time += pause;
			await takeTurn();
			begun.push(clock.time);
		}
		expect(begun).toEqual([0, MINUTE, 2 * MINUTE, HOUR, HOUR + MINUTE]);
	});

	test('says how long is left when that is more than the budget, and waits for nothing', async () => {
		const clock = fakeClock();
		const takeTurn = hourlyPace(1, 59 * MINUTE, clock);
		await takeTurn();
		expect(await takeTurn()).toBe(HOUR);
		clock.time = MINUTE;
		expect(await takeTurn()).toBe(0);
		expect(clock.waits).toEqual([59 * MINUTE]);
	});

	test('gives no place to somebody who was stopped while waiting', async () => {
		const clock = fakeClock();
		const takeTurn = hourlyPace(1, HOUR, { now: clock.now, wait: async () => false });
		await takeTurn();
		expect(await takeTurn()).toBe(HOUR);
		clock.time = HOUR;
		expect(await takeTurn()).toBe(0);
	});

	test('gives a place that several wait for to one of them', async () => {
		const clock = fakeClock();
		const takeTurn = hourlyPace(1, HOUR, {
			now: clock.now,
			// All wake up at the same time, as sleepers do.
			wait: async () => {
				await Promise.resolve();
				clock.time = HOUR;
				return true;
			},
		});
		await takeTurn();
		const turns = await Promise.all([takeTurn(), takeTurn(), takeTurn()]);
		expect(turns).toEqual([0, HOUR, HOUR]);
	});

	test('is kept in every hour, whenever that hour begins', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 5 }),
				fc.array(fc.integer({ min: 0, max: 40 * MINUTE }), { minLength: 1, maxLength: 30 }),
				async (maxPerHour, pauses) => {
					const clock = fakeClock();
					const takeTurn = hourlyPace(maxPerHour, HOUR, clock);
					const begun: number[] = [];
					for (const pause of pauses) {
						clock.time += pause;
						if ((await takeTurn()) === 0) begun.push(clock.time);
					}
					expect(begun).toHaveLength(pauses.length);
					for (const start of begun) {
						const inHour = begun.filter((time) => time >= start && time < start + HOUR);
						expect(inHour.length).toBeLessThanOrEqual(maxPerHour);
					}
				},
			),
			{ seed: 20_261_120, numRuns: 300 },
		);
	});
});
