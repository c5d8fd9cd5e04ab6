import { countBy, filter, groupBy, negate, range, reject, sortBy, uniq, uniqBy } from 'lodash';
import type { StoredEvent, VambeLedger, VambeRequest } from '../../sandbox/ledger';
import { HOUR } from '../sandbox/useSandbox';
import { time } from '../support/simulatedTime';
import type { EventItem } from './anEventItem';
import type { Answer } from './answerTo';
import { answerTo } from './answerTo';
import type { Attempt } from './attempts';
import { requestsOf } from './attempts';
import type { Claims } from './claims';
import { claimsOf, itemOf, outcomeOf } from './claims';
import type { Handling } from './handlings';
import { stops } from './handlings';
import type { Held, Truth } from './invariants';
import { broken } from './invariants';

/** The options that bound a run, as far as they are not the node's defaults. */
export interface VambeOptions {
	concurrency?: number;
	maxPerHour?: number;
	maxRetries?: number;
	maxWaitSeconds?: number;
	resendUncertain?: boolean;
	[option: string]: unknown;
}

/** What a run was given. */
interface Given {
	items: readonly EventItem[];
	options: VambeOptions;
	handling: Handling;
}

/** What the ledger has up to the end of an attempt: what an earlier one sent stays sent. */
function upTo({ requests, events }: VambeLedger, attempts: readonly Attempt[], attempt: Attempt) {
	const next = attempts[attempts.indexOf(attempt) + 1];
	const received = requests.slice(0, next?.firstRequest);
	const kept = received.filter(({ committed }) => committed).length;
	return { requests: received, events: events.slice(0, kept) };
}

/**
 * What the ledger knows of an attempt.
 *
 * Two items may be alike to the letter, and then nobody can tell their events apart: those that are
 * accepted are taken to be there first, those whose fate is open next.
 */
export function vambeTruth(
	ledger: VambeLedger,
	{ items, options }: Given,
	attempts: readonly Attempt[],
	attempt: Attempt,
	claims: Claims,
): Truth {
	const { accepted = [], unsure = [] } = claims.items ?? {};
	const ownersOf = (order: string) => {
		const alike = range(items.length).filter((item) => `${items[item].properties.order}` === order);
		return sortBy(alike, [(item) => !accepted.includes(item), (item) => !unsure.includes(item)]);
	};
	const stored = Object.entries(countBy(upTo(ledger, attempts, attempt).events, orderOf));
	const kept = stored.flatMap(([order, count]) => {
		const owners = ownersOf(order);
		return range(count).map((nth) => owners[nth % owners.length]);
	});
	if (!options.resendUncertain) {
		return { items: items.length, committed: kept, committedNow: kept };
	}
	// Where the user allows repeats, all of them may be of one item. `brokenEvents` counts them.
	const atLeast = stored.map(([order]) => ownersOf(order)[0]);
	return { items: items.length, committed: uniq(kept), committedNow: atLeast };
}

const orderOf = ({ body }: Pick<VambeRequest | StoredEvent, 'body'>): number =>
	(body as EventItem).properties.order;

/** What must hold of the requests of a whole run. @returns what does not */
export function brokenEvents(
	ledger: VambeLedger,
	given: Given,
	attempts: readonly Attempt[],
): string[] {
	const { items, options, handling } = given;
	const { concurrency = 4, maxPerHour = 0, maxWaitSeconds = 60 } = options;
	const { requests } = ledger;
	// With several at a time, others may begin before the answer is there.
	const isLast = (request: VambeRequest) =>
		concurrency === 1 && endsTheRun(request, options, handling);
	const mostWaitMs = attempts.length * items.length * maxWaitSeconds * 1_000;

	return broken([
		...brokenOrders(ledger, given, attempts),
		...attempts.flatMap((attempt) => brokenAnswers(ledger, given, attempts, attempt)),
		['nothing is sent in vain', requests.every(isToThePoint)],
		[
			'nothing is sent once the run is over',
			attempts.every((attempt) =>
				requestsOf(requests, attempts, attempt).slice(0, -1).every(negate(isLast)),
			),
		],
		['the waits are no longer than allowed', time.passedMs() <= mostWaitMs],
		[
			'no hour sees more requests than allowed',
			maxPerHour === 0 || mostInAnHour(requests) <= maxPerHour,
		],
	]);
}

