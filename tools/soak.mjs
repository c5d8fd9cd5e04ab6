import { parseArgs } from 'node:util';
import { Problem } from './Problem.mjs';
import { checkSystem } from './checkMachine.mjs';
import { ensureProjectTools } from './ensureInstalled.mjs';
import { inTemporaryFolder } from './inTemporaryFolder.mjs';
import { endAll, endAllWithThis } from './processes.mjs';
import { MUST_BE_NONE } from './soak/compareWithLedger.mjs';

const HELP = `npm run soak: a real n8n sends to a misbehaving sandbox every few seconds, for long

  npm run soak -- --minutes 60   how long
  npm run soak -- --every 3      seconds from one run to the next`;

/** By how much the memory may seem to grow: what garbage not yet collected makes of a flat line. */
const FLAT = 0.1;

async function main() {
	const { values } = parseArgs({
		options: {
			help: { type: 'boolean' },
			minutes: { type: 'string', default: '60' },
			every: { type: 'string', default: '3' },
		},
	});
	if (values.help) return console.log(HELP);
	const [minutes, everySeconds] = [Number(values.minutes), Number(values.every)];
	if (!(minutes > 0) || !(everySeconds >= 1)) throw new Problem(HELP);
	if (process.platform !== 'linux')
		throw new Problem('Memory and sockets are read from /proc: Linux only.');

	checkSystem();
	endAllWithThis();
	await ensureProjectTools();
	const { soak } = await import('./soak/soak.mjs');
	const found = await inTemporaryFolder(async (userFolder) => {
		try {
			return await soak({ minutes, everySeconds, userFolder });
		} finally {
			await endAll();
		}
	});
	show(found, minutes);
	if (!isSound(found)) process.exitCode = 1;
}

const isSound = ({ runs, vambe, evermuse, memory, sockets }) =>
	runs > 0 &&
	sockets === 0 &&
	memory.growth < FLAT * memory.mean &&
	[vambe, evermuse].every((service) => MUST_BE_NONE.every((what) => service[what] === 0));

function show({ runs, vambe, evermuse, memory, sockets }, minutes) {
	const number = (value) => value.toLocaleString('en-US');
	const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
	console.log(`\n${number(runs)} runs in ${minutes} minutes, one request in four disturbed\n`);
	console.log('| | Vambe Event | Evermuse Ingest |\n| --- | ---: | ---: |');
	for (const what of Object.keys(vambe)) {
		console.log(`| ${what} | ${number(vambe[what])} | ${number(evermuse[what])} |`);
	}
	console.log(`
Memory of n8n after the warm-up: ${megabytes(memory.mean)}, trend ${megabytes(memory.growth)} over that time
Connections left open: ${sockets}`);
}

await main().catch(async (error) => {
	console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
	await endAll();
	process.exitCode = 1;
});
