import type { IExecuteFunctions } from 'n8n-workflow';

/** A sentence above the node's output. */
export function hint(context: IExecuteFunctions, message: string | undefined): void {
	if (message) context.addExecutionHints({ message, location: 'outputPane' });
}
