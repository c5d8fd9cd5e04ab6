import { aRecord } from '../sandbox/aRecord';
import { time } from '../support/simulatedTime';
import { ONE_BY_ONE, records, rows } from './evermuseFaultTable';
import { vendorId } from './evermuseInvariants';
import { expectShown, expectTries } from './expectTries';
import { ACCEPTED, NOT_SENT, times } from './fates';
import { HANDLINGS } from './handlings';
import { sharedTime } from './sharedTime';
import { useEvermuseDelivery } from './useEvermuseDelivery';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await sharedTime.sleep(ms),
}));

const { deliver, evermuse, stranger } = useEvermuseDelivery();

describe.each(HANDLINGS)('With $onError in at most $maxTries', (handling) => {
	it.each(rows)('$what', async ({ faults = [], standing, items = records(1), options, ...row }) => {
		evermuse().faults.plan(faults);
		evermuse().faults.always(
			standing?.kind === 'redirect' ? { ...standing, to: stranger().url } : standing,
		);

		const run = await deliver(items, options ?? {}, handling);

		const { requests, records: stored } = evermuse().ledger;
		expectTries(run, handling, row, { requests: requests.length, stored: stored.length });
	});

	it('no connection: tried again, then UNREACHABLE, and nothing more is tried', async () => {
		const run = await deliver(records(3), ONE_BY_ONE, handling, {
			baseUrl: 'http://127.0.0.1:1',
		});

		expect(run.broken).toEqual([]);
		expect(evermuse().ledger.requests).toEqual([]);
		expectShown(run, handling, times(3, 'notSent UNREACHABLE'));
	});

	it('a host that does not exist: tried again, then UNREACHABLE', async () => {
		const run = await deliver(records(3), ONE_BY_ONE, handling, {
			baseUrl: 'https://evermuse.invalid',
		});

		expect(run.broken).toEqual([]);
		expectShown(run, handling, times(3, 'notSent UNREACHABLE'));
	});

	it('Stop: no new request, and the wait ends within a second', async () => {
		const stop = new AbortController();
		time.onWait = () => stop.abort();
		evermuse().faults.plan([undefined, { kind: 'refuse', status: 429, retryAfter: 60 }]);

		const run = await deliver(records(4), ONE_BY_ONE, handling, { stop: stop.signal });

		expect(run.status).toBe('canceled');
		expect(run.broken).toEqual([]);
		expect(evermuse().ledger.requests).toHaveLength(2);
		expect(time.passedMs()).toBeLessThanOrEqual(1_000);
	});

	it('a run by hand after one that died: the server answers as before, stored once', async () => {
		evermuse().faults.always({ kind: 'reset', at: 'request', commit: 'before' });
		const died = await deliver(records(5), {}, handling);
		evermuse().faults.clear();

		const run = await deliver(records(5), {}, handling);

		expect([...died.broken, ...run.broken]).toEqual([]);
		expect(evermuse().ledger.records).toHaveLength(5);
		expectShown(run, handling, times(5, ACCEPTED));
	});

	it('a record that cannot be written: that item only, before anything is sent', async () => {
		const cycle: Record<string, unknown> = {};
		cycle.self = cycle;
		const thrower = {
			toJSON() {
				throw new Error('on purpose');
			},
		};
		const odd = [NaN, 'half \ud83d', cycle, thrower];
		const items = [
			...records(1),
			...odd.map((value, index) => aRecord({ _vendor_ids: vendorId(index + 1), data: { value } })),
		];
		const invalid = times(odd.length, 'rejected INVALID_RECORD');

		const run = await deliver(items, {}, handling);

		expect(run.broken).toEqual([]);
		const stops = handling.onError === 'stopWorkflow';
		expect(evermuse().ledger.records).toHaveLength(stops ? 0 : 1);
		expectShown(run, handling, [stops ? NOT_SENT : ACCEPTED, ...invalid]);
	});

	it('two records that Evermuse merges: sent, with a hint', async () => {
		const items = [...records(2), aRecord({ _vendor_ids: vendorId(0) })];

		const run = await deliver(items, {}, handling);

		expect(evermuse().ledger.records).toHaveLength(2);
		expect(run.hints.map(({ message }) => message)).toContainEqual(
			expect.stringMatching(/^Evermuse will keep only one .* 0 and 2\.$/),
		);
	});
});
