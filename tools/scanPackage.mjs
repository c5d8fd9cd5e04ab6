import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Problem } from './Problem.mjs';
import { projectFolder } from './folders.mjs';
import { inTemporaryFolder } from './inTemporaryFolder.mjs';
import { run } from './run.mjs';

/** What n8n's gate does with the sources of a package that asks to be verified. */
export async function scanSources() {
	const { SOURCE_FILE_PATTERNS } = await scanner();
	await inTemporaryFolder(async (folder) => {
		for (const part of ['package.json', 'nodes', 'credentials']) {
			await cp(join(projectFolder, part), join(folder, part), { recursive: true });
		}
		await scan(folder, SOURCE_FILE_PATTERNS);
	});
}

/** What n8n's gate does with the package as published. */
export async function scanTarball(tarball) {
	await inTemporaryFolder(async (folder) => {
		await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
		await scan(folder, ['**/*.js', 'package.json']);
	});
}

/** @throws {Problem} with the findings: the gate's own verdict, and the warnings it lets pass. */
async function scan(folder, patterns) {
	const { analyzePackage, buildScanConfig } = await scanner();
	const verdict = await analyzePackage(folder, patterns);
	if (!verdict.passed) throw new Problem(verdict.details ?? verdict.message);

	const { ESLint } = createRequire(import.meta.resolve(SCANNER))('eslint');
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	if (results.length === 0) throw new Problem('The scan found no file to read.');
	if (results.some(({ warningCount }) => warningCount > 0)) {
		const formatter = await eslint.loadFormatter('stylish');
		throw new Problem(await formatter.format(results));
	}
}

const SCANNER = '@n8n/scan-community-package/scanner/scanner.mjs';
const scanner = async () => await import(SCANNER);
