import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Comparison } from '../support/compareReadings';

const ROOT = join(__dirname, '../..');
/** The Node.js of n8n itself: its default engine does not run in older ones. */
const NODE = join(ROOT, 'runtime/node_modules/.bin/node');

it.each([
	['vm', "n8n's default"],
	['quickjs', 'its newest'],
])(
	'A form is read the same without the expression engine as with %s, %s',
	async (engine) => {
		const seed = Number(process.env.SEED ?? 2026);
		const args = ['--import', 'tsx', 'test/n8n/readWithEngine.ts', engine, String(seed)];
		const env = { ...process.env, N8N_LOG_LEVEL: 'silent' };

		const { stdout } = await promisify(execFile)(NODE, args, { cwd: ROOT, env, maxBuffer: 1e8 });

		const { used, compared, plain, differences } = JSON.parse(stdout) as Comparison & {
			used: string;
		};
		expect(used).toBe(engine);
		expect({ seed, differences }).toEqual({ seed, differences: [] });
		expect(compared).toBeGreaterThan(4_000);
		expect(plain).toBeGreaterThan(800);
	},
	180_000,
);
