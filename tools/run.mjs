import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Problem } from './Problem.mjs';
import { startProcess } from './processes.mjs';

/**
 * Runs a command to its end and resolves with what it wrote to its standard output.
 * Rejects with everything it wrote when it ends with another code than 0.
 */
export async function run(command, args, options = {}) {
	const child = startProcess(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	const [stdout, stderr, [code, signal]] = await Promise.all([
		text(child.stdout),
		text(child.stderr),
		once(child, 'close'),
	]);
	if (code === 0) return stdout;
	throw new Problem(
		`${command} ${args.join(' ')} ended with ${signal ?? code}\n${stdout}${stderr}`.trimEnd(),
	);
}
