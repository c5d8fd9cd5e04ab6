import { parseArgs } from 'node:util';
import { startSandbox } from './startSandbox';

const FLAGS = {
	'vambe-port': { type: 'string', default: process.env.SANDBOX_VAMBE_PORT || '5801' },
	'evermuse-port': { type: 'string', default: process.env.SANDBOX_EVERMUSE_PORT || '5802' },
	speed: { type: 'string', default: process.env.SANDBOX_SPEED || '1' },
	'events-per-hour': { type: 'string', default: '1000' },
	'hour-seconds': { type: 'string', default: '3600' },
	'ingest-per-minute': { type: 'string', default: '600' },
} as const;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: FLAGS });
	const read = (flag: keyof typeof FLAGS) => {
		const value = Number(values[flag]);
		if (!(value >= 0)) throw new Error(`--${flag} must be a number, 0 or more`);
		return value;
	};

	const { vambe, evermuse, close } = await startSandbox({
		vambePort: read('vambe-port'),
		evermusePort: read('evermuse-port'),
		speed: read('speed'),
		eventsPerHour: read('events-per-hour'),
		hourMs: read('hour-seconds') * 1_000,
		ingestPerMinute: read('ingest-per-minute'),
	});

	console.log(`Vambe     ${vambe.baseUrl}
          x-api-key: ${vambe.apiKey}
          curl -H 'x-api-key: ${vambe.apiKey}' '${vambe.baseUrl}/api/public/contacts?days=7&limit=3'

Evermuse  ${evermuse.baseUrl}
          x-api-key: ${evermuse.apiKey} (reads and writes)
          x-api-key: ${evermuse.writeOnlyKey} (403 on the batches)
          x-api-key: ${evermuse.readOnlyKey} (403 on ingest)
          curl -H 'x-api-key: ${evermuse.apiKey}' '${evermuse.baseUrl}/api/v1/ingest/batches?limit=3'

Each shows what it received at /sandbox/ledger. Ctrl-C ends both.`);

	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
}

main().catch((error: NodeJS.ErrnoException & { port?: number }) => {
	const inUse = `Port ${error.port} is in use: end what runs there, or choose another (--vambe-port, --evermuse-port)`;
	console.error(error.code === 'EADDRINUSE' ? inUse : error.message);
	process.exitCode = 1;
});
