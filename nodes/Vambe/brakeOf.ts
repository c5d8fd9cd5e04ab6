import type { IExecuteFunctions } from 'n8n-workflow';
import type { Brake } from './logic/brake';
import { createBrake } from './logic/brake';

/** The brake that the node's settings and n8n's Stop button ask for. */
export function brakeOf(context: IExecuteFunctions): Brake {
	const signal = context.getExecutionCancelSignal();
	return createBrake(!context.continueOnFail(), () => signal?.aborted ?? false);
}
