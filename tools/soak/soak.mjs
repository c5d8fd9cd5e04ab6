import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '../../test/n8n/freePorts.mjs';
import { signIn } from '../signIn.mjs';
import { startDemo } from '../startDemo.mjs';
import { compareWithLedger } from './compareWithLedger.mjs';
import { disturb } from './disturb.mjs';
import { memoryOf, openSockets } from './proc.mjs';
import { readOutcomes } from './readOutcomes.mjs';
import { soakWorkflow } from './soakWorkflow.mjs';
import { trendOf } from './trendOf.mjs';

const HOUR_SECONDS = 10;
const SAMPLE_EVERY_MS = 2_000;
const DISTURB_EVERY = 15;
/** n8n's own first growth: modules loaded, code compiled, caches filled. */
const WARM_UP_SHARE = 1 / 3;
const PATIENCE_MS = 120_000;

/**
 * Lets a real n8n send to the misbehaving sandbox every few seconds for so many minutes.
 * Resolves with what was told and stored of each service, the memory, and the sockets left open.
 */
export async function soak({ minutes, everySeconds, userFolder }) {
	const [n8nPort, brokerPort, vambePort, evermusePort] = await freePorts(4);
	const ports = { n8nPort, brokerPort, vambePort, evermusePort };
	const { address, n8nPid } = await startDemo({ userFolder, ports, hourSeconds: HOUR_SECONDS });
	const services = [vambePort, evermusePort].map((port) => `http://127.0.0.1:${port}`);
	const { call } = await signIn(address);

	const credentials = await call('GET', '/rest/credentials');
	const [vambe, evermuse] = ['vambeApi', 'evermuseApi'].map((wanted) => {
		const { id, name } = credentials.find(({ type }) => type === wanted);
		return { id, name };
	});
	const made = await call(
		'POST',
		'/rest/workflows',
		soakWorkflow({ everySeconds, vambe, evermuse }),
	);
	const { id, versionId } = made;
	await call('POST', `/rest/workflows/${id}/activate`, { versionId, name: '', description: '' });

	const samples = [];
	const since = performance.now();
	while (performance.now() - since < minutes * 60_000) {
		if (samples.length % DISTURB_EVERY === 0) await Promise.all(services.map(disturb));
		samples.push([performance.now() - since, await memoryOf(n8nPid)]);
		await pause(SAMPLE_EVERY_MS);
	}
	await call('POST', `/rest/workflows/${id}/deactivate`, {});

	const outcomes = await readOutcomes(call, id, PATIENCE_MS);
	const [events, records] = await Promise.all([
		readLedger(services[0], ({ events: kept }) => kept.map(({ body }) => body.properties.id)),
		readLedger(services[1], ({ records: kept }) =>
			kept.map(({ record }) => record._vendor_ids.message_id),
		),
	]);
	return {
		runs: outcomes.runs,
		vambe: { requests: events.requests, ...compareWithLedger(outcomes.Vambe, events.stored) },
		evermuse: {
			requests: records.requests,
			...compareWithLedger(outcomes.Evermuse, records.stored),
		},
		memory: trendOf(samples.slice(Math.floor(samples.length * WARM_UP_SHARE))),
		sockets: await socketsLeft([vambePort, evermusePort]),
	};
}

async function readLedger(service, idsOf) {
	const answer = await fetch(`${service}/sandbox/ledger`, { headers: { connection: 'close' } });
	const ledger = await answer.json();
	return { requests: ledger.requests.length, stored: idsOf(ledger) };
}

/** A connection that is being closed takes a moment. */
async function socketsLeft(ports) {
	const giveUp = AbortSignal.timeout(10_000);
	let left = await openSockets(ports);
	while (left > 0 && !giveUp.aborted) {
		await pause(200);
		left = await openSockets(ports);
	}
	return left;
}
