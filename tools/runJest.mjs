import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './folders.mjs';
import { inTemporaryFolder } from './inTemporaryFolder.mjs';
import { startProcess } from './processes.mjs';

/**
 * Runs jest in the terminal and resolves with how many tests `passed` and `failed`. A test file
 * that could not be run counts as one failed test, and so does a run without any test. A snapshot
 * that is missing fails (--ci): only `-u` writes one.
 */
export async function runJest(args) {
	return await inTemporaryFolder(async (folder) => {
		const reportFile = join(folder, 'report.json');
		const jest = startProcess(
			join(projectFolder, 'node_modules/.bin/jest'),
			[...args, '--ci', '--json', '--outputFile', reportFile],
			{ cwd: projectFolder, stdio: ['ignore', 'inherit', 'inherit'] },
		);
		const [code] = await once(jest, 'exit');
		const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => undefined);
		const passed = report?.numPassedTests ?? 0;
		const failed = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0);
		const wentWell = code === 0 && passed > 0;
		return { passed, failed: wentWell ? failed : Math.max(failed, 1) };
	});
}
