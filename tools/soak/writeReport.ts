import type { Comparison } from './compareWithLedger';
import type { Found } from './Found';
import type { SoakOptions } from './readOptions';
import type { Trend } from './trendOf';

/** What a soak found, in tables. */
export function writeReport(
	{ runs, services, memory, sockets }: Found,
	{ minutes, seed }: SoakOptions,
): string {
	const rows: Array<[string, number[]]> = [
		['requests', services.map(({ requests }) => requests)],
		['of these disturbed', services.map(({ disturbed }) => disturbed)],
		...Object.keys(services[0].items).map((what): [string, number[]] => [
			what,
			services.map(({ items }) => items[what as keyof Comparison]),
		]),
	];
	return [
		`${grouped(runs)} runs in ${grouped(minutes)} minutes, seed ${seed}`,
		[
			`| | ${services.map(({ node }) => node).join(' | ')} |`,
			'| --- | ---: | ---: |',
			...rows.map(([what, counts]) => `| ${what} | ${counts.map(grouped).join(' | ')} |`),
		].join('\n'),
		[
			"| Memory of n8n's process, once warm | Mean | Growth | |",
			'| --- | ---: | ---: | ---: |',
			memoryRow('held after garbage collection', memory.held),
			memoryRow('resident', memory.resident),
		].join('\n'),
		`Ends of connections left open: ${sockets}`,
	].join('\n\n');
}

const memoryRow = (what: string, { mean, growth }: Trend): string =>
	`| ${what} | ${megabytes(mean)} | ${megabytes(growth)} | ${((growth / mean) * 100).toFixed(1)} % |`;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const grouped = (value: number): string => value.toLocaleString('en-US');
