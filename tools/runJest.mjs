import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './folders.mjs';
import { inTemporaryFolder } from './inTemporaryFolder.mjs';
import { startProcess } from './processes.mjs';

const JEST = join(projectFolder, 'node_modules/jest/bin/jest.js');

/**
 * Runs jest in the terminal and resolves with how many tests `passed` and `failed`, and with the
 * `failures`, each by its full name and what was wrong. A test file that could not be run counts as
 * one failed test, and so does a run without any test. A snapshot that is missing fails (--ci): only
 * `-u` writes one.
 *
 * @param options `node`, the Node.js to run on; `env`; and `isQuiet`, so that only the result tells
 */
export async function runJest(
	args,
	{ node = process.execPath, env = process.env, isQuiet = false } = {},
) {
	return await inTemporaryFolder(async (folder) => {
		const reportFile = join(folder, 'report.json');
		const jest = startProcess(node, [JEST, ...args, '--ci', '--json', '--outputFile', reportFile], {
			cwd: projectFolder,
			env,
			stdio: isQuiet ? 'ignore' : ['ignore', 'inherit', 'inherit'],
		});
		const [code] = await once(jest, 'exit');
		const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => undefined);
		const passed = report?.numPassedTests ?? 0;
		const failed = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0);
		const wentWell = code === 0 && passed > 0;
		return {
			passed,
			failed: wentWell ? failed : Math.max(failed, 1),
			failures: (report?.testResults ?? []).flatMap(failuresOf),
		};
	});
}

function failuresOf({ name, status, message, assertionResults }) {
	const failed = assertionResults.filter((test) => test.status === 'failed');
	if (failed.length === 0 && status === 'failed') return [{ name, message }];
	return failed.map(({ fullName, failureMessages }) => ({
		name: fullName,
		message: failureMessages.join('\n'),
	}));
}
