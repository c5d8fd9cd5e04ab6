import type { IExecuteFunctions } from 'n8n-workflow';
import type { Brake } from './logic/brake';
import { createBrake } from './logic/brake';
import type { Service } from './logic/readReply';

/** The brake that the node's settings and n8n's Stop button ask for. */
export function brakeOf(context: IExecuteFunctions, service: Service): Brake {
	const signal = context.getExecutionCancelSignal();
	return createBrake(service, !context.continueOnFail(), () => signal?.aborted ?? false);
}
