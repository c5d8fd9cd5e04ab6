import { sortBy } from 'lodash';
import type { Brake } from '../../shared/logic/brake';
import type { ItemResult } from '../../shared/logic/itemResult';
import { isFailed } from '../../shared/logic/itemResult';
import { failureOf, stopsEverything } from '../../shared/logic/readReply';
import type { Failure, Reply } from '../../shared/logic/reply';
import { EVERMUSE } from '../advice';
import type { Receipt } from '../schemas/receipt';
import { judgeReply } from './judgeReply';
import type { PackedRecord } from './batch';
import { fail, notBegun } from './recordFate';
import { watchForHope } from './watchForHope';

/** How many requests one batch may cost, retries aside, until the fate of each record is known. */
export const MAX_REQUESTS_PER_BATCH = 100;

/** One request, retries included, with what became of it. */
export interface SentBatch {
	records: readonly PackedRecord[];
	/** The length of its body. */
	bytes: number;
	reply: Reply<Receipt>;
	idempotencyKey?: string;
}

/** What became of a batch: the requests it took, and the fate of each of its records. */
export interface Delivery {
	sent: SentBatch[];
	results: ItemResult[];
}

export interface Part {
	records: readonly PackedRecord[];
	/** The fate of its records if it is not sent. The whole batch has none yet. */
	failure?: Failure;
}

/**
 * Sends a batch, and then parts of it as long as that finds out the fate of more records: halves of
 * what is too large, the rest when the bad records are taken out, smaller parts when more were
 * rejected than named. Sending a record again is safe, because Evermuse recognises it.
 *
 * @param submit sends records in one request, retries included
 * @param isolate whether to look for the records that spoil a batch
 */
export async function deliverBatch(
	records: readonly PackedRecord[],
	submit: (records: readonly PackedRecord[]) => Promise<SentBatch>,
	isolate: boolean,
	brake: Brake,
): Promise<Delivery> {
	const sent: SentBatch[] = [];
	const results: ItemResult[] = [];
	let parts: Part[] = [{ records }];
	const hope = watchForHope(records.length);
	/** The fate of a part that is not sent any more; nothing if it is its turn. */
	const fateUnsent = (
		records: readonly PackedRecord[],
		failure: Failure,
	): ItemResult[] | undefined => {
		if (brake.isOn()) return stopAt(records, failure, brake);
		if (hope.isGone()) return leaveOut(records, failure);
		if (sent.length >= MAX_REQUESTS_PER_BATCH) return leaveOut(records, notReached(failure));
		return undefined;
	};

	for (let part = parts.shift(); part; part = parts.shift()) {
		const leftOut = part.failure && fateUnsent(part.records, part.failure);
		if (leftOut) {
			results.push(...leftOut);
			continue;
		}
		const one = await submit(part.records);
		sent.push(one);
		const doubted = part.failure?.outcome === 'unsure' ? part.failure : undefined;
		const judgement = judgeReply(one.records, one.bytes, stillUnsure(one.reply, doubted));
		results.push(...judgement.results);
		brake.watch(
			judgement.results.filter((result) => isFailed(result) && stopsEverything(result.failure)),
		);
		hope.watch(judgement);
		if (judgement.open) {
			const { parts: smaller, failure, doubt } = judgement.open;
			if (isolate || doubt === 'tooLarge' || doubt === 'silence') {
				const next = smaller.map((records) => ({ records, failure }));
				// Broad until it is clear that going on makes sense, then to the end of one part after the
				// other: so much is settled when the requests are used up.
				parts = hope.isJustified() ? [...next, ...parts] : [...parts, ...next];
			} else {
				results.push(...leaveOut(smaller.flat(), failure));
			}
		}
		if (hope.hangsOnSamples()) parts = samplesFirst(parts);
	}
	return { sent, results };
}

/** One record of each part, to be sent alone before the rest of all parts. */
const samplesFirst = (parts: readonly Part[]): Part[] =>
	sortBy(
		parts.flatMap(({ records, failure }) => {
			const middle = Math.floor(records.length / 2);
			const rest = records.filter((_record, place) => place !== middle);
			return [
				{ records: [records[middle]], failure },
				{ records: rest, failure },
			];
		}),
		({ records }) => records.length > 1,
	);

/** What may have been taken once may have been taken, whatever a part of it is told later. */
function stillUnsure(reply: Reply<Receipt>, doubted: Failure | undefined): Reply<Receipt> {
	if (!doubted || reply.kind === 'done') return reply;
	const { outcome, description } = doubted;
	return { ...reply, failure: { ...reply.failure, outcome, description } };
}

/** The fate of records that are not sent on their own any more. */
const leaveOut = (records: readonly PackedRecord[], failure: Failure): ItemResult[] =>
	records.map((record) => fail(record, failure));

/** The same, once nothing more may be begun. */
const stopAt = (records: readonly PackedRecord[], failure: Failure, brake: Brake): ItemResult[] =>
	// What was once in a request may have been taken. Of the others it is certain that they were not.
	failure.outcome === 'unsure' ? leaveOut(records, failure) : notBegun(records, brake);

/** What to say of records whose turn did not come: refused along with others, they may be good. */
function notReached(failure: Failure): Failure {
	if (failure.outcome !== 'rejected') return failure;
	const message = `Not taken: Evermuse refused it together with others, and ${MAX_REQUESTS_PER_BATCH} requests were not enough to find out which of them are at fault`;
	return failureOf(EVERMUSE, 'NOT_SENT', 'notSent', message, {
		status: failure.status,
		description:
			"Nothing of it was taken, so it can be sent again as it is. Correct the records that Evermuse names first; a smaller 'Batch Size' in the options allows more requests in all.",
	});
}
