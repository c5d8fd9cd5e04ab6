import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Hands an empty folder to `work` and removes it afterwards; resolves as `work` does. */
export async function inTemporaryFolder(work) {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-'));
	try {
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true });
	}
}
