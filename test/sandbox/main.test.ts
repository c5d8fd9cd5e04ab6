import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { startSandbox } from '../../sandbox/startSandbox';

// Each starts a process, which on a busy machine takes its time.
jest.setTimeout(60_000);

type Sandbox = ChildProcessByStdio<null, Readable, Readable>;

const start = (flags: string[], env: Record<string, string> = {}): Sandbox =>
	spawn(process.execPath, ['--import', 'tsx', join(__dirname, '../../sandbox/main.ts'), ...flags], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env },
	});

const freePorts = ['--vambe-port', '0', '--evermuse-port', '0'];

/** What it prints once both services are there. */
async function greeting(sandbox: Sandbox): Promise<string> {
	const chunks: string[] = [];
	for await (const chunk of sandbox.stdout.iterator({ destroyOnReturn: false })) {
		chunks.push(String(chunk));
		if (chunks.join('').includes('Ctrl-C')) break;
	}
	return chunks.join('');
}

describe('npm run sandbox', () => {
	test.each(['SIGINT', 'SIGTERM'] as const)(
		'prints where both services are and ends at %s',
		async (signal) => {
			const sandbox = start(freePorts);
			const printed = await greeting(sandbox);
			const ended = once(sandbox, 'exit');
			const urls = printed.match(/http:\/\/127\.0\.0\.1:\d+$/gm) ?? [];
			const ledgers = urls.map(async (url) => await (await fetch(`${url}/sandbox/ledger`)).json());
			expect(await Promise.all(ledgers)).toMatchObject([{ events: [] }, { batches: [] }]);
			expect(printed).toContain('vambe-sandbox-key');
			expect(printed).toContain('em_sk_sandbox_write_only');
			expect(printed).toContain('em_sk_sandbox_read_only');
			expect(printed.match(/curl /g)).toHaveLength(2);
			sandbox.kill(signal);
			expect(await ended).toEqual([0, null]);
		},
	);

	test("lets an hour of Vambe's limit be as long as it is told", async () => {
		const limit = ['--events-per-hour', '1', '--hour-seconds', '30'];
		const sandbox = start([...freePorts, ...limit]);
		const [baseUrl] = (await greeting(sandbox)).match(/http:\/\/127\.0\.0\.1:\d+$/m) ?? [];
		const send = async () =>
			await fetch(`${baseUrl}/api/v1/events`, {
				method: 'POST',
				headers: { 'x-api-key': 'vambe-sandbox-key' },
			});
		await send();
		const { status, headers } = await send();
		sandbox.kill();
		expect(status).toBe(429);
		expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
		expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(30);
	});

	test('says which port is in use, and what to do', async () => {
		const running = await startSandbox();
		const { port } = new URL(running.vambe.baseUrl);
		const sandbox = start(['--evermuse-port', '0'], { SANDBOX_VAMBE_PORT: port });
		const [said, [code]] = await Promise.all([text(sandbox.stderr), once(sandbox, 'exit')]);
		await running.close();
		expect(said).toContain(`Port ${port} is in use`);
		expect(said).toContain('--vambe-port');
		expect(code).toBe(1);
	});

	test.each([
		['a port that is no number', ['--vambe-port', 'http']],
		['a flag nobody knows', ['--sped', '2']],
	])('says what is wrong with %s', async (_what, flags) => {
		const sandbox = start(flags);
		const [said, [code]] = await Promise.all([text(sandbox.stderr), once(sandbox, 'exit')]);
		expect(said).toContain(flags[0]);
		expect(said).not.toContain('    at ');
		expect(code).toBe(1);
	});
});
