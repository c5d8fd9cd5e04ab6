import type { IDataObject, INodeType, IRun } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { outputOf } from './runWorkflow';

/** An item as a following node saw it. */
export interface SeenItem {
	json: IDataObject;
	/** What `$('Start').item.json` is for this item: the input that it is paired with. */
	start?: IDataObject;
	/** Or why that expression has no answer. */
	unpaired?: string;
}

/** A following node, which notes for each of its items which item of the node 'Start' it was. */
export const afterNode: INodeType = {
	description: {
		displayName: 'After',
		name: 'after',
		group: ['transform'],
		version: 1,
		description: 'Notes where its items came from',
		defaults: { name: 'After' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{
				displayName: 'Start',
				name: 'start',
				type: 'json',
				default: "={{ $('Start').item.json }}",
			},
		],
	},
	async execute() {
		const seen = this.getInputData().map(({ json }, itemIndex): SeenItem => {
			try {
				return { json, start: this.getNodeParameter('start', itemIndex) as IDataObject };
			} catch (error) {
				return { json, unpaired: (error as Error).message };
			}
		});
		return [seen.map((item, itemIndex) => ({ json: { ...item }, pairedItem: itemIndex }))];
	},
};

/** What an `afterNode` noted. */
export const seenBy = (run: IRun, node: string): SeenItem[] =>
	outputOf(run, node).map(({ json }) => json as unknown as SeenItem);
