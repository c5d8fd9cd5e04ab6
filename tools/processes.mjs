import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

const running = new Set();
const askedToEnd = new WeakSet();
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 500;

/**
 * Starts a process that ends with this one, together with everything it starts itself:
 * each gets a process group of its own, so that a Ctrl-C reaches them through `endAll` only.
 */
export function startProcess(command, args, options) {
	const child = spawn(command, args, { ...options, detached: true });
	running.add(child);
	const forget = () => {
		running.delete(child);
		killGroup(child);
	};
	child.once('exit', forget);
	child.once('error', () => running.delete(child));
	return child;
}

/** Asks a process to end, insists after ten seconds, and waits until it is gone. */
export async function endProcess(child) {
	if (!running.has(child)) return;
	const insist = setTimeout(killGroup, PATIENCE_MS, child);
	askedToEnd.add(child);
	child.kill('SIGTERM');
	await once(child, 'exit');
	clearTimeout(insist);
}

/** Resolves with the exit code or the signal's name when a process ends that nobody asked to. */
export async function unexpectedEnd(child) {
	return await new Promise((resolve) =>
		child.once('exit', (code, signal) => {
			if (!askedToEnd.has(child)) resolve(signal ?? code);
		}),
	);
}

export async function endAll() {
	await Promise.all([...running].map(endProcess));
}

/** Whatever ends this process (a signal, an error) ends all that it started. */
export function endAllWithThis() {
	let ending;
	const end = (signal) => {
		// Of one Ctrl-C several may arrive: from the terminal, and from npm.
		ending ??= endAll().then(() => process.exit(128 + constants.signals[signal]));
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
	if (process.env.npm_lifecycle_event) onceParentIsGone(() => end('SIGTERM'));
	process.on('exit', () => running.forEach(killGroup));
}

/** A SIGTERM for npm ends the shell between npm and this process, which does not pass it on. */
function onceParentIsGone(then) {
	const parent = process.ppid;
	const looking = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(looking);
		then();
	}, LOOK_EVERY_MS).unref();
}

function killGroup(child) {
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}
