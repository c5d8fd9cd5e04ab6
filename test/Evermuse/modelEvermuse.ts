import { EVERMUSE } from '../../nodes/Evermuse/advice';
import type { EvermuseCode } from '../../nodes/Evermuse/advice';
import type { SentBatch } from '../../nodes/Evermuse/logic/deliverBatch';
import type { PackedRecord } from '../../nodes/Evermuse/logic/batch';
import type { Receipt, RecordError } from '../../nodes/Evermuse/schemas/receipt';
import { failureOf } from '../../nodes/shared/logic/readReply';
import type { FailedOutcome, Failure, Reply } from '../../nodes/shared/logic/reply';

/** What goes wrong with one request. The first four take it and say what is not so. */
export const MISSTEPS = [
	'counts one too few',
	'counts one too many',
	'names one as -1',
	'names one twice',
	'takes it and is lost',
	'is lost',
	'limits',
	'forgets the key',
] as const;

export type Misstep = (typeof MISSTEPS)[number];

/** The rules by which a model of Evermuse answers. */
export interface Rules {
	/** How many errors the record from this item has. None makes it a good one. */
	errorsOf?: (itemIndex: number) => number;
	/** A bad record is rejected alone, or its batch is refused with a 400 that names it or does not. */
	bad?: 'rejected' | 'refused and named' | 'refused';
	/** How many errors an answer names. */
	names?: number;
	bytesPerRecord?: number;
	/** More bytes than this are refused with a 413. */
	maxBytes?: number;
	/** What goes wrong with the first, second, ... request. */
	missteps?: ReadonlyArray<Misstep | undefined>;
}

/** A service without a network, which keeps what it takes: a ledger to check fates against. */
export function modelEvermuse({
	errorsOf = () => 0,
	bad = 'rejected',
	names = 20,
	bytesPerRecord = 100,
	maxBytes = Infinity,
	missteps = [],
}: Rules = {}) {
	/** The items of the records that were taken. */
	const taken = new Set<number>();
	/** The items of the records in each request. */
	const requests: number[][] = [];

	const errorsIn = (records: readonly PackedRecord[]): RecordError[] =>
		records.flatMap(({ itemIndex }, index) =>
			Array.from({ length: errorsOf(itemIndex) }, (_, nth) => ({ index, message: `No ${nth}` })),
		);

	const take = (records: readonly PackedRecord[]): Receipt => {
		const good = records.filter(({ itemIndex }) => errorsOf(itemIndex) === 0);
		for (const { itemIndex } of good) taken.add(itemIndex);
		const errors = errorsIn(records);
		return {
			batchId: `b${requests.length}`,
			acceptedCount: good.length,
			rejectedCount: records.length - good.length,
			totalErrorCount: errors.length,
			errors: errors.slice(0, names),
		};
	};

	const answer = (
		records: readonly PackedRecord[],
		bytes: number,
		misstep: Misstep | undefined,
	): Reply<Receipt> => {
		if (misstep === 'limits') return failed('busy', 'RATE_LIMITED', 'notSent');
		if (misstep === 'forgets the key') return failed('refused', 'UNAUTHORIZED', 'notSent');
		if (misstep === 'is lost') return failed('lost', 'UNCONFIRMED', 'unsure');
		if (bytes > maxBytes) return failed('tooLarge', 'REJECTED', 'rejected', { status: 413 });
		if (bad !== 'rejected' && errorsIn(records).length > 0) {
			const body = bad === 'refused' ? {} : { errors: errorsIn(records).slice(0, names) };
			return { ...failed('refused', 'REJECTED', 'rejected', { status: 400 }), body };
		}
		const receipt = take(records);
		if (misstep === 'takes it and is lost') return failed('lost', 'UNCONFIRMED', 'unsure');
		return { kind: 'done', body: misstep ? distort(receipt, misstep) : receipt };
	};

	return {
		taken,
		requests,
		async submit(records: readonly PackedRecord[]): Promise<SentBatch> {
			const misstep = missteps[requests.length];
			requests.push(records.map(({ itemIndex }) => itemIndex));
			const bytes = records.length * bytesPerRecord;
			return { records, bytes, reply: answer(records, bytes, misstep) };
		},
	};
}

const failed = <Kind extends 'busy' | 'refused' | 'lost' | 'tooLarge'>(
	kind: Kind,
	code: EvermuseCode,
	outcome: FailedOutcome,
	known?: Partial<Failure>,
) => ({ kind, failure: failureOf(EVERMUSE, code, outcome, `It says ${code}`, known) });

/** The answer with a lie in it. One that nothing could be wrong with stays as it is. */
function distort(receipt: Receipt, misstep: Misstep): Receipt {
	const { acceptedCount, rejectedCount, totalErrorCount = 0, errors = [] } = receipt;
	const oneMore = (error: RecordError): Receipt => ({
		...receipt,
		acceptedCount: acceptedCount - 1,
		rejectedCount: rejectedCount + 1,
		totalErrorCount: totalErrorCount + 1,
		errors: [error, ...errors].slice(0, 20),
	});
	if (misstep === 'counts one too many') return { ...receipt, acceptedCount: acceptedCount + 1 };
	if (acceptedCount === 0) return receipt;
	if (misstep === 'counts one too few') return { ...receipt, acceptedCount: acceptedCount - 1 };
	if (misstep === 'names one as -1') return oneMore({ index: -1 });
	// In a list that was cut short, a lie of this kind could not be told from the truth.
	return errors.length > 0 && errors.length === totalErrorCount ? oneMore(errors[0]) : receipt;
}
