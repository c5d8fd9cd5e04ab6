import type { IExecuteFunctions } from 'n8n-workflow';
import type { Json } from '../../shared/logic/itemResult';
import { failureOf } from '../../shared/logic/readReply';
import type { FailedReply } from '../../shared/logic/reply';
import { VAMBE } from '../advice';
import type { AllPages } from '../logic/readPages';
import type { Finding } from './Operation';

/** What is said of a list. */
interface Words {
	/** What its rows are called. */
	rows: string;
	/** What to do where it was not read to its end. */
	ifCut: string;
}

/** What came of reading a list. One that was cut says so, on the item and above the output. */
export function toFinding(
	context: IExecuteFunctions,
	pages: AllPages<Json> | FailedReply,
	{ rows, ifCut }: Words,
): Finding {
	if (pages.kind !== 'done') return { found: [], failure: pages.failure };
	if (!pages.isCut) return { found: pages.rows };

	const count = pages.rows.length.toLocaleString('en-US');
	const message = `Reading ended at ${count} ${rows}: there may be more`;
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	const failure = failureOf(VAMBE, 'NOT_SENT', 'notSent', message, { description: ifCut });
	return { found: pages.rows, failure };
}
