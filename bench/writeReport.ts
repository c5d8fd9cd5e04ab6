import { sumBy } from 'lodash';
import type { Contest, Schedule } from './Contest';
import { inGroups } from './inGroups';
import { table } from './table';
import type { Tally } from './tally';

const COLUMNS: Array<[title: string, column: keyof Tally]> = [
	['Lost', 'lost'],
	['Doubled', 'doubled'],
	['Told success, not stored', 'falseSuccess'],
	['Told failure, stored', 'falseFailure'],
	['Told "unsure"', 'unclear'],
	['Requests', 'requests'],
];

/** What was compared and how, then the Markdown table. */
export function writeReport(
	{ service, things, contenders, remarks, isGood }: Contest,
	schedules: readonly Schedule[],
	seed: number,
	tallies: readonly Tally[],
): string {
	const items = schedules.flatMap((schedule) => schedule.items);
	const faults = sumBy(schedules, (schedule) => schedule.faults.filter(Boolean).length);
	const rejected = items.filter((item) => !isGood(item)).length;
	return [
		`## ${service}, seed ${seed}`,
		`${inGroups(schedules.length)} schedules: ${inGroups(items.length)} ${things}, of which ${service} rejects ${inGroups(rejected)}; ${inGroups(faults)} faults.`,
		remarks.map((remark) => `- ${remark}`).join('\n'),
		contenders.map(({ name, settings }) => `- **${name}**: ${settings}`).join('\n'),
		table(
			['', ...COLUMNS.map(([title]) => title)],
			contenders.map(({ name }, index) => [
				name,
				...COLUMNS.map(([, column]) => inGroups(tallies[index][column])),
			]),
		),
	].join('\n\n');
}
