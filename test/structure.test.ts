import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { preProcessFile } from 'typescript';

const ROOT = join(__dirname, '..');
const PACKAGES = ['crypto', 'lodash', 'luxon', 'n8n-workflow', 'zod'];

/** All shipped code, as paths from the root. */
const files = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => posix.join(folder, file.replaceAll('\\', '/'))),
);

/** What a file imports, types too: a path from the root, or a package. */
const importsOf = (file: string): string[] =>
	preProcessFile(readFileSync(join(ROOT, file), 'utf8')).importedFiles.map(({ fileName }) =>
		fileName.startsWith('.') ? posix.join(posix.dirname(file), fileName) : fileName,
	);

/** The imports of all files in one place, as sentences, that lead anywhere but here. */
const strays = (from: RegExp, isAllowed: (imported: string, match: RegExpMatchArray) => boolean) =>
	files.flatMap((file) => {
		const match = file.match(from);
		return match
			? importsOf(file)
					.filter((imported) => !isAllowed(imported, match))
					.map((imported) => `${file} imports ${imported}`)
			: [];
	});

const isPackage = (imported: string) => !/^(nodes|credentials)\//.test(imported);

it('Shipped code imports what every n8n has, and nothing else', () => {
	expect(strays(/./, (imported) => !isPackage(imported) || PACKAGES.includes(imported))).toEqual(
		[],
	);
});

it('Logic and schemas know nothing of n8n', () => {
	expect(strays(/\/(logic|schemas)\//, (imported) => imported !== 'n8n-workflow')).toEqual([]);
});

it('Nothing imports a node', () => {
	expect(strays(/./, (imported) => !imported.endsWith('.node'))).toEqual([]);
});

/** Where the files of a folder may look. `own` is their own service. */
const directions: Array<[what: string, from: RegExp, to: string[]]> = [
	['The shared logic', /^nodes\/shared\/logic\//, ['nodes/shared/logic/']],
	['The shared core', /^nodes\/shared\//, ['nodes/shared/']],
	[
		'Logic',
		/^nodes\/(?!shared)(\w+)\/logic\//,
		['nodes/shared/logic/', 'own/logic/', 'own/schemas/', 'own/advice'],
	],
	[
		'A schema',
		/^nodes\/(\w+)\/schemas\//,
		['nodes/shared/logic/', 'own/logic/', 'own/schemas/', 'own/advice'],
	],
	['The advice', /^nodes\/(\w+)\/advice\.ts/, ['nodes/shared/logic/']],
	[
		'A form',
		/^nodes\/(\w+)\/descriptions\//,
		['nodes/shared/logic/', 'own/descriptions/', 'own/logic/', 'own/schemas/'],
	],
	[
		'Transport',
		/^nodes\/(\w+)\/transport\//,
		['nodes/shared/', 'own/transport/', 'own/logic/', 'own/schemas/', 'own/advice'],
	],
	[
		'What reads the form',
		/^nodes\/(\w+)\/parameters\//,
		['nodes/shared/', 'own/parameters/', 'own/logic/', 'own/schemas/', 'own/advice'],
	],
	['Evermuse', /^nodes\/Evermuse\//, ['nodes/shared/', 'nodes/Evermuse/']],
	['Vambe', /^nodes\/Vambe\//, ['nodes/shared/', 'nodes/Vambe/']],
	['A credential', /^credentials\//, ['nodes/shared/logic/']],
];

it.each(directions)('%s looks only where it may: %s', (_what, from, to) => {
	expect(files.filter((file) => from.test(file)).length).toBeGreaterThan(0);
	expect(
		strays(
			from,
			(imported, [, service]) =>
				isPackage(imported) ||
				to.some((place) => imported.startsWith(place.replace('own/', `nodes/${service}/`))),
		),
	).toEqual([]);
});
