import type { IExecuteFunctions } from 'n8n-workflow';
import { patientReader } from '../../shared/patientReader';
import { getBatch, listBatches } from './batches';

/** The requests about batches, each sent again where a short gap is all that is wrong. */
export function patientBatches(context: IExecuteFunctions) {
	const patiently = patientReader(context, 'evermuseApi');
	return { get: patiently(getBatch), list: patiently(listBatches) };
}
