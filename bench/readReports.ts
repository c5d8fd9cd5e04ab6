import type { IDataObject } from 'n8n-workflow';
import type { SeenItem } from '../test/support/afterNode';
import type { NodeRun } from '../test/support/runNode';
import type { Report, Told } from './tally';

/**
 * What a run told the user of each input item, by what the nodes behind its two outputs saw.
 *
 * @throws if an item on an output cannot be traced back to an input item
 */
export function readReports(
	{ success, errors }: NodeRun['downstream'],
	idOf: (item: IDataObject) => string,
): Report[] {
	const report = ({ start, unpaired }: SeenItem, told: Told): Report => {
		if (!start) throw new Error(`An item of the output belongs to no input: ${unpaired}`);
		return { id: idOf(start), told };
	};
	return [
		...success.map((seen) => report(seen, 'success')),
		...errors.map((seen) => report(seen, isUnsure(seen.json) ? 'unclear' : 'failure')),
	];
}

const isUnsure = ({ details }: IDataObject) => (details as IDataObject)?.outcome === 'unsure';
