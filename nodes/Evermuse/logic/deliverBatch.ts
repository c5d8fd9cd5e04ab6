import type { Brake } from '../../shared/logic/brake';
import type { ItemResult } from '../../shared/logic/itemResult';
import { isFailed } from '../../shared/logic/itemResult';
import { stopsEverything } from '../../shared/logic/readReply';
import type { Failure, Reply } from '../../shared/logic/reply';
import type { Receipt } from '../schemas/receipt';
import type { Doubt, Judgement } from './judgeReply';
import { judgeReply } from './judgeReply';
import type { PackedRecord } from './packBatches';
import { fail } from './recordFate';

/** How many requests one batch may cost, retries aside, until the fate of each record is known. */
export const MAX_REQUESTS_PER_BATCH = 100;

/**
 * How many parts in a row may end as the whole did, before the first one goes through, until the rest
 * is given up. Two halves and four quarters that are refused alike show that the reason lies with the
 * batch or the account, and not with a record; a half without an answer, that nobody is there.
 */
const GIVE_UP_AFTER: Record<Doubt, number> = {
	contradiction: 2,
	refused: 6,
	silence: 1,
	spoiled: Infinity,
	tooLarge: Infinity,
	unnamed: Infinity,
};

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

interface Part {
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
	const parts: Part[] = [{ records }];
	const isHopeless = watchForHope();
	let goesOn = true;

	for (let part = parts.shift(); part; part = parts.shift()) {
		if (part.failure && (!goesOn || brake.isOn())) {
			results.push(...leaveOut(part.records, part.failure, brake));
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
		if (judgement.open) {
			const { parts: smaller, failure, doubt } = judgement.open;
			if (isolate || doubt === 'tooLarge' || doubt === 'silence') {
				parts.push(...smaller.map((records) => ({ records, failure })));
			} else {
				results.push(...leaveOut(smaller.flat(), failure, brake));
			}
		}
		if (isHopeless(judgement) || sent.length >= MAX_REQUESTS_PER_BATCH) goesOn = false;
	}
	return { sent, results };
}

/** @returns tells of one judgement after the other, the whole batch first, whether to give up. */
function watchForHope(): (judgement: Judgement) => boolean {
	let whole: Judgement['open'];
	let alike = -1;
	let anyWentThrough = false;
	return ({ results, open }) => {
		whole ??= open;
		if (results.some(({ ok }) => ok)) anyWentThrough = true;
		// One record that fails as the whole did is what was looked for, and no sign of anything.
		const failure =
			open?.failure ?? (results.length > 1 ? results.find(isFailed)?.failure : undefined);
		if (failure && failure.message === whole?.failure.message) alike++;
		return whole !== undefined && !anyWentThrough && alike >= GIVE_UP_AFTER[whole.doubt];
	};
}

/** What may have been taken once may have been taken, whatever a part of it is told later. */
function stillUnsure(reply: Reply<Receipt>, doubted: Failure | undefined): Reply<Receipt> {
	if (!doubted || reply.kind === 'done') return reply;
	const { outcome, description } = doubted;
	return { ...reply, failure: { ...reply.failure, outcome, description } };
}

/** The fate of records that are not sent on their own any more. */
const leaveOut = (records: readonly PackedRecord[], failure: Failure, brake: Brake): ItemResult[] =>
	// What was once in a request may have been taken. Of the others it is certain that they were not.
	brake.isOn() && failure.outcome !== 'unsure'
		? records.map(({ itemIndex }) => brake.notBegun(itemIndex))
		: records.map((record) => fail(record, failure));
