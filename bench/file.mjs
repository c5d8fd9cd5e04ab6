import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../tools/Problem.mjs';
import { checkSystem } from '../tools/checkMachine.mjs';
import { ensureProjectTools } from '../tools/ensureInstalled.mjs';
import { projectFolder } from '../tools/folders.mjs';
import { inTemporaryFolder } from '../tools/inTemporaryFolder.mjs';
import { endAllWithThis, endProcess, startProcess } from '../tools/processes.mjs';
import { KINDS, writeRecords } from './file/writeRecords.mjs';

const HELP = `npm run bench:file: what Evermuse Ingest needs for a large file, in memory and time

  npm run bench:file -- --megabytes 300,1000           how large, unpacked
  npm run bench:file -- --kinds ${Object.keys(KINDS).join(',')}
  npm run bench:file -- --on-error stop,continue       'stop' reads each file twice`;

const FLAGS = {
	help: { type: 'boolean' },
	megabytes: { type: 'string', default: '300,1000' },
	kinds: { type: 'string', default: 'ndjson,ndjson.gz' },
	'on-error': { type: 'string', default: 'continue' },
};

async function main() {
	const { values } = parseArgs({ options: FLAGS });
	if (values.help) return console.log(HELP);
	checkSystem();
	endAllWithThis();
	await ensureProjectTools();
	await inTemporaryFolder((folder) => measureAll(values, folder));
}

async function measureAll(values, folder) {
	console.log(`Node.js ${process.version}, a server on this machine that answers at once\n`);
	console.log(
		'| File | On Error | Records | Memory before | Memory at most | Growth | Time | CPU time | Records/s | Longest pause |',
	);
	console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
	for (const megabytes of values.megabytes.split(',').map(Number)) {
		for (const kind of values.kinds.split(',')) {
			if (!(kind in KINDS) || !(megabytes > 0)) throw new Problem(HELP);
			const file = join(folder, `records.${kind}`);
			await writeRecords(file, kind, { bytes: megabytes * 1_000_000 });
			for (const onError of values['on-error'].split(',')) {
				await measure(folder, { file, kind, megabytes, onError });
			}
			await rm(file);
		}
	}
}

/** Submits the file in a process of its own, to a server in another one, and prints a line. */
async function measure(folder, { file, kind, megabytes, onError }) {
	const sink = start(['bench/file/sink.mjs'], folder);
	const url = await lineOf(sink);
	const submit = start(
		['--require', './bench/registerTypeScript.cjs', 'bench/file/submit.ts', file, url, onError],
		folder,
	);
	const { records, before, most, seconds, cpuSeconds, longestPauseMs } = JSON.parse(
		await lineOf(submit),
	);
	await endProcess(submit);
	await endProcess(sink);
	const megabytesOf = (bytes) => `${Math.round(bytes / 1e6)} MB`;
	const cells = [
		`${megabytes} MB ${kind}${kind.endsWith('gz') ? ` (${megabytesOf((await stat(file)).size)})` : ''}`,
		onError,
		records.toLocaleString('en-US'),
		megabytesOf(before),
		megabytesOf(most),
		megabytesOf(most - before),
		`${seconds.toFixed(1)} s`,
		`${cpuSeconds.toFixed(1)} s`,
		Math.round(records / seconds).toLocaleString('en-US'),
		`${Math.round(longestPauseMs)} ms`,
	];
	console.log(`| ${cells.join(' | ')} |`);
}

const start = (args, userFolder) =>
	startProcess(process.execPath, args, {
		cwd: projectFolder,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, N8N_USER_FOLDER: userFolder, N8N_LOG_LEVEL: 'silent' },
	});

/** The first line that a process prints. */
async function lineOf(child) {
	let text = '';
	child.stdout.setEncoding('utf8').on('data', (part) => (text += part));
	while (!text.includes('\n')) {
		const ended = once(child, 'exit').then(([code]) => {
			if (!text.includes('\n')) throw new Problem(`A process ended with ${code}`);
		});
		await Promise.race([once(child.stdout, 'data'), ended]);
	}
	return text.split('\n')[0];
}

await main().catch((error) => {
	console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
	process.exitCode = 1;
});
