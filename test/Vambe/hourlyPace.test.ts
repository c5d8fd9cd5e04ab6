import * as fc from 'fast-check';
import { hourlyPace } from '../../nodes/Vambe/logic/hourlyPace';
import { mostInAnyHour } from './mostInAnyHour';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A pace on a clock that the test sets, with a log that may come from an earlier run. */
function paceAt(maxPerHour: number, log: number[] = [], time = 0) {
	const clock = { time };
	return { clock, log, pace: hourlyPace(maxPerHour, log, () => clock.time) };
}

describe('The pace of an hour', () => {
	test('is no pace at all at 0, and keeps no log', () => {
		const { pace, log } = paceAt(0);
		for (let request = 0; request < 5_000; request++) {
			expect(pace.leftMs()).toBe(0);
			pace.take();
		}
		expect(log).toEqual([]);
	});

	test('has as many places at once as the hour holds, and the next one hour after the first', () => {
		const { pace, clock } = paceAt(3);
		for (const time of [0, MINUTE, 2 * MINUTE]) {
			clock.time = time;
			expect(pace.leftMs()).toBe(0);
			pace.take();
		}
		expect(pace.leftMs()).toBe(58 * MINUTE);
	});

	test.each([
		['one millisecond before the hour is over', HOUR - 1, 1],
		['exactly when the hour is over', HOUR, 0],
		['later', HOUR + 1, 0],
	])('has a place again or not %s', (_when, time, leftMs) => {
		const { pace, clock } = paceAt(1);
		pace.take();
		clock.time = time;
		expect(pace.leftMs()).toBe(leftMs);
	});

	test('goes on with the log of an earlier run', () => {
		const { pace, log } = paceAt(2, [0, 10 * MINUTE], 30 * MINUTE);
		expect(pace.leftMs()).toBe(30 * MINUTE);
		expect(paceAt(3, log, 30 * MINUTE).pace.leftMs()).toBe(0);
		expect(paceAt(1, log, 30 * MINUTE).pace.leftMs()).toBe(40 * MINUTE);
	});

	test('keeps no more in its log than the requests of the last hour', () => {
		const { pace, clock, log } = paceAt(2);
		for (let request = 0; request < 20; request++) {
			clock.time += pace.leftMs();
			pace.take();
		}
		expect(log).toEqual([9 * HOUR, 9 * HOUR]);
	});

	test('takes what another machine with a fast clock began as begun just now', () => {
		const { pace, log } = paceAt(1, [5 * HOUR], HOUR);
		expect(pace.leftMs()).toBe(HOUR);
		expect(log).toEqual([HOUR]);
	});

	test('is kept in every hour, whenever that hour begins, also over several runs', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 5 }),
				fc.array(
					fc.record({ pause: fc.integer({ min: 0, max: 40 * MINUTE }), newRun: fc.boolean() }),
					{ minLength: 1, maxLength: 60 },
				),
				(maxPerHour, requests) => {
					let { pace, clock, log } = paceAt(maxPerHour);
					const begun: number[] = [];
					for (const { pause, newRun } of requests) {
						if (newRun) ({ pace, clock, log } = paceAt(maxPerHour, [...log], clock.time));
						clock.time += pause;
						clock.time += pace.leftMs();
						pace.take();
						begun.push(clock.time);
					}
					expect(mostInAnyHour(begun)).toBeLessThanOrEqual(maxPerHour);
				},
			),
			{ seed: 20_261_120, numRuns: 500 },
		);
	});
});
