import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');
const ENSURERS = [
	['the project', '.', 'ensureProjectTools'],
	['n8n', 'runtime', 'ensureN8n'],
] as const;

/** For npm to do it needs nobody else, and still it empties `node_modules` first. */
const NOTHING_TO_INSTALL = {
	'package.json': { name: 'nothing', version: '1.0.0' },
	'package-lock.json': {
		name: 'nothing',
		version: '1.0.0',
		lockfileVersion: 3,
		packages: { '': {} },
	},
};

let checkout: string;
let elsewhere: string;

beforeEach(async () => {
	checkout = await mkdtemp(join(tmpdir(), 'checkout-'));
	elsewhere = await mkdtemp(join(tmpdir(), 'elsewhere-'));
	await cp(join(ROOT, 'tools'), join(checkout, 'tools'), { recursive: true });
	await mkdir(join(checkout, 'runtime'));
	await writeFile(join(elsewhere, 'installed'), 'by another checkout');
});
afterEach(async () => {
	await rm(checkout, { recursive: true });
	await rm(elsewhere, { recursive: true });
});

describe.each(ENSURERS)('What is installed for %s', (_what, folder, ensure) => {
	it('by another checkout, to which a link leads, is left as it is', async () => {
		for (const [file, content] of Object.entries(NOTHING_TO_INSTALL)) {
			await writeFile(join(checkout, folder, file), JSON.stringify(content));
		}
		await symlink(elsewhere, join(checkout, folder, 'node_modules'));

		await expect(run(ensure)).rejects.toThrow('node_modules is a link to');

		expect(await readdir(elsewhere)).toEqual(['installed']);
	});
});

/** Calls one function of `ensureInstalled.mjs` in the checkout, as `npm start` does. */
const run = async (ensure: string) =>
	await promisify(execFile)(process.execPath, [
		'--input-type=module',
		'--eval',
		`import { ${ensure} } from '${join(checkout, 'tools/ensureInstalled.mjs')}'; await ${ensure}();`,
	]);
