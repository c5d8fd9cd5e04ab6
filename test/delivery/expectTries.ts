import { filter } from 'lodash';
import { time } from '../support/simulatedTime';
import { OUTCOMES, itemOf, outcomeOf } from './claims';
import type { DeliveryRun } from './deliver';
import type { Promised, Tries } from './fates';
import { ACCEPTED } from './fates';
import type { Handling } from './handlings';
import { runsAgain, stops } from './handlings';

/** What the service got and has. */
interface Service {
	requests: number;
	stored: number;
}

/**
 * Each try of the run came to what it must, and the user is shown the last one.
 *
 * @returns what the last one came to
 */
export function expectTries(
	run: DeliveryRun,
	handling: Handling,
	{ promised, again = promised }: Tries,
	{ requests, stored }: Service,
): Promised {
	const tries = runsAgain(handling, promised.fates) ? [promised, again] : [promised];
	const last = tries[tries.length - 1];

	expect(run.broken).toEqual([]);
	expect(sentBy(run, requests)).toEqual(tries.map(({ sent }) => sent));
	expect(run.attempts.map(told)).toEqual(
		tries.map(({ fates }) => (hasStopped(handling, fates) ? tallyOf(fates) : fates)),
	);
	expect(stored).toBe(last.stored);
	if (last.waitedMs !== undefined) expect(time.passedMs()).toBe(last.waitedMs);
	expectShown(run, handling, last.fates);
	const unpaired = Object.values(run.downstream).flatMap((seen) => filter(seen, 'unpaired'));
	expect(unpaired).toEqual([]);
	return last;
}

const hasStopped = (handling: Handling, fates: string[]): boolean =>
	stops(handling) && fates.some((fate) => fate !== ACCEPTED);

/** How many requests each attempt sent. */
const sentBy = ({ attempts }: DeliveryRun, requests: number): number[] =>
	attempts.map(({ firstRequest }, index) => {
		const end = attempts[index + 1]?.firstRequest ?? requests;
		return end - firstRequest;
	});

/** Of each item its fate, by input; or the sentence of a node that stopped. */
function told({ output, error }: DeliveryRun['attempts'][number]): string[] | string {
	if (!output) return /Of \d+: [^.]+\./.exec(String(error?.description))?.[0] ?? '';
	const fates = output.map((item) => ({
		item: itemOf(item),
		fate: item.json.error
			? `${outcomeOf(item)} ${(item.json.details as { code: string }).code}`
			: ACCEPTED,
	}));
	return fates.sort((a, b) => a.item - b.item).map(({ fate }) => fate);
}

const WORDS = {
	accepted: 'accepted',
	rejected: 'rejected',
	notSent: 'not sent',
	unsure: 'unclear',
};

function tallyOf(fates: string[]): string {
	if (fates.length < 2) return '';
	const counts = OUTCOMES.map((outcome) => ({
		outcome,
		count: fates.filter((fate) => fate.split(' ')[0] === outcome).length,
	}));
	const said = counts
		.filter(({ outcome, count }) => outcome === 'accepted' || count > 0)
		.map(({ outcome, count }) => `${count} ${WORDS[outcome]}`);
	return `Of ${fates.length}: ${said.join(', ')}.`;
}

/** What n8n shows the user, and what goes on to the nodes behind. */
export function expectShown(run: DeliveryRun, handling: Handling, fates: string[]): void {
	const accepted = fates.filter((fate) => fate === ACCEPTED).length;
	const failed = fates.length - accepted;
	const stopped = hasStopped(handling, fates);
	const onErrors = handling.onError === 'continueErrorOutput' ? failed : 0;

	expect(run.status).toBe(stopped ? 'error' : 'success');
	expect(run.success).toHaveLength(stopped ? 0 : fates.length - onErrors);
	expect(run.errors).toHaveLength(onErrors);
	expect(run.downstream.success).toHaveLength(run.success.length);
	expect(run.downstream.errors).toHaveLength(run.errors.length);
	if (stopped) expect(run.error?.description).toContain(tallyOf(fates));
}
