import 'reflect-metadata';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { evermuseContest } from './evermuse/evermuseContest';
import { runContest } from './runContest';
import { vambeContest } from './vambe/vambeContest';
import { writeReport } from './writeReport';

const HELP = `npm run compare: these nodes and n8n's own HTTP Request on the same schedules of faults

  npm run compare -- --seed 1            which schedules: the same seed, the same table
  npm run compare -- --schedules 100     how many of them`;

const FLAGS = {
	help: { type: 'boolean' },
	seed: { type: 'string', default: '1' },
	schedules: { type: 'string', default: '100' },
} as const;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: FLAGS });
	if (values.help) return console.log(HELP);
	const read = (flag: 'seed' | 'schedules', least: number) => {
		const value = Number(values[flag]);
		if (Number.isSafeInteger(value) && value >= least) return value;
		throw new Error(`--${flag} takes a whole number, ${least} or more\n\n${HELP}`);
	};
	const seed = read('seed', 0);
	const numRuns = read('schedules', 1);

	for (const contest of [evermuseContest, vambeContest]) {
		// Without bias all sizes come up alike; else fast-check prefers the smallest and the largest.
		const schedules = fc.sample(fc.noBias(contest.schedule), { seed, numRuns });
		const tallies = await runContest(contest, schedules);
		console.log(`${writeReport(contest, schedules, seed, tallies)}\n`);
	}
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
