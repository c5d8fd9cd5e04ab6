import type { OnError } from 'n8n-workflow';
import { EvermuseApi } from '../../../credentials/EvermuseApi.credentials';
// Without its ending, tsx would take the .json of the same name.
import { EvermuseIngest } from '../../../nodes/Evermuse/EvermuseIngest.node.ts';
import { inGroups } from '../../inGroups';
import { table } from '../../table';
import { bareLoop } from '../bareLoop';
import type { BenchOptions } from '../BenchOptions';
import { inTurns } from '../inTurns';
import type { ChainLink } from '../runTimed';
import { runTimed } from '../runTimed';
import { ratio, showSpread } from '../showSpread';
import { someRecords } from '../someRecords';
import type { CountingServer } from '../withCountingServer';
import { withCountingServer } from '../withCountingServer';
import { toRequests } from '../toRequests';

/** Sending records in batches, against posting the same bytes prepared beforehand. */
export const measureSending = async (options: BenchOptions): Promise<string> =>
	await withCountingServer(async (server) => await measureWith(server, options));

async function measureWith(
	server: CountingServer,
	{ runs, sendingRecords, sendingLatencyMs, concurrency }: BenchOptions,
): Promise<string> {
	const credential = {
		type: new EvermuseApi(),
		data: { baseUrl: server.url, apiKey: 'em_sk_bench' },
	};
	const records = someRecords(sendingRecords);
	const requests = await toRequests(records);
	const items = records.map((json) => ({ json: { ...json } }));
	const run = async (link: ChainLink) => {
		await server.reset(sendingLatencyMs);
		const { wallMs, cpuMs } = await runTimed([link], items, credential);
		const counts = await server.counts();
		if (counts.records !== records.length) throw new Error(`Sent: ${counts.records} records`);
		return { wallMs, cpuMs, ...counts };
	};
	const ours = (atOnce: number, onError?: OnError): ChainLink => ({
		nodeType: new EvermuseIngest(),
		parameters: { recordSource: 'input', output: 'batches', options: { concurrency: atOnce } },
		onError,
	});

	const rows: string[][] = [];
	for (const atOnce of concurrency) {
		const contenders: Array<[name: string, link: ChainLink]> = [
			['Bare loop', { nodeType: bareLoop('evermuseApi', requests, atOnce) }],
			['Evermuse Ingest, Stop Workflow', ours(atOnce)],
			['Evermuse Ingest, Continue (using error output)', ours(atOnce, 'continueErrorOutput')],
		];
		const took = await inTurns(
			contenders.map(([name, link]) => ({ name, run: async () => await run(link) })),
			runs,
		);
		const wall = took.map((samples) => samples.map(({ wallMs }) => wallMs));
		contenders.forEach(([name], index) => {
			const [{ requests: sent }] = took[index];
			rows.push([
				name,
				String(atOnce),
				String(sent),
				showSpread(wall[index]),
				showSpread(took[index].map(({ cpuMs }) => cpuMs)),
				ratio(wall[index], wall[0]),
			]);
		});
	}
	return [
		`## Sending\n\n${inGroups(records.length)} records in batches of 1,000 to a server on this machine that takes ${sendingLatencyMs} ms for an answer; the time of the node's \`execute\` in n8n's engine, median of ${runs} runs in turns (least to most). The bare loop posts bodies that were prepared beforehand through n8n's own helper, with the same credential.`,
		table(['', 'At once', 'Requests', 'Time, ms', 'CPU, ms', 'Time against the bare loop'], rows),
	].join('\n\n');
}
