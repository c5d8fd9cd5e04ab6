import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from './Problem.mjs';
import { startProcess, unexpectedEnd } from './processes.mjs';

const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 100;
const ONE_ANSWER_MS = 2_000;

/**
 * Starts a server and waits until `isReady`: of one that speaks HTTP, until each of `readyUrls`
 * answers with a success. `options` are those of a process, such as `env`.
 * Resolves with its `pid`, and `died`: a promise of the Problem to show if the server ends by itself.
 * @throws {Problem} with the last lines of its log when it does not come up.
 */
export async function startServer({
	name,
	command,
	args,
	logFile,
	readyUrls,
	isReady = () => allAnswer(readyUrls),
	...options
}) {
	await mkdir(dirname(logFile), { recursive: true });
	const log = await open(logFile, 'w');
	const child = startProcess(command, args, { ...options, stdio: ['ignore', log.fd, log.fd] });
	await log.close();

	const problem = async (what) =>
		new Problem(`${name} ${what}. The end of its log (${logFile}):\n\n${await lastLines(logFile)}`);
	const died = unexpectedEnd(child).then((how) => problem(`ended by itself (${how})`));
	const giveUp = AbortSignal.timeout(PATIENCE_MS);
	const first = await Promise.race([died, untilReady(isReady, giveUp)]);
	if (first instanceof Problem) throw first;
	if (giveUp.aborted) throw await problem(`did not answer within ${PATIENCE_MS / 1000} s`);
	return { pid: child.pid, died };
}

async function untilReady(isReady, giveUp) {
	while (!giveUp.aborted && !(await isReady())) await pause(LOOK_EVERY_MS);
}

const allAnswer = async (urls) => (await Promise.all(urls.map(answers))).every(Boolean);

async function answers(url) {
	try {
		const { ok, body } = await fetch(url, { signal: AbortSignal.timeout(ONE_ANSWER_MS) });
		await body?.cancel();
		return ok;
	} catch {
		return false;
	}
}

const lastLines = async (file) =>
	(await readFile(file, 'utf8')).trimEnd().split('\n').slice(-20).join('\n');
