import { parseArgs } from 'node:util';
import type { BenchOptions } from './BenchOptions';

export const HELP = `npm run bench: what these nodes cost in time and memory, beside n8n's own and a bare loop

  npm run bench                          everything, in some 15 minutes, and the plot anew
  npm run bench -- packing sending       only these; there are
      packing    checking, writing and hashing records, against the least that it could cost
      sending    batches over the wire, against posting bytes prepared beforehand
      events     one request an item, against HTTP Request
      n8n        both of these in a real n8n
      forms      fields dragged in, against items that are records already
      size       time and memory for 1,000 to 1,000,000 records, and the plot

  --runs 3                               how often each of them runs; the tables show the median
  --packing-records 60000
  --sending-records 40000                --latency 50       of the server, in ms
                                         --concurrency 1,4,8
  --events 2000                          --event-latencies 0,20
  --n8n-events 500                       --n8n-records 2000
  --form-items 100000                    --plain-items 20000
  --sizes 1000,10000,100000              records as items
  --single-sizes 1000,10000              the same where each takes a request of its own
  --file-sizes 1000,10000,100000,1000000
  --plot docs/images/speed.svg           where the plot goes`;

const FLAGS = {
	help: { type: 'boolean' },
	runs: { type: 'string', default: '3' },
	'packing-records': { type: 'string', default: '60000' },
	'sending-records': { type: 'string', default: '40000' },
	latency: { type: 'string', default: '50' },
	concurrency: { type: 'string', default: '1,4,8' },
	events: { type: 'string', default: '2000' },
	'event-latencies': { type: 'string', default: '0,20' },
	'n8n-events': { type: 'string', default: '500' },
	'n8n-records': { type: 'string', default: '2000' },
	'form-items': { type: 'string', default: '100000' },
	'plain-items': { type: 'string', default: '20000' },
	sizes: { type: 'string', default: '1000,10000,100000' },
	'single-sizes': { type: 'string', default: '1000,10000' },
	'file-sizes': { type: 'string', default: '1000,10000,100000,1000000' },
	plot: { type: 'string', default: 'docs/images/speed.svg' },
} as const;

/**
 * @param names the measurements that there are
 * @returns which of them are wanted, all if none is named, and how; nothing if help is
 * @throws if something is not understood
 */
export function readOptions<Name extends string>(
	args: readonly string[],
	names: readonly Name[],
): { wanted: Name[]; options: BenchOptions } | undefined {
	const { values, positionals } = parse(args);
	if (values.help || positionals.includes('help')) return undefined;
	const unknown = positionals.find((name) => !names.some((known) => known === name));
	if (unknown) throw new Error(`There is no "${unknown}" to measure\n\n${HELP}`);
	const wanted = names.filter((name) => positionals.length === 0 || positionals.includes(name));

	type NumberFlag = Exclude<keyof typeof FLAGS, 'help' | 'plot'>;
	const list = (flag: NumberFlag, least = 1): number[] =>
		values[flag].split(',').map((text) => {
			const value = text.trim() === '' ? NaN : Number(text);
			if (Number.isSafeInteger(value) && value >= least) return value;
			throw new Error(`--${flag} takes whole numbers, ${least} or more\n\n${HELP}`);
		});
	const one = (flag: NumberFlag, least?: number): number => list(flag, least)[0];
	return {
		wanted,
		options: {
			runs: one('runs'),
			packingRecords: one('packing-records'),
			sendingRecords: one('sending-records'),
			sendingLatencyMs: one('latency', 0),
			concurrency: list('concurrency'),
			events: one('events'),
			eventLatenciesMs: list('event-latencies', 0),
			n8nEvents: one('n8n-events'),
			n8nRecords: one('n8n-records'),
			formItems: one('form-items'),
			plainItems: one('plain-items'),
			sizes: list('sizes'),
			singleSizes: list('single-sizes'),
			fileSizes: list('file-sizes'),
			plot: values.plot,
		},
	};
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });
	} catch (error) {
		throw new Error(`${(error as Error).message}\n\n${HELP}`);
	}
}
