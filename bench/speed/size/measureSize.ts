import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sortBy, union } from 'lodash';
import { projectFolder } from '../../../tools/folders.mjs';
import { inTemporaryFolder } from '../../../tools/inTemporaryFolder.mjs';
import { run } from '../../../tools/run.mjs';
import { writeRecords } from '../../file/writeRecords.mjs';
import { inGroups } from '../../inGroups';
import { table } from '../../table';
import type { BenchOptions } from '../BenchOptions';
import { inTurns } from '../inTurns';
import { ratio, showSpread } from '../showSpread';
import { spreadOf } from '../spreadOf';
import type { CountingServer } from '../withCountingServer';
import { withCountingServer } from '../withCountingServer';
import type { Took } from '../timedNode';
import type { OneMeasurement } from './measureOne';
import { WARM_UP_RECORDS } from './measureOne';
import type { SizePoint } from './plotSizes';
import { plotSizes } from './plotSizes';
import type { SizeContender } from './sizeContenders';
import { sizeContenders } from './sizeContenders';

type Key = keyof typeof sizeContenders;

/** What one contender took for so many records. */
interface Row extends SizePoint {
	cells: string[];
}

/** Time and memory against the number of records, as a table and as a plot. */
export async function measureSize(options: BenchOptions): Promise<string> {
	const rows: Row[] = await withCountingServer(
		async (server) =>
			await inTemporaryFolder((folder: string) => measureAll(options, server, folder)),
	);
	await writeFile(resolve(projectFolder, options.plot), plotSizes(rows));
	return [
		`## Size\n\nRecords of about a kilobyte to a server on this machine that answers at once, each measurement in a process of its own; what the \`execute\` of the nodes takes in n8n's engine, median of ${options.runs} runs in turns (least to most). Memory: what the process holds at most, above what it held before with the input in it. The Code node is one of ours that runs the same script, because n8n's own runs only in a whole n8n: see \`npm run bench -- n8n\`. HTTP Request alone is tried only as far as ${inGroups(Math.max(...options.singleSizes))} records.`,
		table(
			[
				'',
				'Records',
				'Requests',
				'Time, ms',
				'CPU µs a record',
				'Memory growth, MB',
				'Still held, MB',
				'Longest pause, ms',
				'Time against the bare loop',
			],
			rows.map(({ cells }) => cells),
		),
		`The plot is in \`${options.plot}\`.`,
	].join('\n\n');
}

async function measureAll(
	options: BenchOptions,
	server: CountingServer,
	folder: string,
): Promise<Row[]> {
	const rows: Row[] = [];
	for (const records of sortBy(union(options.sizes, options.singleSizes, options.fileSizes))) {
		rows.push(...(await measureAt(records, options, server, folder)));
	}
	return rows;
}

/** All contenders with so many records. */
async function measureAt(
	records: number,
	options: BenchOptions,
	server: CountingServer,
	folder: string,
): Promise<Row[]> {
	const files = { measured: join(folder, 'measured'), warmUp: join(folder, 'warmUp') };
	await writeRecords(files.warmUp, 'ndjson', { records: WARM_UP_RECORDS });
	await writeRecords(files.measured, 'ndjson', { records });
	const keys = (Object.keys(sizeContenders) as Key[]).filter((key) =>
		sizeContenders[key].sizes(options).includes(records),
	);
	const contenders = keys.map((contender) => {
		const { name, isOfFile }: SizeContender = sizeContenders[contender];
		const one = { contender, records, url: server.url, files: isOfFile && files };
		return { name: `${name}, ${records}`, run: async () => await measureOne(one, server) };
	});
	const took = await inTurns(contenders, options.runs, { warmUps: 0 });
	const wall = took.map((samples) => samples.map(({ wallMs }) => wallMs));
	const bare = wall[keys.indexOf('bare')];

	return keys.map((key, index) => {
		const samples = took[index];
		const of = (value: (sample: Took) => number) => samples.map(value);
		const growth = of(({ memoryAtMost, memoryBefore }) => (memoryAtMost - memoryBefore) / 1e6);
		return {
			name: sizeContenders[key].name,
			records,
			seconds: spreadOf(wall[index]).median / 1_000,
			megabytes: spreadOf(growth).median,
			cells: [
				sizeContenders[key].name,
				inGroups(records),
				inGroups(samples[0].requests),
				showSpread(wall[index]),
				showSpread(
					of(({ cpuMs }) => (cpuMs * 1_000) / records),
					1,
				),
				showSpread(growth),
				showSpread(
					of(({ liveAfter, liveBefore }) => (liveAfter - liveBefore) / 1e6),
					1,
				),
				showSpread(of(({ longestPauseMs }) => longestPauseMs)),
				bare ? ratio(wall[index], bare) : '',
			],
		};
	});
}

async function measureOne(one: OneMeasurement, server: CountingServer) {
	await server.reset();
	const script = join(__dirname, 'measureOne.ts');
	const args = [...process.execArgv, script, JSON.stringify(one)];
	const printed = String(await run(process.execPath, args, { cwd: projectFolder }));
	const { requests, records } = await server.counts();
	if (records !== one.records + WARM_UP_RECORDS) throw new Error(`Sent: ${records} records`);
	// Those that make one request of each record warmed up with as many.
	const forWarmUp = requests > one.records ? WARM_UP_RECORDS : 1;
	return { ...(JSON.parse(printed) as Took), requests: requests - forWarmUp };
}
