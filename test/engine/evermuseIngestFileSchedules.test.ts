import type { INodeParameters } from 'n8n-workflow';
import { groupBy, mapValues, range, sum } from 'lodash';
import { gzipSync } from 'node:zlib';
import { EvermuseIngest } from '../../nodes/Evermuse/EvermuseIngest.node';
import type { Attempt } from '../delivery/attempts';
import { withAttempts } from '../delivery/attempts';
import type { Claims, Outcome } from '../delivery/claims';
import { claimsOf, OUTCOMES, outcomeOf } from '../delivery/claims';
import { endStuckRequests } from '../delivery/endStuckRequests';
import { brokenRequests, evermuseTruth } from '../delivery/evermuseInvariants';
import { evermuseSchedule } from '../delivery/evermuseSchedule';
import { settingsOf } from '../delivery/handlings';
import { brokenClaims, brokenTraffic, comeToRest, openSockets } from '../delivery/invariants';
import { LIMIT_MS } from '../delivery/seeds';
import { sharedTime } from '../delivery/sharedTime';
import { useStranger } from '../delivery/useStranger';
import { anItemWithFile, PLACES } from '../support/anItemWithFile';
import { ndjson } from '../support/ndjson';
import { runNode } from '../support/runNode';
import { useEvermuse } from '../support/useEvermuse';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await sharedTime.sleep(ms),
}));

const { evermuse, credential } = useEvermuse();
const stranger = useStranger({ batchId: 'b1', acceptedCount: 1, rejectedCount: 0 });

/** How many schedules to run, and which alone: `SCHEDULES=5000` or `SEED=17` before the command. */
const { SCHEDULES = '100', SEED } = process.env;
const seeds = SEED === undefined ? range(Number(SCHEDULES)) : [Number(SEED)];

it.each(seeds)(
	'Whatever goes wrong with the records of a file, every outcome is true: schedule %i',
	async (seed) => {
		const schedule = evermuseSchedule(seed, stranger().url);
		const { items, options, handling, faults, standing, chance } = schedule;
		jest.spyOn(Math, 'random').mockReturnValue(chance);
		evermuse().faults.plan(faults);
		evermuse().faults.always(standing);
		const { ledger } = evermuse();
		const text = seed % 2 ? ndjson(items) : JSON.stringify(items);
		const file = await anItemWithFile(seed % 3 ? text : gzipSync(text), {
			place: PLACES[seed % 2],
		});

		const { watched, attempts } = withAttempts(new EvermuseIngest(), () => ledger.requests.length);
		const sockets = openSockets();
		const endLooking = endStuckRequests(ledger);
		await runNode(watched, {
			parameters: { recordSource: 'file', options: options as INodeParameters },
			items: [file],
			credentials: [credential()],
			...settingsOf(handling),
		}).finally(endLooking);
		await comeToRest(ledger, sockets);

		const broken = attempts.flatMap((attempt) => {
			const claims = claimsOfRecords(attempt, items.length);
			return claims ? brokenClaims(claims, evermuseTruth(ledger, items, attempts, attempt)) : [];
		});
		expect([
			...broken,
			...brokenRequests(ledger, items, attempts, options),
			...brokenTraffic(ledger, { concurrency: options.concurrency ?? 2, sockets }),
		]).toEqual([]);
		expect(stranger().requests).toEqual([]);
	},
	LIMIT_MS,
);

/** What the node said of the records of its file, run once. */
function claimsOfRecords(attempt: Attempt, total: number): Claims | undefined {
	if (!attempt.output) return claimsOfError(attempt, total);
	const fates = new Map<number, Outcome>();
	const failed = attempt.output.filter(({ json }) => json.error !== undefined);
	for (const item of failed) {
		const { recordIndex = 0, count } = item.json.details as {
			recordIndex?: number;
			count?: number;
		};
		// The rest of the file, from there on, is what no other item tells of.
		const places = count === 0 ? range(recordIndex, total) : [recordIndex];
		for (const place of places) if (!fates.has(place)) fates.set(place, outcomeOf(item));
	}
	const fateOf = (place: number) => fates.get(place) ?? 'accepted';
	const found = groupBy(range(total), fateOf);
	const items = Object.fromEntries(
		OUTCOMES.map((outcome) => [outcome, found[outcome] ?? []]),
	) as Record<Outcome, number[]>;
	return { total, items, counts: mapValues(items, ({ length }) => length) };
}

/** An error tells numbers only, and those of the records that were read. */
function claimsOfError({ error }: Attempt, total: number): Claims | undefined {
	const description = error?.description?.replace(/Of ([\d,]+) records:/, 'Of $1:');
	const claims = claimsOf({ firstRequest: 0, error: error && { ...error, description } });
	if (!claims) return undefined;
	const rest = description?.includes('perhaps sent in an earlier one') ? 'unsure' : 'notSent';
	const unread = total - sum(Object.values(claims.counts));
	return { total, counts: { ...claims.counts, [rest]: claims.counts[rest] + unread } };
}
