import type { INodeExecutionData } from 'n8n-workflow';

/**
 * Resolves each field, an expression such as `={{ $json.name }}`, for each item without n8n's
 * expression engine.
 *
 * To be filled in: what `nodes/*` /parameters does for plain fields goes here. Until then there is
 * nothing to measure.
 */
export const resolvePlainFields:
	| ((fields: readonly string[], items: readonly INodeExecutionData[]) => unknown)
	| undefined = undefined;
