import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { preProcessFile } from 'typescript';

// Where `packPackage.mjs` unpacked the package.
const folder = process.env.PACKED_PACKAGE ?? '';

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile())
	.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const manifest = JSON.parse(read('package.json'));

describe('the packed package', () => {
	it('ships the built nodes and credentials, and beside them only what npm always ships', () => {
		const others = files.filter((file) => !/^dist\/(nodes|credentials)\//.test(file));

		expect(others.sort()).toEqual(['LICENSE.md', 'README.md', 'package.json']);
	});

	it('ships code, icons, codex files and what is said of outputs, and nothing left over from the build', () => {
		const meant = /\.(js|svg|node\.json|md)$|\/__schema__\/.+\.json$|^package\.json$/;
		const others = files.filter((file) => !meant.test(file));

		expect(others).toEqual([]);
	});

	it('ships these files, by name', () => {
		expect([...files].sort()).toMatchSnapshot();
	});

	it('ships nothing of the machine it was built on: no path and no source map', () => {
		const place = /\/(home|root|tmp|Users)\/|sourceMappingURL/;
		const project = resolve(__dirname, '../..');
		const telling = files
			// The README names a folder of n8n's Docker image.
			.filter((file) => file !== 'README.md')
			.filter((file) => place.test(read(file)) || read(file).includes(project));

		expect(telling).toEqual([]);
	});

	it('depends on nothing, and takes n8n-workflow from the n8n it runs in', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.optionalDependencies ?? {}).toEqual({});
		expect(manifest.bundleDependencies ?? []).toEqual([]);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('installs nothing beside itself in which an audit could find a weakness', async () => {
		const audit = ['audit', '--omit=dev', '--json'];
		const { stdout } = await promisify(execFile)('npm', audit, { cwd: join(__dirname, '../..') });

		expect(JSON.parse(stdout)).toMatchObject({
			vulnerabilities: {},
			metadata: { dependencies: { prod: 1 } },
		});
	}, 60_000);

	it('runs no script when it is installed', () => {
		const scripts = Object.keys(manifest.scripts).filter((name) => /install|prepare/.test(name));

		expect(scripts).toEqual([]);
	});

	it.each<string>([...manifest.n8n.nodes, ...manifest.n8n.credentials])(
		'holds %s, which it names to n8n',
		(file) => expect(existsSync(join(folder, file))).toBe(true),
	);

	it('names every node and credential it holds to n8n', () => {
		const held = files.filter((file) => /\.(node|credentials)\.js$/.test(file));

		expect([...manifest.n8n.nodes, ...manifest.n8n.credentials].sort()).toEqual(held.sort());
	});

	it('requires only its own files and what every n8n provides', () => {
		const provided = /^(n8n-workflow|zod|lodash|luxon|crypto|node:crypto|\.\.?\/.+)$/;
		const others = files
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) => importsOf(file).map((imported) => `${file} requires ${imported}`))
			.filter((line) => !provided.test(line.split(' requires ')[1]));

		expect(others).toEqual([]);
	});
});

const importsOf = (file: string) =>
	preProcessFile(read(file), true, true).importedFiles.map(({ fileName }) => fileName);
