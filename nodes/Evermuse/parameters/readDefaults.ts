import type { Json } from '../../shared/logic/itemResult';
import type { ReadParameter } from '../../shared/parameterReader';
import type { RecordDefaults } from '../logic/applyDefaults';
import { readTextList } from './readTextList';

/** What the form fills in where a record of this item lacks it. */
export function readDefaults(read: ReadParameter, itemIndex: number): RecordDefaults {
	const { projectIds, ...defaults } = read<Json>('defaults', itemIndex, {});
	return { ...defaults, projectIds: readTextList(projectIds) };
}
