import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './folders.mjs';
import { run } from './run.mjs';

const readJson = async (file) => JSON.parse(await readFile(file, 'utf8'));

/**
 * Installs a packed package into an n8n's user folder, step by step as n8n's own
 * "Settings > Community nodes > Install" does, except that the package comes from a file.
 */
export async function installIntoN8n(tarball, userFolder) {
	const { name, version } = await readJson(join(projectFolder, 'package.json'));
	const nodesFolder = join(userFolder, '.n8n/nodes');
	const packageFolder = join(nodesFolder, 'node_modules', name);

	await rm(packageFolder, { recursive: true, force: true });
	await mkdir(packageFolder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', packageFolder, '--strip-components=1']);

	const manifestFile = join(packageFolder, 'package.json');
	const { devDependencies, peerDependencies, optionalDependencies, ...manifest } =
		await readJson(manifestFile);
	await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
	await run(
		'npm',
		[
			'install',
			'--audit=false',
			'--fund=false',
			'--bin-links=false',
			'--install-strategy=shallow',
			'--ignore-scripts=true',
			'--package-lock=false',
		],
		{ cwd: packageFolder },
	);

	const listFile = join(nodesFolder, 'package.json');
	const list = await readJson(listFile).catch(() => ({ private: true }));
	await writeFile(
		listFile,
		JSON.stringify({ ...list, dependencies: { ...list.dependencies, [name]: version } }, null, 2),
	);
}
