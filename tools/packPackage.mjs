import { join } from 'node:path';
import { projectFolder } from './folders.mjs';
import { run } from './run.mjs';

/** Builds the package and packs it into `folder` as `npm publish` would; resolves with the tarball's path. */
export async function packPackage(folder) {
	await run('npm', ['run', 'build'], { cwd: projectFolder });
	const report = await run('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: projectFolder,
	});
	return join(folder, JSON.parse(report)[0].filename);
}
