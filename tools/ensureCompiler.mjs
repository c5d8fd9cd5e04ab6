import { aptInstall } from './aptInstall.mjs';
import { run } from './run.mjs';

const PACKAGE_OF = { python3: 'python3', make: 'make', 'g++': 'g++' };

/**
 * Installs what is missing to compile a Node.js addon.
 * Resolves with whether anything was missing.
 * @throws {Problem} when it cannot be installed from here.
 */
export async function ensureCompiler() {
	const missing = [];
	for (const command of Object.keys(PACKAGE_OF)) {
		await run(command, ['--version']).catch(() => missing.push(PACKAGE_OF[command]));
	}
	if (missing.length > 0) await aptInstall(missing);
	return missing.length > 0;
}
