import { sum } from 'lodash';
import { endAll } from '../../../tools/processes.mjs';
import { inTemporaryFolder } from '../../../tools/inTemporaryFolder.mjs';
import { inGroups } from '../../inGroups';
import { table } from '../../table';
import type { BenchOptions } from '../BenchOptions';
import { eventContenders } from '../events/eventContenders';
import { inTurns } from '../inTurns';
import { ratio, showSpread } from '../showSpread';
import { sizeContenders } from '../size/sizeContenders';
import type { CountingServer } from '../withCountingServer';
import { withCountingServer } from '../withCountingServer';
import { MAKE_BATCHES } from './makeBatches';
import { makeEvents, makeRecords } from './makeItems';
import type { MeasuredLine } from './lines';
import { codeOf, lineOf, nodeOf } from './lines';
import type { RealN8n } from './startRealN8n';
import { startRealN8n } from './startRealN8n';

const API_KEY = 'em_sk_bench';

/** The same in a real n8n, with its database, its credentials and its process for the Code node. */
export const measureInN8n = async (options: BenchOptions): Promise<string> =>
	await withCountingServer(
		async (server) =>
			await inTemporaryFolder((folder: string) => measureWith(server, folder, options)),
	);

async function measureWith(
	server: CountingServer,
	folder: string,
	options: BenchOptions,
): Promise<string> {
	const { runs, n8nEvents, n8nRecords } = options;
	try {
		const n8n = await startRealN8n(folder);
		const place = { n8n, server, runs };
		const events = await eventLines(n8n, options, server);
		const records = await recordLines(n8n, options, server);
		return [
			`## In a real n8n\n\nA workflow started by hand; the time is n8n's own \`executionTime\` of the nodes, median of ${runs} runs in turns (least to most). For each request n8n reads the credential from its database. A server on this machine answers at once.`,
			`${inGroups(n8nEvents)} events:`,
			await measureLines(events, { ...place, items: n8nEvents }),
			`${inGroups(n8nRecords)} records of about a kilobyte:`,
			await measureLines(records, { ...place, items: n8nRecords }),
		].join('\n\n');
	} finally {
		await endAll();
	}
}

async function eventLines(
	n8n: RealN8n,
	{ n8nEvents }: BenchOptions,
	{ url }: CountingServer,
): Promise<MeasuredLine[]> {
	const type = 'vambeApi';
	const id = await n8n.addCredential(type, { apiKey: API_KEY, baseUrl: url });
	return eventContenders([], url)
		.filter(({ name }) => !name.startsWith('Bare loop'))
		.map(({ name, link }) =>
			lineOf(name, makeEvents(n8nEvents), [nodeOf(name, link, { type, id })]),
		);
}

async function recordLines(
	n8n: RealN8n,
	{ n8nRecords }: BenchOptions,
	{ url }: CountingServer,
): Promise<MeasuredLine[]> {
	const type = 'evermuseApi';
	const id = await n8n.addCredential(type, { apiKey: API_KEY, baseUrl: url });
	const { batches, items, code, best, asAdded } = sizeContenders;
	const lines = [batches, items, code, best, asAdded].map(async ({ name, chain }) => {
		const links = await chain([], url);
		const [last] = links.slice(-1);
		const nodes = [
			...(links.length > 1 ? [codeOf('Make Batches', MAKE_BATCHES)] : []),
			nodeOf(name, last, { type, id }),
		];
		return lineOf(name, makeRecords(n8nRecords), nodes);
	});
	return await Promise.all(lines);
}

interface Place {
	n8n: RealN8n;
	server: CountingServer;
	items: number;
	runs: number;
}

async function measureLines(
	lines: readonly MeasuredLine[],
	{ n8n, server, items, runs }: Place,
): Promise<string> {
	const contenders = [];
	for (const line of lines) {
		const id = await n8n.addWorkflow(line);
		const run = async () => {
			await server.reset();
			const ms = sum(await n8n.run(id, line.measured));
			const counts = await server.counts();
			if (counts.records !== items) throw new Error(`${line.name} sent ${counts.records}`);
			return { ms, ...counts };
		};
		contenders.push({ name: line.name, run });
	}
	const took = await inTurns(contenders, runs);
	const times = took.map((samples) => samples.map(({ ms }) => ms));
	const best = lines.findIndex(({ name }) => name === sizeContenders.best.name);
	return table(
		[
			'',
			'Time, ms',
			'Items a second',
			'Requests',
			'Sockets at once',
			'Sockets in all',
			'Speed against HTTP Request, best settings',
		],
		lines.map(({ name }, index) => {
			const most = (what: 'requests' | 'socketsAtOnce' | 'socketsOpened') =>
				inGroups(Math.max(...took[index].map((sample) => sample[what])));
			return [
				name,
				showSpread(times[index]),
				showSpread(times[index].map((ms) => (items / ms) * 1_000)),
				most('requests'),
				most('socketsAtOnce'),
				most('socketsOpened'),
				ratio(times[best], times[index]),
			];
		}),
	);
}
