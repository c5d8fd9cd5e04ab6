import { rememberLast } from '../../nodes/shared/logic/rememberLast';

it('The same thing in a row is worked on once, another one anew', () => {
	const make = jest.fn((given: object | undefined) => ({ given }));
	const remembered = rememberLast(make);
	const first = {};

	expect(remembered(undefined)).toEqual({ given: undefined });
	expect(remembered(first)).toBe(remembered(first));
	expect(remembered({})).not.toBe(remembered(first));
	expect(make).toHaveBeenCalledTimes(4);
});
