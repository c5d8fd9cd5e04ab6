import type { EvermuseLedger, VambeLedger } from '../../sandbox/ledger';
import { underTest } from './call';
import { runWorkflow } from './runWorkflow';

/** What each example leaves in the services: accepted events, accepted records. */
const LEFT_BEHIND: Record<string, { events: number; records: number }> = {
	'look-up-vambe-contact.json': { events: 0, records: 0 },
	'nightly-conversations-to-evermuse.json': { events: 0, records: 3 },
	'shop-order-to-vambe-event.json': { events: 3, records: 0 },
	'support-tickets-to-evermuse.json': { events: 0, records: 2 },
};

const SLOWEST_EXAMPLE_MS = 60_000;

describe('the examples', () => {
	it.each(underTest.workflows)(
		'$file runs to its end without an error and does what it is there for',
		async ({ file, id }) => {
			await Promise.all([reset(underTest.vambe), reset(underTest.evermuse)]);

			const { status, data } = await runWorkflow(id);

			const errors = Object.entries(data.resultData.runData).flatMap(([node, runs]) =>
				runs.filter(({ error }) => error).map(({ error }) => `${node}: ${error?.message}`),
			);
			expect({ status, errors }).toEqual({ status: 'success', errors: [] });
			const vambe = await readLedger<VambeLedger>(underTest.vambe);
			const evermuse = await readLedger<EvermuseLedger>(underTest.evermuse);
			expect([...vambe.requests, ...evermuse.requests]).not.toEqual([]);
			expect({ events: vambe.events.length, records: evermuse.records.length }).toEqual(
				LEFT_BEHIND[file],
			);
		},
		SLOWEST_EXAMPLE_MS,
	);
});

const reset = async (service: string) =>
	await fetch(`${service}/sandbox/reset`, { method: 'POST' });

async function readLedger<Ledger>(service: string): Promise<Ledger> {
	return (await (await fetch(`${service}/sandbox/ledger`)).json()) as Ledger;
}