const isToThePoint = ({ method, path }: VambeRequest): boolean =>
	method === 'POST' && path === '/api/v1/events';

/** Whether nothing more may be begun after it. */
function endsTheRun(
	request: VambeRequest,
	{ resendUncertain }: VambeOptions,
	handling: Handling,
): boolean {
	const { status } = request;
	if (status === 401 || status === 403) return true;
	const answer = answerTo(request);
	const isFailed =
		// With these Vambe asks to come back later.
		(answer === 'no' && status !== 429 && status !== 503) ||
		(answer === 'open' && !resendUncertain);
	return isFailed && stops(handling);
}

/** The most that begin in any hour, whenever that hour begins. */
export const mostInAnHour = (requests: readonly VambeRequest[]): number =>
	Math.max(
		0,
		...requests.map(
			({ at: start }) => requests.filter(({ at }) => at >= start && at < start + HOUR).length,
		),
	);

/** What must hold of the requests for each event. Those of items that are alike count together. */
function brokenOrders(
	{ requests, events }: VambeLedger,
	{ items, options }: Given,
	attempts: readonly Attempt[],
): Held[] {
	const { maxRetries = 3, maxWaitSeconds = 60, resendUncertain = false } = options;
	// A limit that says how long to wait is no retry, but each such wait is a second at least.
	const mostRequests = attempts.length * (1 + maxRetries + maxWaitSeconds);
	// Of a request whose body was never read, nobody knows which event it was for.
	const sent = groupBy(reject(requests, { body: null }), orderOf);
	const stored = countBy(events, orderOf);

	return Object.entries(countBy(items, 'properties.order')).flatMap(([order, alike]): Held[] => {
		const { [order]: own = [] } = sent;
		const accepted = own.filter((request) => answerTo(request) === 'yes').length;
		const open = own.filter((request) => answerTo(request) === 'open');
		const settled = accepted + (resendUncertain ? 0 : open.length);
		const repeats = resendUncertain ? filter(open, 'committed').length : 0;
		return [
			[`event ${order} is not sent again once it is accepted or unclear`, settled <= alike],
			[`event ${order} is stored once`, (stored[order] ?? 0) <= alike + repeats],
			[`event ${order} is sent no more often than allowed`, own.length <= alike * mostRequests],
		];
	});
}

/** What an attempt says, held against what it was told. */
function brokenAnswers(
	ledger: VambeLedger,
	{ items, options: { resendUncertain = false } }: Given,
	attempts: readonly Attempt[],
	attempt: Attempt,
): Held[] {
	const claims = claimsOf(attempt);
	if (!claims) return [];
	const { requests, events } = upTo(ledger, attempts, attempt);
	const count = (answer: Answer) =>
		requests.filter((request) => answerTo(request) === answer).length;
	const { accepted, unsure } = claims.counts;

	const orderById = new Map(events.map((event) => [event.id, orderOf(event)]));
	const acceptedItems = (attempt.output ?? []).filter((item) => outcomeOf(item) === 'accepted');
	return [
		['what is accepted is what Vambe said yes to', accepted === count('yes')],
		[
			'what is unsure is what Vambe gave no clear answer to',
			resendUncertain ? unsure <= count('open') : unsure === count('open'),
		],
		[
			'an accepted item bears the ID of its own event',
			uniqBy(acceptedItems, 'json.id').length === acceptedItems.length &&
				acceptedItems.every(
					(item) => orderById.get(String(item.json.id)) === items[itemOf(item)].properties.order,
				),
		],
		[
			'what is unclear stays as unclear as it was',
			resendUncertain || isAsBefore(attempts, attempt),
		],
	];
}

/** Whether each item that an earlier try left open is told in the same words. */
function isAsBefore(attempts: readonly Attempt[], attempt: Attempt): boolean {
	const wordsOf = ({ output = [] }: Attempt) =>
		output
			.filter((item) => outcomeOf(item) === 'unsure')
			.map((item) => [itemOf(item), JSON.stringify(item.json)] as const);
	const now = new Map(wordsOf(attempt));
	return attempts
		.slice(0, attempts.indexOf(attempt))
		.flatMap(wordsOf)
		.every(([item, words]) => now.get(item) === words);
}
