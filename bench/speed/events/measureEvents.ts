import { range } from 'lodash';
import { VambeApi } from '../../../credentials/VambeApi.credentials';
import { inGroups } from '../../inGroups';
import { table } from '../../table';
import type { BenchOptions } from '../BenchOptions';
import { inTurns } from '../inTurns';
import type { ChainLink } from '../runTimed';
import { runTimed } from '../runTimed';
import { ratio, showSpread } from '../showSpread';
import type { CountingServer } from '../withCountingServer';
import { withCountingServer } from '../withCountingServer';
import { aPurchase, eventContenders } from './eventContenders';

/** Only in the third round or so does Node.js have compiled all that a request runs through. */
const WARM_UPS = 3;

/** Sending one item a request, against n8n's HTTP Request and against what n8n's helper allows. */
export async function measureEvents(options: BenchOptions): Promise<string> {
	const tables = await withCountingServer(async (server) => {
		const done: string[] = [];
		for (const latencyMs of options.eventLatenciesMs) {
			done.push(await measureAt(latencyMs, options, server));
		}
		return done;
	});
	return [
		`## One request an item\n\n${inGroups(options.events)} events in n8n's engine; the time of the node's \`execute\`, median of ${options.runs} runs in turns (least to most). All sign with the same credential. The bare loop posts bodies that were prepared beforehand through n8n's own helper. HTTP Request has one expression, \`{{ $json }}\`, Vambe Event one for each field; best settings: batching with 10 items each 1 ms.`,
		...tables,
	].join('\n\n');
}

async function measureAt(
	latencyMs: number,
	{ runs, events: count }: BenchOptions,
	server: CountingServer,
): Promise<string> {
	const credential = { type: new VambeApi(), data: { baseUrl: server.url, apiKey: 'bench' } };
	const events = range(count).map(aPurchase);
	const items = events.map((json) => ({ json }));
	const run = async (link: ChainLink) => {
		await server.reset(latencyMs);
		const took = await runTimed([link], items, credential);
		const counts = await server.counts();
		if (counts.requests !== count) throw new Error(`Sent: ${counts.requests} of ${count}`);
		return { ...took, ...counts };
	};
	const contenders = eventContenders(events, server.url);
	const took = await inTurns(
		contenders.map(({ name, link }) => ({ name, run: async () => await run(link) })),
		runs,
		{ warmUps: WARM_UPS },
	);
	const speeds = took.map((samples) => samples.map(({ wallMs }) => (count / wallMs) * 1_000));
	const bestOfTheirs = contenders.findIndex(({ name }) => name === 'HTTP Request, best settings');
	const rows = contenders.map(({ name }, index) => {
		const bare = name.includes('10') ? 0 : 2;
		const samples = took[index];
		const most = (what: 'socketsAtOnce' | 'socketsOpened' | 'requests') =>
			inGroups(Math.max(...samples.map((sample) => sample[what])));
		return [
			name,
			showSpread(speeds[index]),
			showSpread(
				samples.map(({ cpuMs }) => (cpuMs * 1_000) / count),
				0,
			),
			most('requests'),
			most('socketsAtOnce'),
			most('socketsOpened'),
			name.startsWith('HTTP') ? '' : ratio(speeds[index], speeds[bare]),
			ratio(speeds[index], speeds[bestOfTheirs]),
		];
	});
	return [
		`An answer takes ${latencyMs} ms:`,
		table(
			[
				'',
				'Items a second',
				'CPU µs an item',
				'Requests',
				'Sockets at once',
				'Sockets in all',
				'Speed against the bare loop',
				'Speed against HTTP Request, best settings',
			],
			rows,
		),
	].join('\n\n');
}
