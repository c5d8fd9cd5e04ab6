import { inTurns } from '../../../bench/speed/inTurns';

/** Contenders that note in one list who ran, and took as long as the list. */
function contenders() {
	const ran: string[] = [];
	const note = (name: string) => ({ name, run: async () => ran.push(name) });
	return { ran, both: [note('A'), note('B')] };
}

beforeEach(() => void jest.spyOn(process.stderr, 'write').mockReturnValue(true));

it('Contenders run in turns, after one round that does not count', async () => {
	const { ran, both } = contenders();
	expect(await inTurns(both, 2)).toEqual([
		[3, 5],
		[4, 6],
	]);
	expect(ran.join('')).toBe('ABABAB');
});

it('Without the round to warm up, each run counts', async () => {
	const { both } = contenders();
	expect(await inTurns(both, 1, { warmUps: 0 })).toEqual([[1], [2]]);
});

it('There may be more rounds to warm up', async () => {
	const { ran, both } = contenders();
	expect(await inTurns(both, 1, { warmUps: 3 })).toEqual([[7], [8]]);
	expect(ran.join('')).toBe('ABABABAB');
});
