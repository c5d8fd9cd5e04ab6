import type { IExecuteFunctions } from 'n8n-workflow';
import type { Json } from '../../shared/logic/itemResult';
import type { RecordDefaults } from '../logic/applyDefaults';
import { readTextList } from './readTextList';

/** What the form fills in where a record of this item lacks it. */
export function readDefaults(context: IExecuteFunctions, itemIndex: number): RecordDefaults {
	const { projectIds, ...defaults } = context.getNodeParameter('defaults', itemIndex, {}) as Json;
	return { ...defaults, projectIds: readTextList(projectIds) };
}
