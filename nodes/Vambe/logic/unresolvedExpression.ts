import { failureOf } from '../../shared/logic/readReply';
import type { Failure } from '../../shared/logic/reply';
import { VAMBE } from '../advice';

/** n8n throws where an expression cannot be worked out. That is the item's fate, not the run's. */
export function unresolvedExpression(
	error: unknown,
	code: 'INVALID_EVENT' | 'REJECTED' = 'REJECTED',
): Failure {
	const why = error instanceof Error ? error.message : String(error);
	const message = `A field's expression could not be worked out: ${why}`;
	const { description } = VAMBE.advice.INVALID_EVENT;
	return failureOf(VAMBE, code, 'rejected', message, { description });
}
