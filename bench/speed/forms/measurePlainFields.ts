import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { VambeApi } from '../../../credentials/VambeApi.credentials';
import type { ReadParameter } from '../../../nodes/shared/parameterReader';
import { parameterReader } from '../../../nodes/shared/parameterReader';
import { inGroups } from '../../inGroups';
import { table } from '../../table';
import type { BenchOptions } from '../BenchOptions';
import { inTurns } from '../inTurns';
import { runTimed } from '../runTimed';
import { ratio, showSpread } from '../showSpread';
import { someRecords } from '../someRecords';

/** Fields as they come about when a person drags them in from the input. */
const FIELDS = {
	eventAt: '={{ $json._event_at }}',
	productId: '={{ $json._product_id }}',
	number: '={{ $json.data.number }}',
};
const NAMES = Object.keys(FIELDS);

/** How many plain fields are resolved in a second, with n8n's engine and without. */
export async function measurePlainFields({ runs, plainItems }: BenchOptions): Promise<string> {
	const items = someRecords(plainItems).map((json) => ({ json: { ...json } }));
	const contenders = [
		{ name: "n8n's `getNodeParameter`", run: async () => await readAll(items, n8nReader) },
		{ name: 'Our own reading', run: async () => await readAll(items, parameterReader) },
	];
	const took = await inTurns(contenders, runs);
	const fields = items.length * NAMES.length;
	const speeds = took.map((samples) => samples.map((ms) => (fields / ms) * 1_000));
	return [
		`${inGroups(fields)} plain fields such as \`${FIELDS.productId}\`:`,
		table(
			['', 'Fields a second', "Speed against n8n's"],
			contenders.map(({ name }, index) => [
				name,
				showSpread(speeds[index]),
				ratio(speeds[index], speeds[0]),
			]),
		),
	].join('\n\n');
}

type Reader = (context: IExecuteFunctions) => ReadParameter;

const n8nReader: Reader = (context) => (name, itemIndex) =>
	context.getNodeParameter(name, itemIndex) as never;

/** A node that only reads its fields for each item. */
const readerNode = (readerOf: Reader): INodeType => ({
	description: {
		displayName: 'Reader',
		name: 'reader',
		group: ['transform'],
		version: 1,
		description: 'Reads its fields for each item',
		defaults: { name: 'Reader' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: NAMES.map((name) => ({ displayName: name, name, type: 'string', default: '' })),
	},
	async execute() {
		const read = readerOf(this);
		this.getInputData().forEach((_item, itemIndex) => {
			for (const name of NAMES) read(name, itemIndex);
		});
		return [[]];
	},
});

async function readAll(items: readonly INodeExecutionData[], readerOf: Reader): Promise<number> {
	const credential = { type: new VambeApi(), data: {} };
	const nodes = [{ nodeType: readerNode(readerOf), parameters: FIELDS }];
	const { wallMs } = await runTimed(nodes, items, credential);
	return wallMs;
}
