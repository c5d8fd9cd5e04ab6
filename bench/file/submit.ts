import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import type { IBinaryData } from 'n8n-workflow';
import { sumBy } from 'lodash';
import { EvermuseApi } from '../../credentials/EvermuseApi.credentials';
// Without its ending, tsx would take the .json of the same name.
import { EvermuseIngest } from '../../nodes/Evermuse/EvermuseIngest.node.ts';
import { aRecord } from '../../test/sandbox/aRecord';
import { ndjson } from '../../test/support/ndjson';
import { runNode } from '../../test/support/runNode';
import { storedFile } from '../../test/support/storedFile';

/** How often the memory is looked at. */
const LOOK_EVERY_MS = 10;

/** Runs the node on a file through n8n's engine, and prints as JSON what it took. */
async function main([file, baseUrl, onError]: string[]): Promise<void> {
	const submit = async (data: IBinaryData) =>
		await runNode(new EvermuseIngest(), {
			items: [{ json: {}, binary: { data } }],
			parameters: { recordSource: 'file' },
			credentials: [{ type: new EvermuseApi(), data: { baseUrl, apiKey: 'em_sk_bench' } }],
			onError: onError === 'stop' ? undefined : 'continueErrorOutput',
		});
	// What n8n's engine loads when a node first runs is none of the file's.
	await submit(await stored(Readable.from([ndjson([aRecord()])])));
	const large = await stored(createReadStream(file));

	const before = process.memoryUsage.rss();
	let most = before;
	const look = () => (most = Math.max(most, process.memoryUsage.rss()));
	const looking = setInterval(look, LOOK_EVERY_MS);
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	const startedAt = performance.now();
	const cpuBefore = process.cpuUsage();
	const { success, errors, error } = await submit(large);
	const cpu = process.cpuUsage(cpuBefore);
	const seconds = (performance.now() - startedAt) / 1_000;
	delay.disable();
	clearInterval(looking);
	look();

	if (error || errors.length > 0) throw new Error(JSON.stringify(error ?? errors[0].json));
	console.log(
		JSON.stringify({
			records: sumBy(success, ({ json }) => Number(json.acceptedCount)),
			before,
			most,
			seconds,
			cpuSeconds: (cpu.user + cpu.system) / 1e6,
			longestPauseMs: delay.max / 1e6,
		}),
	);
}

const stored = async (content: Readable) =>
	await storedFile(content, { fileName: 'records', mimeType: 'application/octet-stream' });

main(process.argv.slice(2)).catch((error: Error) => {
	console.error(error);
	process.exitCode = 1;
});
