import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackage } from '../../tools/packPackage.mjs';
import { run } from '../../tools/run.mjs';

/** Builds, packs and unpacks the package once for the tests of this folder. */
export default async () => {
	const folder = await mkdtemp(join(tmpdir(), 'packed-'));
	await run('tar', ['-xzf', await packPackage(folder), '-C', folder]);
	process.env.PACKED_PACKAGE = join(folder, 'package');
};
