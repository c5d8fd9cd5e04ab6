import { aRecord } from '../sandbox/aRecord';
import { time } from '../support/simulatedTime';
import { OUTCOMES, outcomeOf } from './claims';
import type { Promised } from './evermuseFaultTable';
import { ACCEPTED, NOT_SENT, ONE_BY_ONE, records, rows, times } from './evermuseFaultTable';
import { vendorId } from './evermuseInvariants';
import type { DeliveryRun, Handling } from './useEvermuseDelivery';
import { HANDLINGS, useEvermuseDelivery } from './useEvermuseDelivery';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { deliver, evermuse, stranger } = useEvermuseDelivery();

/** Whether n8n runs the node once more: after an error, or when the first item of the output failed. */
const runsAgain = ({ onError, maxTries }: Handling, { fates }: Promised): boolean =>
	maxTries > 1 &&
	(onError === 'stopWorkflow'
		? fates.some((fate) => fate !== ACCEPTED)
		: fates.every((fate) => fate !== ACCEPTED));

describe.each(HANDLINGS)('With $onError in at most $maxTries', (handling) => {
	it.each(rows)('$what', async ({ faults = [], standing, items = records(1), options, ...row }) => {
		evermuse().faults.plan(faults);
		evermuse().faults.always(
			standing?.kind === 'redirect' ? { ...standing, to: stranger().url } : standing,
		);
		const attempts = runsAgain(handling, row.promised)
			? [row.promised, row.again ?? row.promised]
			: [row.promised];

		const run = await deliver(items, options ?? {}, handling);

		expect(run.broken).toEqual([]);
		expect(sentBy(run)).toEqual(attempts.map(({ sent }) => sent));
		expect(run.attempts.map(shown)).toEqual(
			attempts.map(({ fates }) =>
				handling.onError === 'stopWorkflow' && fates.some((fate) => fate !== ACCEPTED)
					? tallyOf(fates)
					: fates,
			),
		);
		const last = attempts[attempts.length - 1];
		expect(evermuse().ledger.records).toHaveLength(last.stored);
		if (last.waitedMs !== undefined) expect(time.passedMs()).toBe(last.waitedMs);
		expectShown(run, handling, last.fates);
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

/** How many requests each attempt sent. */
const sentBy = ({ attempts }: DeliveryRun): number[] =>
	attempts.map(({ firstRequest }, index) => {
		const end = attempts[index + 1]?.firstRequest ?? evermuse().ledger.requests.length;
		return end - firstRequest;
	});

/** Of each item its fate, by input; or the sentence of a node that stopped. */
function shown({ output, error }: DeliveryRun['attempts'][number]): string[] | string {
	if (!output) return /Of \d+: [^.]+\./.exec(String(error?.description))?.[0] ?? '';
	const fates = output.map((item) => ({
		item: (item.pairedItem as { item: number }).item,
		fate: item.json.error
			? `${outcomeOf(item)} ${(item.json.details as { code: string }).code}`
			: ACCEPTED,
	}));
	return fates.sort((a, b) => a.item - b.item).map(({ fate }) => fate);
}

const WORDS = {
	accepted: 'accepted',
	rejected: 'rejected',
	notSent: 'not sent',
	unsure: 'unclear',
};

function tallyOf(fates: string[]): string {
	if (fates.length < 2) return '';
	const counts = OUTCOMES.map((outcome) => ({
		outcome,
		count: fates.filter((fate) => fate.split(' ')[0] === outcome).length,
	}));
	const said = counts
		.filter(({ outcome, count }) => outcome === 'accepted' || count > 0)
		.map(({ outcome, count }) => `${count} ${WORDS[outcome]}`);
	return `Of ${fates.length}: ${said.join(', ')}.`;
}

/** What n8n shows the user, and what goes on to the nodes behind. */
function expectShown(run: DeliveryRun, { onError }: Handling, fates: string[]): void {
	const accepted = fates.filter((fate) => fate === ACCEPTED).length;
	const failed = fates.length - accepted;
	const stopped = onError === 'stopWorkflow' && failed > 0;
	const onErrors = onError === 'continueErrorOutput' ? failed : 0;

	expect(run.status).toBe(stopped ? 'error' : 'success');
	expect(run.success).toHaveLength(stopped ? 0 : fates.length - onErrors);
	expect(run.errors).toHaveLength(onErrors);
	expect(run.downstream.success).toHaveLength(run.success.length);
	expect(run.downstream.errors).toHaveLength(run.errors.length);
	if (stopped) expect(run.error?.description).toContain(tallyOf(fates));
}
