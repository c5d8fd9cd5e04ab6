import { existsSync } from 'node:fs';
import { Problem } from './Problem.mjs';
import { run } from './run.mjs';

/** @throws {Problem} when this is not a Debian machine's root. */
export async function aptInstall(packages) {
	if (process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) {
		throw new Problem(
			`Please install ${packages.join(', ')} and start again. (As root on Debian it is installed by itself.)`,
		);
	}
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run('apt-get', ['update'], { env });
	// A machine that has just come up may still be busy with updates of its own.
	const patiently = ['-o', 'DPkg::Lock::Timeout=120'];
	const args = ['install', '-y', '--no-install-recommends', ...patiently, ...packages];
	await run('apt-get', args, { env });
}
