import 'reflect-metadata';
import fc from 'fast-check';
import { Expression } from 'n8n-workflow';
import { anyItem, anyMapping } from '../support/anyMapping';
import type { Comparison } from '../support/compareReadings';
import { compareReadings } from '../support/compareReadings';

const FORMS = 40;
const ITEMS = 20;

/** Compares the reading of forms with one of n8n's expression engines, and prints what came of it. */
async function main(engine: 'quickjs' | 'vm', seed: number): Promise<void> {
	await Expression.initExpressionEngine({
		engine,
		poolSize: 1,
		maxCodeCacheSize: 1_024,
		bridgeTimeout: 5_000,
		bridgeMemoryLimit: 128,
	});
	const total: Comparison = { compared: 0, plain: 0, differences: [] };
	const form = fc.tuple(anyMapping, fc.array(anyItem, { minLength: ITEMS, maxLength: ITEMS }));
	for (const [parameters, items] of fc.sample(form, { seed, numRuns: FORMS })) {
		const { compared, plain, differences } = await compareReadings(parameters, items);
		total.compared += compared;
		total.plain += plain;
		total.differences.push(...differences);
	}
	const used = Expression.getActiveImplementation();
	await Expression.disposeExpressionEngine();
	console.log(JSON.stringify({ ...total, used }));
}

const [engine, seed] = process.argv.slice(2);
main(engine as 'quickjs' | 'vm', Number(seed)).catch((error: Error) => {
	console.error(error);
	process.exitCode = 1;
});
