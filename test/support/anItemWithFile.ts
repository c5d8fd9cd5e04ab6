import type { INodeExecutionData } from 'n8n-workflow';
import { storedFile } from './storedFile';

/** Where n8n keeps the files of a run. */
export const PLACES = ['in memory', 'on disk'] as const;

export type Place = (typeof PLACES)[number];

/** An input item with a file, in the field `data` unless told otherwise. */
export async function anItemWithFile(
	content: Buffer | string,
	{ place = 'on disk' as Place, fileName = 'records.ndjson', field = 'data' } = {},
): Promise<INodeExecutionData> {
	const bytes = Buffer.from(content);
	const about = { fileName, mimeType: 'application/octet-stream' };
	const file =
		place === 'on disk'
			? await storedFile(bytes, about)
			: { ...about, data: bytes.toString('base64') };
	return { json: { from: fileName }, binary: { [field]: file } };
}
