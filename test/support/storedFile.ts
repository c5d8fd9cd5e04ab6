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
	return await files.store({ type: 'custom', pathSegments: ['given-to-the-test'] }, content, {
		data: '',
		mimeType,
		fileName,
	});
}

// n8n-core does not export where its services live, and only its own copy of the package has them.
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: { get<Service>(type: abstract new (...args: never[]) => Service): Service };
};
