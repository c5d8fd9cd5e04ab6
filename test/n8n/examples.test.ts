import type { EvermuseLedger, VambeLedger } from '../../sandbox/ledger';
import { underTest } from './call';
import { readLedger, reset } from './localService';
import { runWorkflow } from './runWorkflow';
import { tracesOf } from './tracesOf';

interface Outcome {
	/** How many the services store, each another one. */
	events: number;
	records: number;
	/** Whether it goes round in a loop. */
	loops: boolean;
}

const OUTCOMES: Record<string, Outcome> = {
	'look-up-vambe-contact.json': { events: 0, records: 0, loops: false },
	'many-events-to-vambe.json': { events: 2_500, records: 0, loops: true },
	'nightly-conversations-to-evermuse.json': { events: 0, records: 3, loops: false },
	'shop-order-to-vambe-event.json': { events: 3, records: 0, loops: false },
	'support-tickets-to-evermuse.json': { events: 0, records: 2, loops: false },
};

const SLOWEST_EXAMPLE_MS = 180_000;

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
			const events = vambe.events.map(({ body }) => JSON.stringify(body));
			const outcome: Outcome = {
				events: events.length,
				records: evermuse.records.length,
				loops: Object.values(data.resultData.runData).some((runs) => runs.length > 1),
			};
			expect(outcome).toEqual(OUTCOMES[file]);
			expect(new Set(events).size).toBe(events.length);
		},
		SLOWEST_EXAMPLE_MS,
	);

	it.each(['vambe-sandbox-key', 'em_sk_sandbox'])(
		'leave the key %s nowhere in what n8n shows, keeps or logs',
		// Made of words, it has parts that stand elsewhere, too.
		async (key) => expect(await tracesOf(key, null, key.length)).toEqual([]),
		SLOWEST_EXAMPLE_MS,
	);
});
