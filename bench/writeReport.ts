import { sumBy } from 'lodash';
import type { Contest, Schedule } from './Contest';
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
		`${number(schedules.length)} schedules: ${number(items.length)} ${things}, of which ${service} rejects ${number(rejected)}; ${number(faults)} faults.`,
		remarks.map((remark) => `- ${remark}`).join('\n'),
		contenders.map(({ name, settings }) => `- **${name}**: ${settings}`).join('\n'),
		table(
			['', ...COLUMNS.map(([title]) => title)],
			contenders.map(({ name }, index) => [
				name,
				...COLUMNS.map(([, column]) => number(tallies[index][column])),
			]),
		),
	].join('\n\n');
}

const number = (value: number) => value.toLocaleString('en-US');

function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
	return [head, rule, ...rows].map(line).join('\n');
}
