import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { devDependencies } from '../../package.json';

interface Updates {
	updates: Array<{
		'package-ecosystem': string;
		directory: string;
		schedule: { interval: string };
		cooldown: { 'default-days': number };
		ignore?: Array<{ 'dependency-name': string; 'update-types': string[] }>;
		groups: Record<string, { patterns: string[] }>;
	}>;
}

const ROOT = join(__dirname, '../..');
const { updates } = parse(readFileSync(join(ROOT, '.github/dependabot.yml'), 'utf8')) as Updates;

const folders = readdirSync(ROOT, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => `/${name}`)
	.concat('/')
	.filter((folder) => existsSync(join(ROOT, folder, 'package-lock.json')));

it('Everything that is pinned is looked after: each lock file, and the actions', () => {
	expect(updates.map((one) => `${one['package-ecosystem']} ${one.directory}`).sort()).toEqual(
		['github-actions /', ...folders.map((folder) => `npm ${folder}`)].sort(),
	);
});

it.each(updates)(
	'Updates of $package-ecosystem in $directory come together, once a week, and only to versions that are a week old',
	(one) => {
		expect(one.schedule).toEqual({ interval: 'weekly' });
		expect(one.cooldown).toEqual({ 'default-days': 7 });
		expect(Object.values(one.groups)).toEqual([{ patterns: ['*'] }]);
	},
);

it('What is old on purpose stays so: the types of the oldest Node.js, and the oldest zod', () => {
	const ignored = updates.flatMap(({ ignore = [] }) => ignore);

	expect(ignored).toEqual(
		['@types/node', 'zod'].map((name) => ({
			'dependency-name': name,
			'update-types': ['version-update:semver-major'],
		})),
	);
	expect(devDependencies).toMatchObject({
		'@types/node': expect.stringMatching(/^20\./),
		zod: expect.stringMatching(/^3\./),
		zod4: expect.stringMatching(/^npm:zod@4\./),
	});
});
