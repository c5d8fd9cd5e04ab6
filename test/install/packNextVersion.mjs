import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inTemporaryFolder } from '../../tools/inTemporaryFolder.mjs';
import { run } from '../../tools/run.mjs';

/** Packs what a tarball holds once more, into `folder` and as `version`; resolves with the new tarball's path. */
export async function packNextVersion(tarball, version, folder) {
	return await inTemporaryFolder(async (unpacked) => {
		await run('tar', ['-xzf', tarball, '-C', unpacked]);
		const manifestFile = join(unpacked, 'package/package.json');
		const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
		await writeFile(manifestFile, JSON.stringify({ ...manifest, version }));
		const next = join(folder, 'next.tgz');
		await run('tar', ['-czf', next, '-C', unpacked, 'package']);
		return next;
	});
}
