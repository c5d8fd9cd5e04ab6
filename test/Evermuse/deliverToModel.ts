import { countBy } from 'lodash';
import { EVERMUSE } from '../../nodes/Evermuse/advice';
import { deliverBatch } from '../../nodes/Evermuse/logic/deliverBatch';
import type { Brake } from '../../nodes/shared/logic/brake';
import { createBrake } from '../../nodes/shared/logic/brake';
import type { ItemResult } from '../../nodes/shared/logic/itemResult';
import { somePackedRecords } from '../support/aPackedRecord';
import type { Rules } from './modelEvermuse';
import { modelEvermuse } from './modelEvermuse';

interface Setup extends Omit<Rules, 'errorsOf'> {
	/** The items of the bad records. */
	badItems?: number[];
	/** How many errors each of them has; 1 unless given. */
	errorsEach?: number;
	isolate?: boolean;
	/** One that is pulled only by what ends every run unless given. */
	brake?: Brake;
}

/** Delivers a batch of so many records, the nth from the input item n, to a model of Evermuse. */
export async function deliverToModel(
	count: number,
	{
		badItems = [],
		errorsEach = 1,
		isolate = true,
		brake = createBrake(EVERMUSE, false, () => false),
		...rules
	}: Setup,
) {
	const bad = new Set(badItems);
	const errorsOf = (item: number) => (bad.has(item) ? errorsEach : 0);
	const { submit, requests, taken } = modelEvermuse({ ...rules, errorsOf });
	const records = somePackedRecords(count);
	const { results, sent } = await deliverBatch(records, submit, isolate, brake);
	return {
		results,
		sent,
		/** How many records were in each request. */
		sizes: requests.map((items) => items.length),
		/** The items of the records that the model took. */
		taken,
		/** How many records have each code. */
		codes: countBy(results, codeOf),
		itemsWith: (code: string) =>
			results
				.filter((result) => codeOf(result) === code)
				.map(({ itemIndex }) => itemIndex)
				.sort((a, b) => a - b),
	};
}

export const codeOf = (result: ItemResult) => (result.ok ? 'accepted' : result.failure.code);
