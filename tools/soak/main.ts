import { attempt, isError } from 'lodash';
import { Problem } from '../Problem.mjs';
import { inTemporaryFolder } from '../inTemporaryFolder.mjs';
import { endAll, endAllWithThis } from '../processes.mjs';
import { flawsOf } from './flawsOf';
import { HELP, readOptions } from './readOptions';
import { soak } from './soak';
import { writeReport } from './writeReport';

async function main(args: string[]): Promise<void> {
	const options = attempt(() => readOptions(args));
	if (isError(options)) throw new Problem(options.message);
	if (!options) return console.log(HELP);

	endAllWithThis();
	const found = await inTemporaryFolder(async (userFolder: string) => {
		try {
			return await soak(options, userFolder);
		} finally {
			await endAll();
		}
	});
	const flaws = flawsOf(found);
	console.log(`\n${writeReport(found, options)}\n`);
	console.log(flaws.length === 0 ? '✓ Sound' : flaws.map((flaw) => `✗ ${flaw}`).join('\n'));
	if (flaws.length > 0) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: Error) => {
	console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
	process.exitCode = 1;
});
