import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ItemResult } from './logic/itemResult';
import type { Failure } from './logic/reply';
import { toOutputItems } from './toOutputItems';

/**
 * Runs the work of a node. Where the user chose to continue on errors, n8n takes a node that throws
 * for one that went well, and passes its whole input on: so what nobody expected, such as a setting
 * whose expression cannot be worked out, is told as the fate of every item.
 *
 * @param failureFor what that fate is, given what happened
 */
export async function failInstead(
	context: IExecuteFunctions,
	failureFor: (message: string) => Failure,
	work: () => Promise<INodeExecutionData[][]>,
): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail()) return await work();
	try {
		return await work();
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		const failure = failureFor(`The node could not go on: ${why}`);
		const results = context
			.getInputData()
			.map((_item, itemIndex): ItemResult => ({ itemIndex, ok: false, failure }));
		return [toOutputItems(context, results)];
	}
}
