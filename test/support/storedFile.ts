import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';

/**
 * A file as an item's `binary` has it by default since n8n 2: on disk, behind an `id`, to be read
 * with `getBinaryStream` or `getBinaryDataBuffer`. The old way, `{ mimeType, data: <base64> }`,
 * needs no help.
 */
export async function storedFile(
	content: Buffer | Readable,
	{ fileName, mimeType }: { fileName: string; mimeType: string },
): Promise<IBinaryData> {
	const files = Container.get(BinaryDataService);
	await files.init();
	const file = { data: '', mimeType, fileName };
	// Older versions of n8n ask for a workflow and an execution instead of a place.
	if (files.store.length === 4) {
		const store = files.store.bind(files) as unknown as OldStore;
		return await store('given', 'to-the-test', content, file);
	}
	return await files.store({ type: 'custom', pathSegments: ['given-to-the-test'] }, content, file);
}

type OldStore = (
	workflowId: string,
	executionId: string,
	content: Buffer | Readable,
	file: IBinaryData,
) => Promise<IBinaryData>;

// n8n-core does not export where its services live, and only its own copy of the package has them.
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: { get<Service>(type: abstract new (...args: never[]) => Service): Service };
};
