import type { Json } from '../../shared/logic/itemResult';
import { rememberLast } from '../../shared/logic/rememberLast';
import type { ReadParameter } from '../../shared/parameterReader';
import type { RecordDefaults } from '../logic/applyDefaults';
import { recordDefaults } from '../logic/applyDefaults';
import { readTextList } from './readTextList';

/** Reads what the form fills in where a record of an input item lacks it; mostly the same for all. */
export function defaultsReader(read: ReadParameter): (itemIndex: number) => RecordDefaults {
	const toDefaults = rememberLast(({ projectIds, ...others }: Json) =>
		recordDefaults({ ...others, projectIds: readTextList(projectIds) }),
	);
	return (itemIndex) => toDefaults(read<Json>('defaults', itemIndex, {}));
}
