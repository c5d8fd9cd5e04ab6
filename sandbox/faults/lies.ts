import type { RecordError } from '../ledger';
import type { FaultOf } from './fault';

/** Of what a batch is answered with, what can be lied about. */
interface Receipt {
	acceptedCount: number;
	rejectedCount: number;
	totalErrorCount: number;
	errors?: RecordError[];
}

const naming = (index: number): RecordError => ({
	index,
	code: 'VALIDATION_ERROR',
	message: 'data must be object',
});

/** One of the accepted records is said to be rejected, and `error` to be the reason. */
const rejectOneMore = (receipt: Receipt, error: RecordError): Receipt => ({
	...receipt,
	acceptedCount: receipt.acceptedCount - 1,
	rejectedCount: receipt.rejectedCount + 1,
	totalErrorCount: receipt.totalErrorCount + 1,
	errors: [error, ...(receipt.errors ?? [])].slice(0, 20),
});

export const LIES: Record<FaultOf<'lie'>['what'], (receipt: Receipt) => Receipt> = {
	oneTooFew: (receipt) => ({ ...receipt, acceptedCount: receipt.acceptedCount - 1 }),
	oneTooMany: (receipt) => ({ ...receipt, acceptedCount: receipt.acceptedCount + 1 }),
	indexBeyondTheEnd: (receipt) =>
		rejectOneMore(receipt, naming(receipt.acceptedCount + receipt.rejectedCount)),
	indexNegative: (receipt) => rejectOneMore(receipt, naming(-1)),
	indexRepeated: (receipt) =>
		receipt.errors ? rejectOneMore(receipt, receipt.errors[0]) : receipt,
	errorsWithoutRejection: (receipt) => ({
		...receipt,
		acceptedCount: receipt.acceptedCount + receipt.rejectedCount,
		rejectedCount: 0,
		errors: [naming(0)],
	}),
	fewerNamed: ({ errors = [], ...receipt }) => ({
		...receipt,
		errors: errors.slice(0, errors.length / 2),
	}),
};
