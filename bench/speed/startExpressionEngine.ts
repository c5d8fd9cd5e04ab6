import { Expression } from 'n8n-workflow';

/**
 * Starts n8n's engine for expressions, as n8n's server does when it starts, with the defaults of n8n
 * 2.41. Without it, n8n-core alone takes the old one, `legacy`, which is several times faster.
 */
export const startExpressionEngine = async (): Promise<void> =>
	await Expression.initExpressionEngine({
		engine: process.env.N8N_EXPRESSION_ENGINE === 'legacy' ? 'legacy' : 'vm',
		poolSize: 1,
		maxCodeCacheSize: 1_024,
		bridgeTimeout: 5_000,
		bridgeMemoryLimit: 128,
	});
