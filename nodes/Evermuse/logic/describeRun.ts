import { sum, sumBy, uniq } from 'lodash';
import type { ItemResult, Origin } from '../../shared/logic/itemResult';
import type { SentBatch } from './deliverBatch';
import type { RecordLabel } from './batch';

/** From so many items on, n8n needs long to sort them onto its outputs. */
const MANY_RECORDS = 10_000;

/** How many batch IDs or items a sentence names before it only counts the rest. */
const NAMED = 5;

/** The same in the error of a run that stopped, which is all there is to see of it. */
const NAMED_IN_ERROR = 50;

/**
 * The run in a sentence or two: what was sent, and what it took.
 *
 * @param accepted how many records. One may be in several batches, so their counts would not do
 * @param waitedMs by all senders together, before they tried again
 */
export function describeRun(
	sent: ReadonlyArray<Pick<SentBatch, 'bytes' | 'reply'>>,
	accepted: number,
	{ tookMs, waitedMs }: { tookMs: number; waitedMs: number },
): string {
	const taken = sent.flatMap(({ reply }) => (reply.kind === 'done' ? [reply] : []));
	const attempts = sent.map(({ reply }) =>
		reply.kind === 'done' ? (reply.attempts ?? 1) : (reply.failure.attempts ?? 0),
	);
	const requests = sum(attempts);
	const repeats = sumBy(attempts, (times) => Math.max(times - 1, 0));
	const facts = [
		`${count(accepted, 'record')} accepted in ${count(taken.length, 'batch', 'batches')}`,
		count(sumBy(sent, 'bytes'), 'byte'),
		count(requests, 'request'),
		repeats > 0 ? `${count(repeats, 'repeat')} of them` : undefined,
		waitedMs >= 500 ? `${seconds(waitedMs)} of waiting` : undefined,
		`${seconds(tookMs)} in all`,
	];
	const ids = taken.map(({ body }) => body.batchId);
	return `${facts.filter(Boolean).join(', ')}. ${name('Batch', 'Batches', ids)}`.trim();
}

/** In which batches what was accepted is, in a sentence; nothing if nothing was. */
export const describeAccepted = (results: readonly ItemResult[]): string =>
	describeBatches(
		uniq(results.flatMap((result) => (result.ok ? String(result.json.batchId) : []))),
	);

/** The same, of batches that are known by their IDs. */
export const describeBatches = (batchIds: string[]): string =>
	name('Accepted in batch', 'Accepted in batches', batchIds, NAMED_IN_ERROR);

/** What Evermuse will merge, in a sentence; nothing if it will not. */
export function describeMerged(merged: ReadonlyMap<RecordLabel, RecordLabel>): string | undefined {
	if (merged.size === 0) return undefined;
	const pairs = Array.from(merged, ([again, first]) => `${placeOf(first)} and ${placeOf(again)}`);
	return `Evermuse will keep only one of the records with the same type, vendor IDs and time to the second. ${name('Items', 'Items', pairs)}`;
}

/** Advice for a run with so many records that n8n itself becomes slow. */
export const adviseBatches = (recordCount: number): string | undefined =>
	recordCount > MANY_RECORDS
		? `n8n needs long to pass on ${recordCount.toLocaleString('en-US')} items. Set 'Output' to One Item per Batch for runs of this size.`
		: undefined;

const placeOf = ({ itemIndex, recordIndex }: Origin): string =>
	recordIndex === undefined ? String(itemIndex) : `${itemIndex} (record ${recordIndex})`;

const seconds = (ms: number): string => count(Math.max(Math.round(ms / 1_000), 1), 'second');

const count = (amount: number, one: string, many = `${one}s`): string =>
	`${amount.toLocaleString('en-US')} ${amount === 1 ? one : many}`;

function name(one: string, many: string, names: string[], most = NAMED): string {
	if (names.length === 0) return '';
	const more = names.length > most ? ` and ${names.length - most} more` : '';
	return `${names.length === 1 ? one : many}: ${names.slice(0, most).join(', ')}${more}.`;
}
