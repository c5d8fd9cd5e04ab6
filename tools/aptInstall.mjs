import { existsSync } from 'node:fs';
import { Problem } from './Problem.mjs';
import { run } from './run.mjs';

/** @throws {Problem} when this is not a Debian machine's root. */
export async function aptInstall(packages) {
	if (process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) {
		throw new Problem(`Please install ${packages.join(', ')} and start again.`);
	}
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run('apt-get', ['update'], { env });
	await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
}
