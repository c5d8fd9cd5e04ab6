import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EvermuseLedger, ReceivedRequest, Traffic, VambeLedger } from '../../sandbox/ledger';
import { freePorts } from '../../test/n8n/freePorts.mjs';
import { signIn } from '../signIn.mjs';
import { startDemo } from '../startDemo.mjs';
import type { Told } from './compareWithLedger';
import { compareWithLedger } from './compareWithLedger';
import type { Found, ServiceFound } from './Found';
import { openSockets } from './openSockets';
import { planFaults } from './planFaults';
import type { SoakOptions } from './readOptions';
import type { Call } from './readOutcomes';
import { readOutcomes } from './readOutcomes';
import { soakWorkflow } from './soakWorkflow';
import { trendOf } from './trendOf';

interface Demo {
	address: string;
	vambePort: number;
	evermusePort: number;
	memoryFile: string;
}

/** How long an hour of Vambe's limit of events lasts: shorter than it takes to reach that limit. */
const HOUR_SECONDS = 10;
const DISTURB_EVERY_MS = 30_000;
/** More than come in that time. */
const PLANNED = 1_000;
/** n8n's own first growth: modules loaded, code compiled, caches filled. */
const WARM_UP_SHARE = 1 / 3;
const PATIENCE_MS = 120_000;

/**
 * Lets a real n8n send to the misbehaving sandbox every few seconds for so many minutes.
 *
 * @param userFolder empty, for n8n
 */
export async function soak(options: SoakOptions, userFolder: string): Promise<Found> {
	const [n8nPort, brokerPort, vambePort, evermusePort] = await freePorts(4);
	const memoryFile = join(userFolder, 'memory.ndjson');
	const { address, died } = await startDemo({
		userFolder,
		ports: { n8nPort, brokerPort, vambePort, evermusePort },
		hourSeconds: HOUR_SECONDS,
		env: {
			NODE_OPTIONS: `--expose-gc --require ${JSON.stringify(join(__dirname, 'writeMemory.cjs'))}`,
			SOAK_MEMORY_FILE: memoryFile,
			// What n8n has forgotten could not be held against the ledger.
			EXECUTIONS_DATA_PRUNE: 'false',
		},
	});
	const failed = died.then((problem) => {
		throw problem;
	});
	return await Promise.race([
		failed,
		soakDemo({ address, vambePort, evermusePort, memoryFile }, options),
	]);
}

async function soakDemo(demo: Demo, options: SoakOptions): Promise<Found> {
	const { call } = (await signIn(demo.address)) as { call: Call };
	const vambe = `http://127.0.0.1:${demo.vambePort}`;
	const evermuse = `http://127.0.0.1:${demo.evermusePort}`;
	const { everySeconds, minutes, seed } = options;

	const { id, versionId } = await addWorkflow(call, everySeconds);
	await call('POST', `/rest/workflows/${id}/activate`, { versionId, name: '', description: '' });
	const begun = Date.now();
	const end = begun + minutes * 60_000;
	for (let nth = 0; Date.now() < end; nth++) {
		await disturb(vambe, `${seed} Vambe ${nth}`);
		await disturb(evermuse, `${seed} Evermuse ${nth}`);
		await pause(Math.min(DISTURB_EVERY_MS, end - Date.now()));
	}
	await call('POST', `/rest/workflows/${id}/deactivate`, {});

	const { runs, told } = await readOutcomes(call, id, ['Vambe', 'Evermuse'], PATIENCE_MS);
	const events = await readLedger<VambeLedger>(vambe);
	const records = await readLedger<EvermuseLedger>(evermuse);
	return {
		runs,
		due: (minutes * 60) / everySeconds,
		services: [
			serviceFound('Vambe Event', events, told.Vambe, events.events.map(idOfEvent)),
			serviceFound('Evermuse Ingest', records, told.Evermuse, records.records.map(idOfRecord)),
		],
		memory: await readMemory(demo.memoryFile, begun + (end - begun) * WARM_UP_SHARE, end),
		sockets: await socketsLeft([demo.vambePort, demo.evermusePort]),
	};
}

async function addWorkflow(call: Call, everySeconds: number) {
	const known = await call<Array<{ id: string; name: string; type: string }>>(
		'GET',
		'/rest/credentials',
	);
	const [vambe, evermuse] = ['vambeApi', 'evermuseApi'].map((wanted) => {
		const { id, name } = known.find(({ type }) => type === wanted)!;
		return { id, name };
	});
	const workflow = soakWorkflow({ everySeconds, vambe, evermuse });
	return await call<{ id: string; versionId: string }>('POST', '/rest/workflows', workflow);
}

/** Has a local service misbehave at its next requests. */
async function disturb(service: string, seed: string): Promise<void> {
	const { status } = await fetch(`${service}/sandbox/faults`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', connection: 'close' },
		body: JSON.stringify({ plan: planFaults(seed, PLANNED) }),
	});
	if (status !== 204) throw new Error(`The sandbox answered ${status} to a plan of faults`);
}

async function readLedger<Ledger>(service: string): Promise<Ledger> {
	const answer = await fetch(`${service}/sandbox/ledger`, { headers: { connection: 'close' } });
	return (await answer.json()) as Ledger;
}

const idOfEvent = ({ body }: VambeLedger['events'][number]) =>
	(body as { properties: { id: string } }).properties.id;

const idOfRecord = ({ record }: EvermuseLedger['records'][number]) =>
	(record as { _vendor_ids: { message_id: string } })._vendor_ids.message_id;

const serviceFound = (
	node: string,
	{ requests }: Traffic<ReceivedRequest>,
	told: Told[],
	stored: string[],
): ServiceFound => ({
	node,
	requests: requests.length,
	disturbed: requests.filter(({ fault }) => fault !== null).length,
	items: compareWithLedger(told, stored),
});

async function readMemory(file: string, from: number, to: number): Promise<Found['memory']> {
	const samples = (await readFile(file, 'utf8'))
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as { at: number; held: number; resident: number })
		.filter(({ at }) => at >= from && at <= to);
	return {
		held: trendOf(samples.map(({ at, held }) => [at, held])),
		resident: trendOf(samples.map(({ at, resident }) => [at, resident])),
	};
}

/** A connection that is being closed takes a moment. */
async function socketsLeft(ports: number[]): Promise<number> {
	const giveUp = AbortSignal.timeout(10_000);
	let left = await openSockets(ports);
	while (left > 0 && !giveUp.aborted) {
		await pause(200);
		left = await openSockets(ports);
	}
	return left;
}
