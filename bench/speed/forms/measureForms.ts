import type { INodeParameters } from 'n8n-workflow';
import { EvermuseApi } from '../../../credentials/EvermuseApi.credentials';
// Without its ending, tsx would take the .json of the same name.
import { EvermuseIngest } from '../../../nodes/Evermuse/EvermuseIngest.node.ts';
import { inGroups } from '../../inGroups';
import { table } from '../../table';
import type { BenchOptions } from '../BenchOptions';
import { inTurns } from '../inTurns';
import { runTimed } from '../runTimed';
import { ratio, showSpread } from '../showSpread';
import { someRecords } from '../someRecords';
import type { CountingServer } from '../withCountingServer';
import { withCountingServer } from '../withCountingServer';
import { measurePlainFields } from './measurePlainFields';

/** The form that makes of each item of `someRecords` the record that the item itself is. */
const FIELDS: INodeParameters = {
	recordSource: 'fields',
	type: 'conversation',
	nature: 'evidence',
	eventAt: '={{ $json._event_at }}',
	vendorIds: {
		id: [{ key: 'conversation_id', value: '={{ $json._vendor_ids.conversation_id }}' }],
	},
	productId: '={{ $json._product_id }}',
	projectIds: '={{ $json._project_ids }}',
	dataMode: 'json',
	dataJson: '={{ $json.data }}',
	additionalFields: { tags: '={{ $json._tags }}' },
};

/** Records from a form with dragged-in fields, against items that are records already. */
export const measureForms = async (options: BenchOptions): Promise<string> =>
	[
		await withCountingServer(async (server) => await measureWith(server, options)),
		await measurePlainFields(options),
	].join('\n\n');

async function measureWith(
	server: CountingServer,
	{ runs, formItems }: BenchOptions,
): Promise<string> {
	const credential = {
		type: new EvermuseApi(),
		data: { baseUrl: server.url, apiKey: 'em_sk_bench' },
	};
	const items = someRecords(formItems).map((json) => ({ json: { ...json } }));
	const run = async (parameters: INodeParameters) => {
		await server.reset();
		const link = {
			nodeType: new EvermuseIngest(),
			parameters: { ...parameters, output: 'batches' },
		};
		const { wallMs } = await runTimed([link], items, credential);
		const { bytes } = await server.counts();
		return { wallMs, bytes };
	};
	const contenders: Array<[name: string, parameters: INodeParameters]> = [
		['Record From: Input Item', { recordSource: 'input' }],
		['Record From: Fields, six of them dragged in', FIELDS],
	];
	const took = await inTurns(
		contenders.map(([name, parameters]) => ({ name, run: async () => await run(parameters) })),
		runs,
	);
	const [[{ bytes: asInput }], [{ bytes: asFields }]] = took;
	if (asInput !== asFields) throw new Error(`Not the same records: ${asInput}, ${asFields} bytes`);
	const wall = took.map((samples) => samples.map(({ wallMs }) => wallMs));
	return [
		`## Forms\n\n${inGroups(formItems)} items as records through Evermuse Ingest, to a server on this machine that answers at once; the time of the node's \`execute\` in n8n's engine, median of ${runs} runs in turns (least to most).`,
		table(
			['', 'Time, ms', 'Items a second', 'Time against the input item'],
			contenders.map(([name], index) => [
				name,
				showSpread(wall[index]),
				showSpread(wall[index].map((ms) => (formItems / ms) * 1_000)),
				ratio(wall[index], wall[0]),
			]),
		),
	].join('\n\n');
}
