import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Updates {
	updates: Array<{
		'package-ecosystem': string;
		directory: string;
		schedule: { interval: string };
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
	'Updates of $package-ecosystem in $directory come together, once a week',
	(one) => {
		expect(one.schedule).toEqual({ interval: 'weekly' });
		expect(Object.values(one.groups)).toEqual([{ patterns: ['*'] }]);
	},
);
