import { readTextList } from '../../nodes/Evermuse/parameters/readTextList';

describe('A field that takes several texts', () => {
	it.each([
		['entries typed one by one', ['a', 'b'], ['a', 'b']],
		['one text', 'proj-123', ['proj-123']],
		['one text with commas', 'a, b,c ', ['a', 'b', 'c']],
		['an entry with commas', ['a,b', 'c'], ['a', 'b', 'c']],
		['two-byte letters and emoji', ['ñandú', '🙂'], ['ñandú', '🙂']],
		['numbers', [1, 2], ['1', '2']],
		['one number', 7, ['7']],
		['objects, to be found at fault later', [{ id: 'a' }, 'b'], [{ id: 'a' }, 'b']],
		['empty entries, which do not count', ['', ' ', 'a', ','], ['a']],
		['entries of an expression that finds nothing', [null, undefined, 'a'], ['a']],
		['an empty list', [], []],
		['empty text', '', []],
		['null', null, []],
		['nothing', undefined, []],
	])('reads %s', (_what, value, texts) => {
		expect(readTextList(value)).toEqual(texts);
	});
});
