import { parseArgs } from 'node:util';
import { Problem } from '../Problem.mjs';
import { inTemporaryFolder } from '../inTemporaryFolder.mjs';
import { endAll, endAllWithThis } from '../processes.mjs';
import { flawsOf } from './flawsOf';
import { soak } from './soak';
import { writeReport } from './writeReport';

const HELP = `npm run soak: a real n8n sends to a misbehaving sandbox every few seconds, for long

  npm run soak -- --minutes 60   how long
  npm run soak -- --every 3      seconds from one run to the next
  npm run soak -- --seed 1       what the sandbox does wrong; which request meets it is a matter of time`;

const FLAGS = {
	help: { type: 'boolean' },
	minutes: { type: 'string', default: '60' },
	every: { type: 'string', default: '3' },
	seed: { type: 'string', default: '1' },
} as const;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: FLAGS });
	if (values.help) return console.log(HELP);
	const options = {
		minutes: Number(values.minutes),
		everySeconds: Number(values.every),
		seed: values.seed,
	};
	if (!(options.minutes > 0) || !(options.everySeconds >= 1)) throw new Problem(HELP);

	endAllWithThis();
	const found = await inTemporaryFolder(async (userFolder: string) => {
		try {
			return await soak({ ...options, userFolder });
		} finally {
			await endAll();
		}
	});
	const flaws = flawsOf(found);
	console.log(`\n${writeReport(found, options)}\n`);
	console.log(flaws.length === 0 ? '✓ Sound' : flaws.map((flaw) => `✗ ${flaw}`).join('\n'));
	if (flaws.length > 0) process.exitCode = 1;
}

main().catch((error: Error) => {
	console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
	process.exitCode = 1;
});
