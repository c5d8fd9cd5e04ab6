import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isInstalled } from '../ensureInstalled.mjs';
import { hostsFolder } from '../folders.mjs';
import { run } from '../run.mjs';
import { step } from '../step.mjs';

/** Scripts would compile what no test needs. Peers are n8n's own business. */
const FLAGS = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];

/**
 * Installs the libraries of an n8n into a folder of their own, unless they are there already, and
 * resolves with that folder. The one that `npm test` uses has a lock file there.
 */
export async function installHost({ n8n, zod, libraries }) {
	const folder = join(hostsFolder, `n8n-${n8n}-zod-${zod}`);
	await install(folder, libraries, `Install the libraries of n8n ${n8n}, with zod ${zod}`);
	return folder;
}

/** The path of a Node.js of this major version: the one that runs this, or one that npm brings. */
export async function installNode(major) {
	if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
	const folder = join(hostsFolder, `node-${major}`);
	const binary = `node-${process.platform}-${process.arch}`;
	await install(folder, { [binary]: major.toString() }, `Install Node.js ${major}`);
	return join(folder, 'node_modules', binary, 'bin/node');
}

async function install(folder, dependencies, title) {
	const isLocked = existsSync(join(folder, 'package-lock.json'));
	if (isLocked && (await isInstalled(folder))) return;
	if (!isLocked) {
		await mkdir(folder, { recursive: true });
		const manifest = JSON.stringify({ private: true, dependencies }, null, '\t');
		await writeFile(join(folder, 'package.json'), `${manifest}\n`);
	}
	const command = isLocked ? 'ci' : 'install';
	await step(title, () => run('npm', [command, ...FLAGS], { cwd: folder }));
}
