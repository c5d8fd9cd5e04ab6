import type { BusyReply } from '../../nodes/shared/logic/pause';
import { createPause } from '../../nodes/shared/logic/pause';
import { failureOf } from '../../nodes/shared/logic/readReply';
import { VAMBE } from '../../nodes/Vambe/advice';
import type { KeptPause } from '../../nodes/Vambe/logic/keptPause';
import { keepPause, resumePause } from '../../nodes/Vambe/logic/keptPause';

const limited: BusyReply = {
	kind: 'busy',
	failure: failureOf(VAMBE, 'RATE_LIMITED', 'notSent', 'Vambe accepts no more requests for now'),
	retryAfterMs: 90_000,
};

describe('A pause that Vambe asks for', () => {
	test('goes on in the next run, on its clock and as n8n saves it', () => {
		const before = createPause(() => 7);
		before.extend(90_000, limited);
		const kept = keepPause(before, 1_000_000);
		expect(kept).toEqual({ until: 1_090_000, askedFor: limited });

		const after = createPause(() => 3);
		resumePause(after, JSON.parse(JSON.stringify(kept)) as KeptPause, 1_030_000);
		expect(after.leftMs()).toBe(60_000);
		expect(after.askedFor()).toEqual(limited);
	});

	test('is kept only as long as it lasts', () => {
		let now = 0;
		const pause = createPause(() => now);
		expect(keepPause(pause, 0)).toBeUndefined();
		pause.extend(90_000, limited);
		now = 90_000;
		expect(keepPause(pause, 90_000)).toBeUndefined();
	});

	test.each([
		['over', { until: 1_000, askedFor: limited }],
		['not there', undefined],
	])('that is %s holds nobody up', (_what, kept) => {
		const pause = createPause(() => 0);
		resumePause(pause, kept, 1_000);
		expect(pause.leftMs()).toBe(0);
		expect(pause.askedFor()).toBeUndefined();
	});
});
