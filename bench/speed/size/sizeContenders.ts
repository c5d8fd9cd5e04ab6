import { createReadStream } from 'node:fs';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
// Without its ending, tsx would take the .json of the same name.
import { EvermuseIngest } from '../../../nodes/Evermuse/EvermuseIngest.node.ts';
import { storedFile } from '../../../test/support/storedFile';
import { httpRequest } from '../../n8nNodes';
import { bareLoop } from '../bareLoop';
import type { BenchOptions } from '../BenchOptions';
import { httpRequestForm, batchingOf } from '../httpRequestForm';
import { MAKE_BATCHES } from '../n8n/makeBatches';
import type { ChainLink } from '../runTimed';
import { toRequests } from '../toRequests';
import { codeNode } from './codeNode';

const INGEST_PATH = '/api/v1/ingest';
/** As many requests at once as Evermuse Ingest makes by default. */
const BARE_CONCURRENCY = 2;

/** Nodes that send records, set up as a user would, and what they are given. */
export interface SizeContender {
	name: string;
	/** How many records are tried. */
	sizes(options: BenchOptions): number[];
	isOfFile?: true;
	/** @param url where the server listens */
	chain(records: readonly object[], url: string): Promise<ChainLink[]>;
}

const ours = async (parameters: INodeParameters): Promise<ChainLink[]> => [
	{ nodeType: new EvermuseIngest(), parameters },
];

const oneByOne = async (url: string, overrides?: INodeParameters): Promise<ChainLink[]> => [
	{
		nodeType: httpRequest(),
		parameters: httpRequestForm('evermuseApi', url + INGEST_PATH, overrides),
	},
];

export const sizeContenders = {
	bare: {
		name: 'Bare loop, bodies prepared beforehand',
		sizes: ({ sizes }) => sizes,
		chain: async (records) => {
			const requests = await toRequests(records);
			return [{ nodeType: bareLoop('evermuseApi', requests, BARE_CONCURRENCY) }];
		},
	},
	file: {
		name: 'Evermuse Ingest, a file',
		sizes: ({ fileSizes }) => fileSizes,
		isOfFile: true,
		chain: async () => await ours({ recordSource: 'file' }),
	},
	batches: {
		name: 'Evermuse Ingest, items, one out per batch',
		sizes: ({ sizes }) => sizes,
		chain: async () => await ours({ recordSource: 'input', output: 'batches' }),
	},
	items: {
		name: 'Evermuse Ingest, items, one out per record',
		sizes: ({ sizes }) => sizes,
		chain: async () => await ours({ recordSource: 'input' }),
	},
	code: {
		name: 'Code + HTTP Request, batches by hand',
		sizes: ({ sizes }) => sizes,
		chain: async (_records, url) => [
			{ nodeType: codeNode(MAKE_BATCHES) },
			...(await oneByOne(url, {
				contentType: 'raw',
				rawContentType: 'application/x-ndjson',
				body: '={{ $json.ndjson }}',
			})),
		],
	},
	best: {
		name: 'HTTP Request, best settings',
		sizes: ({ singleSizes }) => singleSizes,
		chain: async (_records, url) => await oneByOne(url, batchingOf(10, 1)),
	},
	asAdded: {
		name: 'HTTP Request, as added',
		sizes: ({ singleSizes }) => singleSizes,
		chain: async (_records, url) => await oneByOne(url),
	},
} satisfies Record<string, SizeContender>;

/** The items that a contender is given: the records, or one with the file that holds them. */
export const itemsOf = async (
	records: readonly object[],
	file: string | undefined,
): Promise<INodeExecutionData[]> =>
	file === undefined
		? records.map((json) => ({ json: { ...json } }))
		: [{ json: {}, binary: { data: await stored(file) } }];

const stored = async (file: string) =>
	await storedFile(createReadStream(file), {
		fileName: 'records.ndjson',
		mimeType: 'application/x-ndjson',
	});
