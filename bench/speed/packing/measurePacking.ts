import { MergeFinder } from '../../../nodes/Evermuse/logic/mergeFinder';
import type { PackingReport } from '../../../nodes/Evermuse/logic/packRecords';
import { inGroups } from '../../inGroups';
import { table } from '../../table';
import type { BenchOptions } from '../BenchOptions';
import { inTurns } from '../inTurns';
import { ratio, showSpread } from '../showSpread';
import { someRecords } from '../someRecords';
import { spreadOf } from '../spreadOf';
import { floor, floorOfLines } from './floor';
import { pack } from './pack';

/** What checking, writing and hashing costs, against the least that it could. */
export async function measurePacking({ runs, packingRecords }: BenchOptions): Promise<string> {
	const records = someRecords(packingRecords);
	const bytes = await packAll(records);
	const contenders = [
		{ name: 'Floor: JSON.stringify, Buffer.from and SHA-256 of each 1,000 records', work: floor },
		{ name: 'The same, a line for each record', work: floorOfLines },
		{ name: 'Evermuse Ingest: check, pack and hash', work: packAll },
		{
			name: 'The same, and look for records that Evermuse would take for one',
			work: async (some: readonly object[]) => await packAll(some, new MergeFinder()),
		},
	];
	// The first rounds are slow: Node.js compiles what it has seen to be used much.
	const took = await inTurns(
		contenders.map(({ name, work }) => ({
			name,
			run: async () => await cpuMicroseconds(work, records),
		})),
		runs * 3,
	);
	return [
		`## Packing\n\nCPU time for ${inGroups(records.length)} records of ${inGroups(bytes / records.length)} bytes, no network; median of ${runs * 3} runs in turns (least to most).`,
		table(
			['', 'CPU µs a record', 'Records a second', 'Against the floor'],
			contenders.map(({ name }, index) => {
				const each = took[index].map((microseconds) => microseconds / records.length);
				return [
					name,
					showSpread(each, 2),
					inGroups(1e6 / spreadOf(each).median),
					ratio(took[index], took[0]),
				];
			}),
		),
	].join('\n\n');
}

async function cpuMicroseconds(work: (records: readonly object[]) => unknown, records: object[]) {
	const before = process.cpuUsage();
	await work(records);
	const { user, system } = process.cpuUsage(before);
	return user + system;
}

/** @returns how many bytes all bodies have */
async function packAll(
	records: readonly object[],
	merges?: PackingReport['merges'],
): Promise<number> {
	let bytes = 0;
	for await (const { body } of pack(records, merges)) bytes += body.length;
	return bytes;
}
