import { huffmanTable } from '../../../nodes/Evermuse/logic/file/huffmanTable';

const table = (lengths: number[], mayBeSingle?: boolean) =>
	huffmanTable(Uint8Array.from(lengths), mayBeSingle);

/** A symbol and the length of its code, as the table has them. */
const entry = (symbol: number, length: number) => symbol * 16 + length;

describe('A table of codes', () => {
	it('has each symbol wherever its code, turned around, comes first', () => {
		// The codes are 0, 10, 110 and 111.
		expect([...table([1, 2, 3, 3])]).toEqual([
			entry(0, 1),
			entry(1, 2),
			entry(0, 1),
			entry(2, 3),
			entry(0, 1),
			entry(1, 2),
			entry(0, 1),
			entry(3, 3),
		]);
	});

	it.each([
		['no code', [0, 0], [0]],
		['a single one', [0, 1], [entry(1, 1), 0]],
	])('may have %s', (_what, lengths, entries) => {
		expect([...table(lengths)]).toEqual(entries);
	});

	it.each([
		['more codes than there are', [1, 1, 1], true],
		['fewer codes than there are', [2, 2], true],
		['a single code of two bits', [2], true],
		['a single code where there must be several', [1], false],
	])('cannot have %s', (_what, lengths, mayBeSingle) => {
		expect(() => table(lengths, mayBeSingle)).toThrow('damaged');
	});
});
