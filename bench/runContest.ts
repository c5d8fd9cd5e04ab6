import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import type { Contender, Contest, Schedule } from './Contest';
import { readReports } from './readReports';
import { addUp, tally, type Tally } from './tally';

/**
 * How many schedules run side by side, each with a service of its own. The waits are real, and most
 * of the time goes into them.
 */
const SIDE_BY_SIDE = 24;

/** The rate limits are off: what they would do depends on the clock. */
const NO_LIMITS = { eventsPerHour: 1e9, ingestPerMinute: 1e9 };

/** Runs each contender on each schedule; gives what each of them came to, in their order. */
export const runContest = async (
	contest: Contest,
	schedules: readonly Schedule[],
): Promise<Tally[]> =>
	await Promise.all(
		contest.contenders.map(async (contender) => {
			const waiting = [...schedules];
			const tallies: Tally[] = [];
			const work = async () => {
				const sandbox = await startSandbox(NO_LIMITS);
				try {
					for (let next = waiting.shift(); next; next = waiting.shift()) {
						tallies.push(await runOne(contest, contender, next, sandbox));
					}
				} finally {
					await sandbox.close();
				}
			};
			const workers = Math.min(SIDE_BY_SIDE, schedules.length);
			await Promise.all(Array.from({ length: workers }, work));
			return addUp(tallies);
		}),
	);

async function runOne(
	{ faultsOf, only, idOf, isGood, truthOf }: Contest,
	contender: Contender,
	{ items, faults }: Schedule,
	sandbox: Sandbox,
): Promise<Tally> {
	sandbox.reset();
	faultsOf(sandbox).plan(faults, only);
	const { downstream } = await contender.run(items, sandbox);
	const truth = truthOf(sandbox);
	if (truth.requests === 0) throw new Error(`${contender.name} is set up wrong: it sent nothing`);
	return tally(
		items.map((item) => ({ id: idOf(item), good: isGood(item) })),
		readReports(downstream, idOf),
		truth,
	);
}
