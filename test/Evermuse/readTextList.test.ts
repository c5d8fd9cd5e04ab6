import { readTextList } from '../../nodes/Evermuse/parameters/readTextList';

describe('A field that takes several texts', () => {
	it.each([
		['entries typed one by one', ['a', 'b'], ['a', 'b']],
		['one text', 'proj-123', ['proj-123']],
		['one text with commas', 'a, b,c ', ['a', 'b', 'c']],
		['one text with a JSON array, as AI models write it', ' ["a", "b"]', ['a', 'b']],
		['an entry with a JSON array', ['["a"]', 'b'], ['a', 'b']],
		['a JSON array of what is no text', '[{"id":"a"}, 7, null]', [{ id: 'a' }, '7']],
		['what only looks like a JSON array', '[a, b', ['[a', 'b']],
		['an entry with commas', ['a,b', 'c'], ['a', 'b', 'c']],
		['two-byte letters and emoji', ['ñandú', '🙂'], ['ñandú', '🙂']],
		['numbers', [1, 2], ['1', '2']],
		['one number', 7, ['7']],
		['an entry whose expression gives an array', [['a', 'b'], 'c'], ['a', 'b', 'c']],
		['an entry that the editor added and nobody filled in', [[], ['']], []],
		['objects in an array, to be found at fault later', [[{ id: 'a' }]], [{ id: 'a' }]],
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
