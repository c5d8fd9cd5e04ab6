import { Expression } from 'n8n-workflow';

/**
 * Does some work with n8n's engine for expressions, started as n8n's server does, with the defaults
 * of n8n 2.41. Without it, n8n-core alone takes the old one, `legacy`, which is several times faster.
 */
export async function withExpressionEngine(work: () => Promise<void>): Promise<void> {
	await Expression.initExpressionEngine({
		engine: process.env.N8N_EXPRESSION_ENGINE === 'legacy' ? 'legacy' : 'vm',
		poolSize: 1,
		maxCodeCacheSize: 1_024,
		bridgeTimeout: 5_000,
		bridgeMemoryLimit: 128,
	});
	try {
		await work();
	} finally {
		// It keeps the process alive; and a process that just exits may crash while it still builds one.
		await Expression.disposeExpressionEngine();
	}
}
