import { someRecords } from '../sandbox/aRecord';
import { anIngestForm } from '../support/anIngestForm';
import { anItemWithFile } from '../support/anItemWithFile';
import { ndjson } from '../support/ndjson';
import type { NodeRun } from '../support/runNode';
import { time } from '../support/simulatedTime';
import { useEvermuse } from '../support/useEvermuse';
import { useUpsert } from '../support/useUpsert';
import { useVambeEvent } from '../support/useVambeEvent';

/** How long the node works until others in the process have their turn, each time, in milliseconds. */
let stretches: number[] = [];
let workedMs = 0;

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => {
		stretches.push(workedMs);
		workedMs = 0;
		time.pass(ms);
	},
}));

beforeEach(() => {
	stretches = [];
	workedMs = 0;
	// The nodes look at the clock for each item, and here that is all that takes time.
	jest.spyOn(performance, 'now').mockImplementation(() => {
		workedMs++;
		return ++time.now;
	});
});

const ITEMS = 1_000;
/** The clock is also looked at for each request, and for each wait. */
const BESIDE_ITEMS_MS = 5;

const { ingest } = useEvermuse();
const { run: sendEvents } = useVambeEvent();
const { upsert } = useUpsert();

const records = someRecords(ITEMS);
const nothings = Array.from({ length: ITEMS }, () => ({}));
const CONTINUE = { onError: 'continueErrorOutput' } as const;
const aFile = async () => ({ items: [await anItemWithFile(ndjson(records))] });

it.each<[what: string, atMostMs: number, run: () => Promise<NodeRun>]>([
	[
		'Evermuse Ingest, while it looks at all items before it sends any',
		20,
		async () => await ingest({ recordSource: 'input', operation: 'validate' }, { items: records }),
	],
	[
		'Evermuse Ingest, while it makes items ready beside requests',
		4,
		async () => await ingest({ recordSource: 'input' }, { items: records, ...CONTINUE }),
	],
	[
		'Evermuse Ingest, while it reads a form for each item',
		20,
		async () => await ingest(anIngestForm({ operation: 'validate' }), { items: nothings }),
	],
	[
		'Evermuse Ingest, while it looks through a file',
		20,
		async () => await ingest({ recordSource: 'file', operation: 'validate' }, await aFile()),
	],
	[
		'Evermuse Ingest, while it makes a file ready beside requests',
		4,
		async () => await ingest({ recordSource: 'file' }, { ...(await aFile()), ...CONTINUE }),
	],
	[
		'Vambe Event, while it reads a form for each item',
		20,
		async () => await sendEvents({ parameters: { event: ' ' }, items: nothings, ...CONTINUE }),
	],
	[
		'Vambe Contact, while it reads a form for each item',
		20,
		async () => await upsert({ contactPhone: ' ' }, { items: nothings, ...CONTINUE }),
	],
])('%s, gives way to others in the process every %i ms', async (_what, atMostMs, run) => {
	const { error } = await run();

	expect(error).toBeUndefined();
	expect(Math.max(...stretches)).toBeLessThanOrEqual(atMostMs + BESIDE_ITEMS_MS);
	expect(stretches.length).toBeGreaterThan(ITEMS / (atMostMs + BESIDE_ITEMS_MS));
});
