import { inGroups } from '../../bench/inGroups';
import { table } from '../../bench/table';

it('A table is Markdown, with its numbers to the right', () => {
	expect(
		table(
			['', 'Time'],
			[
				['ours', '1'],
				['theirs', '2'],
			],
		),
	).toBe(['|  | Time |', '| --- | ---: |', '| ours | 1 |', '| theirs | 2 |'].join('\n'));
});

it('A number is written in groups of three digits', () => {
	expect(inGroups(1_234_567.4)).toBe('1,234,567');
	expect(inGroups(1_234.5, 2)).toBe('1,234.50');
});
